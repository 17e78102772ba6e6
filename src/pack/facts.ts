import type { Change } from '../change/change.ts';
import type { MapChange } from '../change/changes.ts';
import type { BaselineSource, KnownEmergency, RecordedFacts } from '../check/baseline.ts';
import type { GatheredEvidence } from '../check/evidence.ts';
import type { ExternalReference } from '../check/references.ts';
import { policyConfig } from '../check/sides.ts';
import type { Standing } from '../check/standing.ts';
import type { CheckResult } from '../check.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { Moment, Privacy } from '../config/terms.ts';
import type { Format } from '../evidence/formats.ts';
import type { EvidenceFile } from '../evidence/read.ts';
import type { EvidenceState } from '../gates/context.ts';
import type { Mixes } from '../gates/production/baseline.ts';
import type { Likeness } from '../gates/production/likeness.ts';
import type { Problem } from '../problem.ts';
import type { Authorship } from '../risk/authorship.ts';
import type { CarryOutcome } from '../risk/carry.ts';
import type { Risk } from '../risk/classify.ts';
import { isFiguresOnly } from './figures.ts';
import { PACK_LIMITS } from './parts.ts';
import { policiesOf, ruleOf } from './rows.ts';
import type { RunFacts } from './run.ts';

/**
 * What a decision was made from and cannot be rebuilt from the rest of the pack: all of it was read from git, from
 * results and from the event. Everything else in a pack follows from these facts, the bundles, the policies and the rows.
 */
export interface PackFacts {
  readonly schema: 'airlock.pack-facts/1';
  readonly version: string;
  readonly baseVersion: string;
  readonly configPath: string | null;
  readonly environment: string;
  readonly moment: Moment;
  readonly policy: {
    readonly ref: string | null;
    readonly base: ConfigFacts | null;
    readonly head: ConfigFacts | null;
    /** Where it is not the base's that judged: after the merge it is the merged commit's own. */
    readonly inForce?: 'head' | undefined;
  };
  /** YYYY-MM-DD, the day of the judgement; left out where nothing hangs on it. */
  readonly today?: string | undefined;
  /** Nothing was there to compare with. */
  readonly isFirst?: true | undefined;
  readonly changes: readonly Change[];
  readonly map: readonly MapChange[];
  readonly references: readonly ExternalReference[];
  readonly authorship: Authorship;
  readonly vouchedBy: string | null;
  /** Emergencies that were known of; left out where there were none. */
  readonly emergencies?: readonly KnownEmergency[] | undefined;
  /** How the results compare with recorded production, whose record is in no pack. */
  readonly production: {
    readonly path: string;
    readonly likeness: Readonly<Record<string, readonly Likeness[]>>;
    /** What figures are weighted by; left out where none is. */
    readonly mixes?: Mixes | undefined;
  } | null;
  readonly risk: Risk;
  /** What a ledger said of the base; left out where that was nothing. */
  readonly standing?: Standing;
  /** Evidence whose baseline is recorded; left out where there is none. */
  readonly withBaseline?: readonly string[];
  readonly evidence: readonly EvidenceFacts[];
  /** The run on GitHub that wrote the pack, as it says itself; null elsewhere. */
  readonly run: RunFacts | null;
}

export interface ConfigFacts {
  readonly key: string;
  readonly path: string;
  readonly stem: string;
  readonly sha256: string;
  readonly defaults: { readonly path: string; readonly sha256: string } | null;
}

export interface EvidenceFacts {
  readonly name: string;
  readonly baselineSource: BaselineSource | null;
  /** The recorded bundle that the baseline is of; null where it is of none. */
  readonly recorded: RecordedFacts | null;
  /** What was looked for in the ledger; left out where nothing was there. */
  readonly carry?: CarryOutcome;
  readonly problems: readonly Problem[];
  readonly state:
    | {
        readonly state: 'measured';
        readonly candidate: RawFacts;
        readonly baseline: RawFacts | null;
        readonly suiteChanged: boolean;
      }
    | Exclude<EvidenceState, { readonly state: 'measured' }>;
}

/** A results file: where it was, what it is, and whether its bytes are in the pack. */
export interface RawFacts {
  readonly file: string;
  readonly format: Format;
  readonly sha256: string;
  readonly size: number;
  /** Why the bytes are not in the pack; null where they are. */
  readonly withheld: 'privacy' | 'size' | null;
}

