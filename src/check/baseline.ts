import type { Bundle } from '../bundle/bundle.ts';
import type { Repository } from '../bundle/repository.ts';
import type { EvidenceRule } from '../config/policy.ts';
import type { Names } from '../evidence/columns.ts';
import { type EvidenceFile, type ReadRequest, readEvidence } from '../evidence/read.ts';
import { type ByteSource, LARGEST_DOCUMENT } from '../evidence/source.ts';
import { suiteOf } from '../risk/evidence-key.ts';
import { repeatsOnly } from '../risk/required-evidence.ts';
import type { GatherRequest, ResultFiles } from './evidence.ts';
import { keptScores, parseKept } from './scores.ts';
import type { DescribedSide } from './sides.ts';
import { NO_STANDING, type Standing } from './standing.ts';

/** The rungs of the ladder, the best first. */
export type BaselineSource = 'given' | 'live' | 'candidate' | 'merge-base';

/** A bundle that a ledger recorded. */
export interface RecordedFacts {
  readonly source: 'live' | 'candidate';
  readonly version: string;
  readonly digest: string;
  readonly environment: string | null;
  /** UTC; when it began to serve, or was recorded. */
  readonly recordedAt: string;
}

export interface RecordedBaseline extends RecordedFacts {
  /** Digests of the components that held its suites, in their order. */
  readonly suite: readonly string[];
  /** Kept scores of one evidence; null where none are kept. */
  scores(evidence: string): Promise<Uint8Array | null>;
}

/** What was recorded to compare with. Implemented over a ledger. */
export interface Baselines {
  /** What is live in an environment, then the last candidate that is not `digest` itself; the first rung first. */
  of(bundle: string, environment: string, digest: string): Promise<readonly RecordedBaseline[]>;
  /** What was recorded of the branch that a change starts from. */
  standing(
    where: { readonly bundle: string; readonly environment: string },
    sides: { readonly base: DescribedSide; readonly head: DescribedSide },
  ): Promise<Standing>;
  /** Emergencies that are declared there, and those that were not reviewed yet. */
  emergencies(bundle: string, environment: string): Promise<readonly KnownEmergency[]>;
}

/** An emergency as far as whoever reads a report has to know of it. */
export interface KnownEmergency {
  /** Its entry. */
  readonly seq: number;
  readonly trigger: string;
  readonly reason: string;
  readonly by: string;
  /** UTC. */
  readonly expires: string;
  /** Null where nobody ended it before. */
  readonly ended: string | null;
  readonly reviewDue: string;
}

export const NO_BASELINES: Baselines = {
  of: () => Promise.resolve([]),
  standing: () => Promise.resolve(NO_STANDING),
  emergencies: () => Promise.resolve([]),
};

export interface Baseline {
  readonly file: EvidenceFile;
  readonly source: BaselineSource;
  readonly recorded: RecordedFacts | null;
}

export interface BaselineParts {
  readonly repository: Repository;
  readonly files: ResultFiles;
  readonly request: GatherRequest;
  readonly rule: EvidenceRule;
  readonly items: Names;
  readonly read: ReadRequest;
}

/** The ladder of baselines: a given file, what is live, the last candidate, then results of the merge base. */
export async function baselineFile(parts: BaselineParts): Promise<Baseline | null> {
  const { repository, files, request, rule, items } = parts;
  const read = async (source: ByteSource): Promise<EvidenceFile> =>
    scored(await readEvidence(source, items, { ...parts.read, format: null }), rule);
  const given = request.givenBaselines.get(rule.name);
  if (given !== undefined) return { file: await read(given), source: 'given', recorded: null };
  // What is recorded, or committed, repeats what an earlier candidate lost: only repeats made in this job are of these items.
  const isRepeats = repeatsOnly(request.policy).has(rule.name);
  for (const { scores, suite: _suite, ...recorded } of isRepeats ? [] : request.recorded) {
    const kept = await scores(rule.name);
    if (kept === null) continue;
    const name = `${rule.name} of ${recorded.version}`;
    return { file: await read(keptScores(kept, name, items)), source: recorded.source, recorded };
  }
  const made = rule.baseline === undefined ? null : await files.open(rule.baseline);
  const source = made ?? (isRepeats ? null : await committed(repository, request.baseCommit, rule.path));
  return source === null ? null : { file: await read(source), source: 'merge-base', recorded: null };
}

/**
 * Evidence whose baseline is recorded on the suite as the head has it, and scored as policy says: the ladder ends there,
 * and the merge base need not be run. Where the suite moved on, only a run of it on the merge base can be compared.
 */
export async function recordedFor(
  rules: readonly EvidenceRule[],
  head: Bundle,
  recorded: readonly RecordedBaseline[],
): Promise<ReadonlySet<string>> {
  const now = suiteOf(head.components).join();
  const names: string[] = [];
  for (const { name, baseline, scorer, judge } of rules) {
    if (baseline === undefined) continue;
    const first = await firstRung(recorded, name);
    const card = first?.suite.join() === now ? parseKept(first.kept) : null;
    const isSame = (said: string | undefined, then: string | null): boolean =>
      said === undefined || said === then;
    if (card !== null && isSame(scorer, card.scorer) && isSame(judge, card.judge)) names.push(name);
  }
  return new Set(names);
}

async function firstRung(recorded: readonly RecordedBaseline[], name: string) {
  for (const { scores, suite } of recorded) {
    const kept = await scores(name);
    if (kept !== null) return { suite, kept };
  }
  return null;
}

/** What the configuration says of scoring holds for both arms; a file that says otherwise is believed. */
export function scored(file: EvidenceFile, rule: EvidenceRule): EvidenceFile {
  const { scorer, judge } = file.facts;
  return {
    ...file,
    facts: { ...file.facts, scorer: scorer ?? rule.scorer ?? null, judge: judge ?? rule.judge ?? null },
  };
}

/** Results that are committed at the path of the evidence: the base's file is the base's result. */
async function committed(repository: Repository, commit: string, path: string): Promise<ByteSource | null> {
  const file = (await repository.tree(commit)).find((one) => one.path === path);
  if (file === undefined) return null;
  const bytes = await repository.read(file.oid, LARGEST_DOCUMENT);
  if (bytes === null) return null;
  const chunk = Buffer.from(bytes);
  return {
    name: `${path} at the base`,
    size: bytes.length,
    async *open() {
      yield chunk;
    },
  };
}
