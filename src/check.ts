import type { History } from './bundle/history.ts';
import type { Repository } from './bundle/repository.ts';
import { type ChangeSet, changesBetween } from './change/changes.ts';
import type { Grammars } from './change/code/syntax.ts';
import { type Baselines, type KnownEmergency, NO_BASELINES, recordedFor } from './check/baseline.ts';
import { carryOver, NO_RECORDINGS, NONE_CARRIED, type Recordings } from './check/carry.ts';
import type { GatheredEvidence, ResultFiles } from './check/evidence.ts';
import { judge } from './check/judge.ts';
import { knownEvidence } from './check/known-evidence.ts';
import type { RefusedOverride } from './check/overrides.ts';
import { type RefusedWord, type Voice, withPersons } from './check/persons.ts';
import type { Production } from './check/production.ts';
import { ofPurposes } from './check/purposes.ts';
import { type ExternalReference, externalReferences } from './check/references.ts';
import { riskOf } from './check/risk.ts';
import { rollbackPlanOf } from './check/rollback-plan.ts';
import {
  basePolicy,
  type ConfigPair,
  type DescribedSide,
  describeSide,
  mendable,
  pairConfigs,
  policyConfig,
  selectBundle,
  underPolicy,
} from './check/sides.ts';
import type { Standing } from './check/standing.ts';
import { NEVER_RECORDED, versionsOf } from './check/version.ts';
import type { ConfigChoice } from './config/load.ts';
import { DEFAULT_POLICY, type Policy } from './config/policy.ts';
import type { Moment, Privacy, Purpose, Stage, Tier } from './config/terms.ts';
import type { ByteSource } from './evidence/source.ts';
import { countedTier, type Decision } from './gates/decision.ts';
import type { GateResult } from './gates/gate.ts';
import type { Override } from './gates/override.ts';
import { Refusal } from './problem.ts';
import { type Authorship, authorshipOf, type PullAuthor } from './risk/authorship.ts';
import type { Risk } from './risk/classify.ts';
import { dueEvidence, type RequiredEvidence, requiredEvidence } from './risk/required-evidence.ts';
import type { RiskContext } from './risk/rules/rule.ts';

/** What the pipeline is asked. Every value is given: nothing in here reads a clock, an environment or a file. */
export interface CheckRequest {
  /** Commit oids. */
  readonly base: string;
  readonly head: string;
  readonly config: ConfigChoice;
  /** Of several bundles this one; null for all. */
  readonly bundle: string | null;
  readonly evidence: ReadonlyMap<string, ByteSource>;
  readonly baselines: ReadonlyMap<string, ByteSource>;
  readonly moment: Moment;
  readonly withoutKeys: boolean;
  /** YYYY-MM-DD, for the ends of life of models. */
  readonly today: string;
  readonly pull: { readonly number: number; readonly author: PullAuthor | null } | null;
  /** Who asked for one tier more; null: nobody. */
  readonly raisedBy: string | null;
  /** Who has a say and spoke for a coding agent's change; left out: nobody did, or nobody was asked. */
  readonly vouchedBy?: string | null;
  /** Whose live bundle is the baseline; null: as the policy says. */
  readonly environment: string | null;
  /** A run on a pull request that touches nothing of a bundle does not look at results at all. */
  readonly skipUnchanged: boolean;
  /** Commit whose policy is in force; the base's unless given. A promotion is judged by today's, not by that of what is live. */
  readonly policyAt?: string;
  /** Nothing is there to compare with, so that everything is new: no tier below high, and all evidence is asked for. */
  readonly isFirst?: boolean;
  /** The head was made by a machine out of what is live, and is no merge. */
  readonly isUnreviewed?: boolean;
  /** Nobody asks for versions, and none are looked up: both are told as never recorded. */
  readonly withoutVersions?: boolean;
  /** Evidence that is given are scores that a ledger kept. */
  readonly evidenceIsKept?: boolean;
  /** Only evidence of these purposes counts; every purpose where it is null or left out. */
  readonly purposes?: readonly Purpose[] | null;
}

