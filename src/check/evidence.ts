import type { Identity } from '../bundle/bundle.ts';
import type { Repository } from '../bundle/repository.ts';
import type { CriterionInput } from '../config/evidence-schema.ts';
import type { EvidenceRule, Policy } from '../config/policy.ts';
import type { Moment, Purpose } from '../config/terms.ts';
import { ARM } from '../evidence/both-arms.ts';
import { Names } from '../evidence/columns.ts';
import { ANY, type ReadRequest, readEvidence } from '../evidence/read.ts';
import type { ByteSource } from '../evidence/source.ts';
import { type ResultTable, RUN } from '../evidence/table.ts';
import type { CheckCode } from '../gates/check.ts';
import type { EvidenceState } from '../gates/context.ts';
import { passRules } from '../gates/passes.ts';
import { type Problem, Refusal } from '../problem.ts';
import type { CarryOutcome } from '../risk/carry.ts';
import { type Changed, isNeeded } from '../risk/required-evidence.ts';
import {
  type Baseline,
  type BaselineSource,
  baselineFile,
  type RecordedBaseline,
  type RecordedFacts,
  scored,
} from './baseline.ts';
import type { CarriedOver } from './carry.ts';
import { type KeptLabels, keptScores } from './scores.ts';

/** Result files of the work tree and of the command line. Implemented over the file system in `host/`. */
export interface ResultFiles {
  /** A file at a path from the repository root; null where there is none. */
  open(path: string): Promise<ByteSource | null>;
}

/** One piece of evidence with what came of it. */
export interface GatheredEvidence {
  readonly name: string;
  readonly state: EvidenceState;
  readonly baselineSource: BaselineSource | null;
  /** The recorded bundle that the baseline is of, where it is of one. */
  readonly recorded?: RecordedFacts | null;
  /** What was looked for in the ledger, where something was there. */
  readonly carry?: CarryOutcome | null;
  /** Why a configured file could not be read; its criteria are unmeasured. */
  readonly problems: readonly Problem[];
}

export interface GatherRequest {
  readonly policy: Policy;
  /** The head's policy too, so that a preview finds the labels it needs. */
  readonly otherPolicy: Policy | null;
  /** False where neither side has a configuration. */
  readonly hasPolicy: boolean;
  readonly identity: Identity;
  readonly changes: Changed;
  readonly baseCommit: string;
  readonly moment: Moment;
  /** True where the run cannot have the keys that evals need: forks, Dependabot, drafts. */
  readonly withoutKeys: boolean;
  readonly given: ReadonlyMap<string, ByteSource>;
  readonly givenBaselines: ReadonlyMap<string, ByteSource>;
  /** What a ledger holds to compare with, the first rung first. */
  readonly recorded: readonly RecordedBaseline[];
  /** What is given are scores that a ledger kept, whatever the format of the evidence is. */
  readonly givenIsKept: boolean;
  /** Purposes of evidence that the tier asks for; null: every purpose. A file that is there counts all the same. */
  readonly asked: readonly Purpose[] | null;
  /** What need not be measured again. A file that is there counts before it: it is the newest attempt. */
  readonly carried: CarriedOver;
}

/** Reads all evidence that policy names, and all that was given by name where there is no policy to name any. */
export async function gatherEvidence(
  repository: Repository,
  files: ResultFiles,
  request: GatherRequest,
): Promise<GatheredEvidence[]> {
  const named = new Set(request.policy.evidence.map((rule) => rule.name));
  const extra = [...request.given.keys()]
    .filter((name) => !named.has(name))
    .flatMap((name) => extraRule(name, request));
  const gathered: GatheredEvidence[] = [];
  // One after the other: two large files at once would need the memory of both.
  for (const rule of [...request.policy.evidence, ...extra])
    gathered.push(await gather(repository, files, request, rule));
  return gathered;
}

/**
 * Evidence that is given and that the policy in force does not name: what only the head's policy names is read by its
 * rule, for the preview; where there is no policy any name is taken; a name of another bundle is not for this one.
 */
function extraRule(name: string, { otherPolicy, hasPolicy }: GatherRequest): EvidenceRule[] {
  const rule = otherPolicy?.evidence.find((one) => one.name === name);
  return rule !== undefined ? [rule] : hasPolicy ? [] : [unnamedRule(name)];
}

function unnamedRule(name: string): EvidenceRule {
  return {
    name,
    path: '',
    purpose: 'full',
    when: ['pull_request', 'merge_group', 'candidate'],
    frozen: false,
    columns: {},
    pass: {},
    privacy: 'ids',
    paired: true,
    quarantine: [],
    shards: 1,
  };
}

