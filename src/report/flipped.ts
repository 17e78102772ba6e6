import type { CheckResult } from '../check.ts';
import type { Check, Confirmed } from '../gates/check.ts';
import type { Fold } from './folds.ts';
import { type Phrase, quote, say, words } from './phrase.ts';

/** Checks that have items which were passed and now fail, of policies that have such items run again. */
export function flippedChecks({ gates }: Pick<CheckResult, 'gates'>): Check[] {
  return gates
    .flatMap((gate) => gate.checks)
    .filter(({ confirm }) => confirm !== undefined && GROUPS.some(([group]) => confirm[group].length > 0));
}

type Group = 'confirmed' | 'notConfirmed' | 'alreadyFailing' | 'waiting';

/** What is to be mended first. */
const GROUPS: readonly (readonly [Group, string])[] = [
  ['confirmed', 'confirmed: live answers it again, the candidate does not'],
  ['notConfirmed', 'not confirmed'],
  ['alreadyFailing', 'already failing on live: its first answer was luck'],
  ['waiting', 'not run again'],
];

/** Every item that flipped from passed to failed, by what its repeats say. */
export function flippedFold(result: CheckResult): Fold {
  return {
    title: 'Items that flipped',
    record: false,
    header: ['item', 'metric', 'what its repeats say'],
    rows: flippedChecks(result).flatMap((check) =>
      check.confirm === undefined ? [] : rowsOf(check, check.confirm),
    ),
  };
}

function rowsOf({ evidence, metric }: Check, confirm: Confirmed): Phrase[][] {
  return GROUPS.flatMap(([group, said]) =>
    confirm[group].map((item) => [quote(item), say`${quote(metric)} of ${quote(evidence)}`, words(said)]),
  );
}