/** The facts of a result. What policy keeps out of reports must be out of the result already. */
export async function factsOf(result: CheckResult, run: RunFacts | null): Promise<PackFacts> {
  const { version, baseVersion, configPath, environment, moment } = result;
  const { references, authorship, vouchedBy, risk, standing } = result;
  return {
    schema: 'airlock.pack-facts/1',
    version,
    baseVersion,
    configPath,
    environment,
    moment,
    policy: {
      ref: result.policy.ref,
      base: configFacts(result.configs.base),
      head: configFacts(result.configs.head),
      ...(result.configs.policy === undefined ? {} : { inForce: 'head' as const }),
    },
    ...(hangsOnDay(result) ? { today: result.today } : {}),
    ...(result.isFirst ? { isFirst: true as const } : {}),
    changes: result.changes.changes,
    map: result.changes.map,
    references,
    authorship,
    vouchedBy,
    production:
      result.production === null
        ? null
        : { ...result.production, likeness: Object.fromEntries(result.production.likeness) },
    risk,
    ...(result.emergencies.length === 0 ? {} : { emergencies: result.emergencies }),
    ...(standing.blocked === null && standing.condemned.length === 0 ? {} : { standing }),
    ...(result.withBaseline.size === 0 ? {} : { withBaseline: [...result.withBaseline].sort() }),
    evidence: await Promise.all(result.evidence.map((one) => evidenceFacts(one, result))),
    run,
  };
}

/** Whether a policy at hand leaves items out until a day. */
function hangsOnDay({ rules, configs }: CheckResult): boolean {
  const policies = [rules, ...(configs.head?.result.ok ? [configs.head.result.policy] : [])];
  return policies.some(({ evidence }) => evidence.some(({ quarantine }) => quarantine.length > 0));
}

function configFacts(config: LoadedConfig | null): ConfigFacts | null {
  if (config === null) return null;
  const { key, path, sha256, defaultsSha256, source } = config;
  const defaults =
    source.defaults === null || defaultsSha256 === null
      ? null
      : { path: source.defaults.path, sha256: defaultsSha256 };
  return { key, path, stem: source.stem, sha256, defaults };
}

/** Of two policies that name a piece of evidence the one in force says what may be shown. */
function privacyOf({ configs }: CheckResult, name: string): Privacy {
  const rules = [policyConfig(configs), configs.head].flatMap((config) =>
    config?.result.ok ? config.result.policy.evidence : [],
  );
  return rules.find((rule) => rule.name === name)?.privacy ?? 'ids';
}

async function evidenceFacts(one: GatheredEvidence, result: CheckResult): Promise<EvidenceFacts> {
  const privacy = privacyOf(result, one.name);
  const { name, baselineSource, recorded = null, state } = one;
  const found = one.carry == null ? {} : { carry: one.carry };
  // What stands in a broken row is a piece of the raw results.
  const problems =
    privacy === 'full' ? one.problems : one.problems.map((wrong) => ({ ...wrong, found: null }));
  if (state.state !== 'measured') return { name, baselineSource, recorded, ...found, problems, state };
  const { candidate, baseline, suiteChanged } = state;
  const policies = policiesOf(result.configs);
  const rule = ruleOf(name, policies);
  const raw = async (file: EvidenceFile): Promise<RawFacts> =>
    rawFacts(file, privacy === 'full' || (await isFiguresOnly(file, rule, policies)));
  return {
    name,
    baselineSource,
    recorded,
    ...found,
    problems,
    state: {
      state: 'measured',
      candidate: await raw(candidate),
      baseline: baseline === null ? null : await raw(baseline),
      suiteChanged,
    },
  };
}

/**
 * Raw results hold what people asked and what a model said: they are packed only where all may be shown, or where there
 * is nothing in them but figures, as in what shards of evals leave behind.
 */
function rawFacts({ file, format, sha256, size }: EvidenceFile, mayShow: boolean): RawFacts {
  const withheld = mayShow ? (size > PACK_LIMITS.part ? 'size' : null) : 'privacy';
  return { file, format, sha256, size, withheld };
}
