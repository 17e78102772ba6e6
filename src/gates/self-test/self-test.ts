import type { EvaluationContext } from '../context.ts';
import { type DefaultsRow, defaultsTable } from './defaults.ts';
import { type OwnResults, ownResults } from './own.ts';
import { seededWeakenings, type Weakenings } from './weakenings.ts';

/** What a gate is worth: how often it cries for nothing, and how often it does not when it should. */
export interface SelfTest {
  /** The shipped defaults on made-up suites of several sizes. */
  readonly defaults: readonly DefaultsRow[];
  /** The policy in force on the results at hand; null where there are none. */
  readonly own: OwnResults | null;
  readonly weakenings: Weakenings;
}

/** One self-test for each bundle, computed from its policy and the results at hand, and the same for the same. */
export function selfTests(contexts: readonly EvaluationContext[]): SelfTest[] {
  const defaults = defaultsTable();
  return contexts.map((context) => ({
    defaults,
    own: ownResults(context),
    weakenings: seededWeakenings(context.policy),
  }));
}
