import type { EvidenceFile } from '../evidence/read.ts';
import { flakyItems, runsOfItems } from '../evidence/repeats.ts';
import { type PassRule, runsOf } from '../evidence/series.ts';
import { isQuantity } from './criterion.ts';

/** Items whose runs in one file disagree; none where nothing ran twice, or of what differs at every call. */
export function flakyByRepeats(
  { table }: EvidenceFile,
  metric: string,
  pass: PassRule | null,
): readonly string[] {
  return isQuantity(metric) || runsOf(table) === 1 ? [] : flakyItems(table, runsOfItems(table, metric, pass));
}

/** Results of one and the same content. */
export interface SameContent {
  readonly key: string;
  readonly file: EvidenceFile;
}

/** Items that results of one and the same content do not agree on, in alphabetical order: nothing but chance moved them. */
export function flakyByHistory(
  results: readonly SameContent[],
  metric: string,
  pass: PassRule | null,
): readonly string[] {
  if (isQuantity(metric)) return [];
  const seen = new Map<string, number>();
  const flaky = new Set<string>();
  for (const { key, file } of results) {
    for (const [item, runs] of runsOfItems(file.table, metric, pass)) {
      const name = file.table.items.name(item);
      const value = runs.reduce((sum, one) => sum + one, 0) / runs.length;
      const known = seen.get(`${key} ${name}`);
      if (known !== undefined && known !== value) flaky.add(name);
      seen.set(`${key} ${name}`, known ?? value);
    }
  }
  return [...flaky].sort();
}