async function gather(
  repository: Repository,
  files: ResultFiles,
  request: GatherRequest,
  rule: EvidenceRule,
): Promise<GatheredEvidence> {
  const { name } = rule;
  const given = request.given.get(name);
  const items = new Names();
  const read: ReadRequest = readRequest(rule, request);
  const carry = request.carried.carry.get(name) ?? null;
  try {
    const source = given ?? (rule.path === '' ? null : await files.open(rule.path));
    const kept = source === null ? (request.carried.scores.get(name) ?? null) : null;
    if (source === null && kept === null)
      return { name, state: absent(rule, request), baselineSource: null, carry, problems: [] };
    const of = (): Promise<Baseline | null> =>
      baselineFile({ repository, files, request, rule, items, read });
    // Kept items are hashes. They get the names of the items that they are compared with, so these are read first.
    const early = kept === null ? null : await of();
    const own = source ?? keptScores(kept ?? new Uint8Array(), carriedName(name, carry), items);
    const isKept = kept !== null || (given !== undefined && request.givenIsKept);
    const candidate = scored(await readEvidence(own, items, isKept ? { ...read, format: null } : read), rule);
    const baseline = kept === null ? await of() : early;
    const suiteChanged =
      !rule.frozen &&
      request.changes.changes.some((change) => change.kind === 'evals' && change.equal === null);
    const state: EvidenceState = {
      state: 'measured',
      candidate,
      baseline: baseline?.file ?? null,
      pass: passRules(rule.pass),
      paired: rule.paired,
      suiteChanged,
      ...(kept !== null && candidate.sha256 === baseline?.file.sha256 ? { same: true as const } : {}),
    };
    const recorded = baseline?.recorded ?? null;
    const baselineSource = baseline?.source ?? null;
    // What was measured here was not carried, whatever the ledger holds.
    return { name, state, baselineSource, recorded, carry: kept === null ? null : carry, problems: [] };
  } catch (error) {
    // A file named on the command line that cannot be read is wrong usage; a configured one leaves its criteria open.
    if (!(error instanceof Refusal) || given !== undefined || request.givenBaselines.has(name)) throw error;
    const first = error.problems[0];
    const args = { file: first?.file ?? rule.path, line: first?.line ?? null, problem: first?.code ?? '' };
    return {
      name,
      state: { state: 'unmeasured', code: 'evidence-unreadable', args },
      baselineSource: null,
      problems: error.problems,
    };
  }
}

/** What carried results are called where a file would be. */
function carriedName(evidence: string, carry: CarryOutcome | null): string {
  return carry?.kind === 'carried' ? `${evidence} of ${carry.from.version}` : evidence;
}

/** How a rule's results are read: its own words, and the labels that criteria need. */
export function readRequest(
  rule: EvidenceRule,
  { policy, otherPolicy }: Pick<GatherRequest, 'policy' | 'otherPolicy'>,
): ReadRequest {
  const criteria = [policy, otherPolicy].flatMap((one) => one?.gates ?? []).flatMap((gate) => gate.criteria);
  const { plain, hashed } = labelsOf(rule.name, criteria);
  const select = { provider: rule.select?.provider ?? null, prompt: rule.select?.prompt ?? null };
  return {
    ...ANY,
    format: rule.format ?? null,
    columns: rule.columns,
    select,
    kept: new Set([...plain, ...hashed]),
  };
}

/** The labels that criteria read: slices and categories as they are, clusters only to tell them apart. */
export function labelsOf(
  evidence: string,
  criteria: readonly CriterionInput[],
): KeptLabels & { readonly slices: readonly string[] } {
  const own = criteria.filter((criterion) => criterion.evidence === evidence);
  const slices = own.flatMap(({ slices: keys = [], weights }) => [
    ...(Array.isArray(keys) ? keys : keys.by),
    ...(weights === undefined ? [] : [weights]),
  ]);
  const clusters = own.flatMap(({ cluster }) => (cluster === undefined ? [] : [cluster]));
  const isRepeats = criteria.some(({ confirm }) => confirm?.evidence === evidence);
  const plain = new Set([...slices, 'category', ...(isRepeats ? [ARM] : [])]);
  return { slices, plain, hashed: new Set([...clusters, 'run']) };
}

/** The labels that no result of an evidence may have. */
export function neverOf(evidence: string, criteria: readonly CriterionInput[]): ReadonlySet<string> {
  const own = criteria.filter((criterion) => criterion.evidence === evidence);
  return new Set(own.flatMap(({ never = [] }) => never));
}

/**
 * The labels of a table that criteria ask for. Other short texts of a results file look like labels too (a question, a
 * name), and no verdict hangs on them.
 */
export function askedLabels(
  table: ResultTable,
  { kept, never }: { readonly kept: ReadonlySet<string>; readonly never: ReadonlySet<string> },
): string[] {
  const isNever = (key: string): boolean =>
    table
      .label(key)
      ?.names.all()
      .some((label) => never.has(label)) ?? false;
  return table.labelKeys().filter((key) => key === RUN || kept.has(key) || isNever(key));
}

/**
 * Why there is no file, and what follows from it: due later, not asked for at this tier, no keys, nothing that it depends on
 * changed, or missing.
 */
export function absent(
  rule: EvidenceRule,
  request: Pick<GatherRequest, 'moment' | 'identity' | 'changes' | 'withoutKeys' | 'asked'> & {
    readonly carried: Pick<CarriedOver, 'carry'>;
  },
): EvidenceState {
  const state = (
    kind: 'unmeasured' | 'deferred' | 'not-required',
    code: CheckCode,
    args: Record<string, string>,
  ): EvidenceState => ({ state: kind, code, args });
  if (!rule.when.includes(request.moment))
    return state('deferred', 'due-later', { when: rule.when.join(', ') });
  if (request.asked !== null && !request.asked.includes(rule.purpose))
    return state('not-required', 'purpose-not-asked', { purpose: rule.purpose });
  if (!isNeeded(rule, { ...request, carry: request.carried.carry }))
    return state('not-required', 'unaffected', {});
  if (request.withoutKeys) return state('deferred', 'no-key', {});
  return state('unmeasured', 'evidence-missing', {
    path: rule.path,
    ...(rule.run === undefined ? {} : { run: rule.run }),
  });
}