export interface CheckPorts {
  readonly repository: Repository;
  readonly history: History;
  readonly results: ResultFiles;
  /** Without it code is compared by its lines. */
  readonly grammars?: Grammars;
  /** What a ledger holds to compare with; nothing where there is none. */
  readonly baselines?: Baselines;
  /** What a ledger holds that need not be measured again; nothing where there is none. */
  readonly recordings?: Recordings;
  /** Where persons speak of a tier; nobody is heard without it. */
  readonly voice?: Voice;
  /** Long work says what it is at. */
  readonly progress: (step: ProgressStep) => void;
}

export type ProgressStep = {
  readonly step: 'bundle' | 'changes' | 'evidence' | 'gates';
  readonly bundle: string;
};

/** Everything that was found out about one bundle; `report/` and the machine-readable documents are made from it. */
export interface CheckResult {
  readonly base: DescribedSide;
  readonly head: DescribedSide;
  readonly version: string;
  readonly baseVersion: string;
  readonly configPath: string | null;
  readonly changes: ChangeSet;
  readonly references: readonly ExternalReference[];
  readonly authorship: Authorship;
  /** The person who spoke for an agent's change; null: nobody yet. */
  readonly vouchedBy: string | null;
  readonly risk: Risk;
  readonly required: RequiredEvidence;
  /** Evidence whose baseline is recorded, so that the merge base is not run. */
  readonly withBaseline: ReadonlySet<string>;
  readonly evidence: readonly GatheredEvidence[];
  /** How the evidence compares with recorded production; null where none is recorded. */
  readonly production: Production | null;
  readonly gates: readonly GateResult[];
  readonly decision: Decision;
  readonly stage: Stage;
  readonly environment: string;
  readonly privacy: Privacy;
  readonly policy: PolicyFacts;
  /** The policy that judged: the base's, or what holds where there is none. */
  readonly rules: Policy;
  /** The configurations of both commits as they were read. */
  readonly configs: ConfigPair;
  readonly moment: Moment;
  /** YYYY-MM-DD: the day of the judgement. */
  readonly today: string;
  readonly tierRule: Policy['tiers'][Tier];
  /** Decisions of persons that count, and those that do not with the reason. */
  readonly overrides: readonly Override[];
  readonly refusedOverrides: readonly RefusedOverride[];
  /** Words on the tier that do not count. */
  readonly refusedWords: readonly RefusedWord[];
  /** What the head's own policy would decide, where it differs from the one in force. */
  readonly preview: Decision | null;
  /** What a ledger says of the base. */
  readonly standing: Standing;
  /** Emergencies where this would be released, declared or not reviewed yet. */
  readonly emergencies: readonly KnownEmergency[];
  /** True where neither the bundle nor its policy changed. */
  readonly unchanged: boolean;
  /** True where there is nothing to compare with, and everything is new. */
  readonly isFirst: boolean;
}

export interface PolicyFacts {
  /** Commit that the policy was read at; null for a file outside the repository, or where there is none. */
  readonly ref: string | null;
  readonly path: string | null;
  readonly sha256: string | null;
  readonly changed: boolean;
}

/** The main job: from two commits and result files to a decision, for every bundle of the repository. */
export async function check(ports: CheckPorts, request: CheckRequest): Promise<CheckResult[]> {
  const found = await pairConfigs(ports.repository, request.base, request.head, request.config);
  const pairs = await underPolicy(ports.repository, request, selectBundle(found, request.bundle));
  knownEvidence(pairs, [...request.evidence.keys(), ...request.baselines.keys()]);
  const results: CheckResult[] = [];
  for (const pair of pairs) results.push(await checkBundle(ports, request, pair));
  return results;
}

