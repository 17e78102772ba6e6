import { createHash } from 'node:crypto';
import type { Node } from '../reader/data.ts';
import type { CaseItem } from './change.ts';
import { identities, keyOfData } from './data-diff.ts';

/** Where eval suites keep their cases. */
const CASE_KEYS = [
  'tests',
  'cases',
  'test_cases',
  'testcases',
  'examples',
  'samples',
  'scenarios',
  'items',
  'dataset',
  'data',
  'questions',
];

export interface CaseList {
  /** Key that holds the list; null where the file itself is the list. */
  readonly key: string | null;
  readonly items: readonly Node[];
}

/** The cases of an eval suite: the file as a list, or a list of maps under a usual key. Null where there are none. */
export function casesIn(root: Node): CaseList | null {
  if (root.kind === 'list')
    return root.items.length > 0 && root.items.every((item) => item.kind === 'map')
      ? { key: null, items: root.items }
      : null;
  if (root.kind !== 'map') return null;
  for (const key of CASE_KEYS) {
    const value = root.entries.get(key)?.value;
    if (value?.kind === 'list' && value.items.some((item) => item.kind === 'map'))
      return { key, items: value.items };
  }
  return null;
}

/** Cases that came, went or changed, by their name where all have one, else by content. */
export function diffCases(
  before: CaseList | null,
  after: CaseList | null,
  lineAt: (offset: number) => number | null,
): CaseItem[] {
  const both = [before?.items ?? [], after?.items ?? []] as const;
  const named = both.map(identities);
  const byName = named[0] !== null && named[1] !== null;
  const [old, now] = both.map((items, i) => index(items, byName ? (named[i] ?? null) : null)) as [
    Map<string, Node>,
    Map<string, Node>,
  ];
  const items: CaseItem[] = [];
  for (const [id, node] of old) {
    const other = now.get(id);
    if (other === undefined) items.push({ type: 'case', aspect: 'removed', id, line: null });
    else if (keyOfData(node) !== keyOfData(other))
      items.push({ type: 'case', aspect: 'changed', id, line: lineAt(other.offset) });
  }
  for (const [id, node] of now)
    if (!old.has(id)) items.push({ type: 'case', aspect: 'added', id, line: lineAt(node.offset) });
  return items;
}

function index(items: readonly Node[], names: readonly string[] | null): Map<string, Node> {
  const found = new Map<string, Node>();
  items.forEach((node, i) => {
    const base = names?.[i] ?? createHash('sha256').update(keyOfData(node)).digest('hex').slice(0, 12);
    let id = base;
    for (let copy = 2; found.has(id); copy += 1) id = `${base}#${copy}`;
    found.set(id, node);
  });
  return found;
}
