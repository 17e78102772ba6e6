import type { ResultTable } from './table.ts';

/** The label of each item for one key, as numbers into `names`; -1 where an item has none. */
export interface ItemLabels {
  readonly key: string;
  readonly codes: Int32Array;
  readonly names: readonly string[];
}

/** Labels of items for a key: from the candidate, and from the baseline for items that only it has. */
export function itemLabels(
  key: string,
  candidate: ResultTable,
  baseline: ResultTable | null,
): ItemLabels | null {
  const codes = new Int32Array(candidate.items.size).fill(-1);
  const index = new Map<string, number>();
  const names: string[] = [];
  for (const table of baseline === null ? [candidate] : [candidate, baseline]) {
    const column = table.label(key);
    if (column === null) continue;
    const translated = column.names.all().map((name) => {
      const code = index.get(name) ?? names.push(name) - 1;
      index.set(name, code);
      return code;
    });
    const before = codes.slice();
    for (let row = 0; row < table.rows; row += 1) {
      const item = table.itemOf.get(row);
      const own = translated[column.codes.get(row)];
      if (own === undefined || before[item] !== -1) continue;
      // Rows of one item may disagree: the label must not hang on which of them comes first.
      const now = codes[item] ?? -1;
      if (now === -1 || (names[own] ?? '') < (names[now] ?? '')) codes[item] = own;
    }
  }
  return names.length === 0 ? null : { key, codes, names };
}

/** Items of each label, in one pass however many labels there are; labels in alphabetical order. */
export function groupItems(
  labels: ItemLabels,
  items: Int32Array,
): readonly { readonly name: string; readonly items: Int32Array }[] {
  const counts = new Int32Array(labels.names.length);
  for (const item of items) {
    const code = labels.codes[item] ?? -1;
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  }
  const groups = labels.names.map((name, code) => ({
    name,
    items: new Int32Array(counts[code] ?? 0),
    filled: 0,
  }));
  for (const item of items) {
    const group = groups[labels.codes[item] ?? -1];
    if (group === undefined) continue;
    group.items[group.filled] = item;
    group.filled += 1;
  }
  return groups.filter((group) => group.filled > 0).sort((a, b) => (a.name < b.name ? -1 : 1));
}