async function checkBundle(ports: CheckPorts, request: CheckRequest, pair: ConfigPair): Promise<CheckResult> {
  const { base, head } = await describeBoth(ports, request, pair);
  // A plan that is wrong is said here already, and not when it is needed.
  await rollbackPlanOf(ports.repository, head);
  ports.progress({ step: 'changes', bundle: head.bundle.name });
  const configPath = (pair.head ?? pair.base)?.path ?? null;
  const changes = await changesBetween(
    ports.repository,
    { ...base, configPath },
    { ...head, configPath },
    ports.grammars,
  );
  const inForce = policyConfig(pair);
  const before = basePolicy(inForce);
  mendable(before, pair, changes);
  const whole = before.kind === 'given' ? before.policy : DEFAULT_POLICY;
  const policy = ofPurposes(whole, request.purposes ?? null);
  const context: RiskContext = { today: request.today, endOfLife: policy.endOfLife };
  const ownModels = policy.endOfLife.map(({ id }) => id);
  const references = await externalReferences(ports.repository, head.commit, head.identity, ownModels);
  const computed = riskOf(request, pair, before, { base, head, changes, context, references });
  const changedPolicy =
    pair.base?.sha256 !== pair.head?.sha256 || pair.base?.defaultsSha256 !== pair.head?.defaultsSha256;
  const { isFirst = false } = request;
  const unchanged = base.bundle.digest === head.bundle.digest && !changedPolicy && !isFirst;
  const authorship = authorshipOf(
    await ports.history.commits(base.commit, head.commit, MOST_COMMITS),
    request.pull?.author ?? null,
  );
  const about = { bundle: head.bundle.name, digest: head.bundle.digest, policy };
  const voice = unchanged ? undefined : ports.voice;
  const persons = await withPersons(voice, computed, about, authorship.requester);
  const { risk, refusedWords } = persons;
  const vouchedBy = request.vouchedBy ?? persons.vouchedBy;
  const versions =
    request.withoutVersions === true
      ? { version: NEVER_RECORDED, baseVersion: NEVER_RECORDED }
      : await versionsOf(ports, { base, head, risk, context, pull: request.pull?.number ?? null });
  const environment = request.environment ?? policy.environment;
  const due = dueEvidence(policy, countedTier(risk.tier), request.moment);
  const whatChanged = { ...changes, isFirst };
  const isSkipped = unchanged && request.skipUnchanged;
  const carried = isSkipped
    ? NONE_CARRIED
    : await carryOver(ports.recordings ?? NO_RECORDINGS, {
        head,
        changes,
        policy,
        environment,
        due,
        today: request.today,
        repository: ports.repository,
      });
  // What touches nothing of a bundle asks no ledger about it.
  const baselines = isSkipped ? NO_BASELINES : (ports.baselines ?? NO_BASELINES);
  const recorded = await baselines.of(head.bundle.name, environment, head.bundle.digest);
  const withBaseline = await recordedFor(due, head.bundle, recorded);
  const parts = {
    before,
    policy,
    base,
    head,
    changes,
    risk,
    unchanged,
    authorship,
    vouchedBy,
    carried,
    recorded,
  };
  const judged = await judge(ports, request, pair, parts);
  return {
    base,
    head,
    ...versions,
    configPath,
    changes,
    references,
    authorship,
    vouchedBy,
    risk,
    required: requiredEvidence(due, head.identity, whatChanged, carried.carry, withBaseline),
    withBaseline,
    ...judged,
    stage: policy.stage,
    environment,
    standing: await baselines.standing({ bundle: head.bundle.name, environment }, { base, head }),
    privacy: policy.privacy,
    policy: {
      ref: request.config.kind === 'outside' || inForce === null ? null : (request.policyAt ?? base.commit),
      path: inForce?.path ?? null,
      sha256: inForce?.sha256 ?? null,
      changed: changedPolicy,
    },
    emergencies: await baselines.emergencies(head.bundle.name, environment),
    overrides: [],
    refusedOverrides: [],
    refusedWords,
    rules: policy,
    configs: pair,
    moment: request.moment,
    today: request.today,
    tierRule: policy.tiers[countedTier(risk.tier)],
    unchanged,
    isFirst,
  };
}

const MOST_COMMITS = 250;

async function describeBoth(
  ports: CheckPorts,
  request: CheckRequest,
  pair: ConfigPair,
): Promise<{ base: DescribedSide; head: DescribedSide }> {
  if (pair.head !== null && !pair.head.result.ok) throw new Refusal(pair.head.result.problems);
  const name = nameOf(pair);
  ports.progress({ step: 'bundle', bundle: name ?? 'default' });
  const head = await describeSide(ports.repository, request.head, pair.head, name);
  // A base that cannot be read has no map of its own to compare with: the head's map is laid over it.
  const baseConfig = pair.base?.result.ok === false ? pair.head : pair.base;
  return { head, base: await describeSide(ports.repository, request.base, baseConfig, head.bundle.name) };
}

function nameOf({ base, head }: ConfigPair): string | null {
  for (const config of [head, base]) if (config?.result.ok) return config.result.identity.name;
  return null;
}
