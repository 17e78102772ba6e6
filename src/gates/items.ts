import { itemLabels } from '../evidence/labels.ts';
import { itemValue } from '../evidence/series.ts';
import type { ResultTable } from '../evidence/table.ts';
import type { Arms } from './arms.ts';
import type { Finding } from './check.ts';
import type { Criterion } from './criterion.ts';

/** Items with any bad answer of the candidate; an error by itself is no bad answer. */
export function badItems(
  { candidate, range }: Arms,
  items: Int32Array,
  better: Criterion['better'],
): number[] {
  const good = better === 'higher' ? range.hi : range.lo;
  return [...items].filter((item) => {
    const measured = candidate.measured[item] ?? 0;
    return measured > 0 && (candidate.sum[item] ?? 0) !== good * measured;
  });
}

/** Items whose answer is worse than the baseline's; an error counts as no answer here. */
export function lostItems(
  { candidate, baseline }: Arms,
  items: Int32Array,
  better: Criterion['better'],
): number[] {
  if (baseline === null) return [];
  const sign = better === 'higher' ? 1 : -1;
  return [...items].filter(
    (item) => sign * (itemValue(candidate, item, null) - itemValue(baseline, item, null)) < 0,
  );
}

const MOST_ITEMS = 5;

/** The ids of the first items that a finding is about: where whoever mends it looks first. */
export function withItems(finding: Finding, names: readonly string[]): Finding {
  if (names.length === 0) return finding;
  const items = [...names].sort().slice(0, MOST_ITEMS).join(', ');
  return { ...finding, args: { ...finding.args, items, itemCount: names.length } };
}

/** Those of some items that a label puts into a category; `category` first, then the other labels. */
export function itemsInCategory(category: string, table: ResultTable, items: Int32Array): Int32Array {
  for (const key of ['category', ...[...table.labelKeys()].sort()]) {
    const labels = itemLabels(key, table, null);
    const code = labels?.names.indexOf(category) ?? -1;
    if (labels !== null && code >= 0) return items.filter((item) => labels.codes[item] === code);
  }
  return new Int32Array();
}
