import { NO_RECORDINGS } from '../../check/carry.ts';
import type { ResultFiles } from '../../check/evidence.ts';
import { ledgerBaselines, ledgerRecordings } from '../../check/recorded.ts';
import { type CheckResult, check } from '../../check.ts';
import type { Purpose } from '../../config/terms.ts';
import type { ByteSource } from '../../evidence/source.ts';
import { TreeSitter } from '../../host/grammars.ts';
import { pairOf, releaseOf } from '../../ledger/state.ts';
import type { Desk } from '../ledger.ts';
import { isReplaced } from './replaced.ts';
import type { Subject } from './subject.ts';

export interface Judging {
  /** Commit of what is judged. */
  readonly head: string;
  readonly evidence: ReadonlyMap<string, ByteSource>;
  /** Results of what is live, where the ledger keeps none. */
  readonly baselines?: ReadonlyMap<string, ByteSource>;
  readonly results: ResultFiles;
  /** Whether the evidence is what a ledger kept. */
  readonly kept: boolean;
  /** Purposes of evidence that count; null: every purpose. */
  readonly purposes: readonly Purpose[] | null;
}

export const NO_RESULTS: ResultFiles = { open: () => Promise.resolve(null) };

/**
 * Judges what would be released against what is live, by today's policy: tier, gates and decision come from the whole
 * difference, never from one pull request. Where nothing is live, everything is new, and nothing is below high.
 */
export async function judge(desk: Desk, subject: Subject, judging: Judging): Promise<CheckResult> {
  const { repository, store, opened, terminal } = desk;
  const { bundle, environment, commit, choice } = subject;
  const { live } = pairOf(opened.state, bundle, environment);
  const served = live === null ? null : releaseOf(opened.state, bundle, live.digest);
  const [result] = await check(
    {
      repository,
      history: repository.history,
      results: judging.results,
      grammars: new TreeSitter(),
      baselines: ledgerBaselines(store, opened),
      recordings: judging.kept ? NO_RECORDINGS : ledgerRecordings(store, opened),
      progress: () => {},
    },
    {
      base: served === null ? judging.head : await repository.commit(served.commit),
      head: judging.head,
      config: choice,
      bundle,
      evidence: ofBundle(judging.evidence, bundle),
      baselines: ofBundle(judging.baselines ?? new Map(), bundle),
      moment: 'candidate',
      withoutKeys: false,
      today: terminal.today,
      pull: null,
      raisedBy: null,
      environment,
      skipUnchanged: false,
      policyAt: commit,
      evidenceIsKept: judging.kept,
      purposes: judging.purposes,
      isFirst: served === null,
      isUnreviewed: await isReplaced(desk, subject, judging.head),
    },
  );
  if (result === undefined) throw new Error('a bundle that was selected is checked');
  return result;
}

/** Results that are named `bundle/name`, as shards are put together, are for that bundle alone. */
function ofBundle<T>(given: ReadonlyMap<string, T>, bundle: string): ReadonlyMap<string, T> {
  return new Map([...given].filter(([name]) => !name.includes('/') || name.startsWith(`${bundle}/`)));
}
