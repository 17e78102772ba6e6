import { createHash } from 'node:crypto';
import type { Node } from '../reader/data.ts';
import type { CaseItem } from './change.ts';
import { type DataDiff, diffData } from './data-diff.ts';
import { alikeness, keyOfData, matchMembers } from './members.ts';

/** Where eval suites keep their cases. */
const CASE_KEYS = [
  'tests',
  'cases',
  'test_cases',
  'testcases',
  'testCases',
  'examples',
  'samples',
  'scenarios',
  'items',
  'dataset',
  'data',
  'questions',
  'evals',
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

/** A case that stayed, with what differs inside it. */
export interface ChangedCase {
  readonly item: CaseItem;
  readonly diffs: readonly DataDiff[];
}

/** Below this share of equal content a case under an old name is another case. */
const REPLACED = 0.4;

/** Cases that came, went or changed: by name where all have one, else by content, and an edited case by likeness. */
export function diffCases(
  before: CaseList | null,
  after: CaseList | null,
  lineAt: (offset: number) => number | null,
): { readonly came: CaseItem[]; readonly changed: ChangedCase[] } {
  const [old, now] = [before?.items ?? [], after?.items ?? []];
  const matching = matchMembers(old, now, false);
  const replaced = matching.pairs.filter(
    ([i, j]) => alikeness(old[i] ?? NOTHING, now[j] ?? NOTHING) < REPLACED,
  );
  const other = new Set(replaced);
  const pairs = matching.pairs.filter((pair) => !other.has(pair));
  const removed = [...matching.removed, ...replaced.map(([i]) => i)];
  const added = [...matching.added, ...replaced.map(([, j]) => j)];
  const { names } = matching;
  const path = after?.key ?? before?.key ?? null;
  const idOf = (side: 'old' | 'now', i: number): string =>
    names?.[side][i] ?? digestOf((side === 'old' ? old : now)[i]);
  const changed = pairs.flatMap(([i, j]): ChangedCase[] => {
    const [from, to] = [old[i], now[j]];
    if (from === undefined || to === undefined || keyOfData(from) === keyOfData(to)) return [];
    const id = idOf('now', j);
    const item: CaseItem = { type: 'case', aspect: 'changed', id, line: lineAt(to.offset) };
    return [{ item, diffs: diffData(from, to, [...(path === null ? [] : [path]), { name: id }]) }];
  });
  const came = [
    ...removed.map((i): CaseItem => ({ type: 'case', aspect: 'removed', id: idOf('old', i), line: null })),
    ...added.map(
      (j): CaseItem => ({
        type: 'case',
        aspect: 'added',
        id: idOf('now', j),
        line: lineAt(now[j]?.offset ?? -1),
      }),
    ),
  ];
  return { came, changed };
}

const NOTHING: Node = { kind: 'scalar', value: null, offset: -1 };
const SHORT_DIGEST = 12;

function digestOf(node: Node | undefined): string {
  const text = node === undefined ? '' : keyOfData(node);
  return createHash('sha256').update(text).digest('hex').slice(0, SHORT_DIGEST);
}
