import { ledgerBaselines } from '../../check/recorded.ts';
import type { CheckResult } from '../../check.ts';
import { pairOf, releaseOf } from '../../ledger/state.ts';
import { parseArguments } from '../arguments.ts';
import { candidateCommand } from '../commands/candidate.ts';
import { type Desk, withLedger } from '../ledger.ts';
import { judge, NO_RESULTS } from '../release/judge.ts';
import { replacedAt } from '../release/replaced.ts';
import { type Subject, subjectsAt } from '../release/subject.ts';
import type { ActionContext } from './context.ts';
import { terminalOf } from './terminal.ts';

/** A bundle that is to become a candidate, held against what is live. */
export interface Due {
  readonly result: CheckResult;
  /** Evidence of what is live whose numbers the ledger does not keep, so that it must be run as well. */
  readonly unkept: ReadonlySet<string>;
}

/**
 * The bundles of the checkout that are neither live nor recorded yet, each compared with what is live: pushes in between
 * may have been left out, and what is released is all of them together. Whoever starts the run by hand wants it measured
 * anew. `ref`: a commit that a machine made out of what is live; it is about the bundles that are live as its parent.
 */
export function dueCandidates(
  context: ActionContext,
  {
    config,
    ref,
    token,
  }: { readonly config: string | null; readonly ref: string | null; readonly token: string },
): Promise<Due[]> {
  const args = parseArguments(config === null ? [] : [`--config=${config}`], candidateCommand.options, 0);
  const again = context.event === 'workflow_dispatch';
  return withLedger(args, terminalOf(context, { token }), async (desk) => {
    const due: Due[] = [];
    for (const subject of await subjectsAt(desk, 'HEAD')) {
      const head = ref === null ? subject.commit : await replacedAt(desk, subject, ref);
      if (head === null) continue;
      const result = await judge(desk, subject, {
        head,
        evidence: new Map(),
        results: NO_RESULTS,
        kept: false,
        purposes: null,
      });
      if (isDue(desk, subject, result, again)) due.push({ result, unkept: await unkept(desk, result) });
    }
    return due;
  });
}

function isDue(
  { opened }: Desk,
  { bundle, environment }: Subject,
  { head }: CheckResult,
  again: boolean,
): boolean {
  const { digest } = head.bundle;
  if (pairOf(opened.state, bundle, environment).live?.digest === digest) return false;
  return again || releaseOf(opened.state, bundle, digest) === null;
}

async function unkept({ store, opened }: Desk, result: CheckResult): Promise<ReadonlySet<string>> {
  if (result.isFirst) return new Set();
  const { name, digest } = result.head.bundle;
  const rungs = await ledgerBaselines(store, opened).of(name, result.environment, digest);
  const names = new Set<string>();
  for (const need of result.required.required) {
    const kept = await Promise.all(rungs.map((rung) => rung.scores(need.name)));
    if (kept.every((scores) => scores === null)) names.add(need.name);
  }
  return names;
}
