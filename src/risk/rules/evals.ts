import type { Change } from '../../change/change.ts';
import type { Finding } from '../finding.ts';
import { isDocumentation } from './files.ts';
import { finding, type ItemOf, type Rule } from './rule.ts';

const MOST_NAMED = 5;

/** Cases of an eval suite: a case that goes moves the goalposts, a new one does not. */
export const evalRule: Rule = (change) => {
  const cases = change.items.filter((item) => item.type === 'case');
  const removed = caseFinding(change, cases, 'removed');
  return [
    ...(removed.length > 0 ? removed : suiteRemoved(change)),
    ...caseFinding(change, cases, 'changed'),
    ...caseFinding(change, cases, 'added'),
  ];
};

function caseFinding(
  change: Change,
  cases: readonly ItemOf<'case'>[],
  aspect: ItemOf<'case'>['aspect'],
): Finding[] {
  const hits = cases.filter((item) => item.aspect === aspect);
  const [first] = hits;
  if (first === undefined) return [];
  const named = hits.slice(0, MOST_NAMED).map((item) => item.id);
  const args = { count: hits.length, id: named.join(', ') };
  return aspect === 'removed'
    ? [finding('eval-case-removed', 'high', change, first.line, args)]
    : [finding(`eval-case-${aspect}`, 'medium', change, first.line, args)];
}

/** A file of a suite that goes takes what it checked with it, whatever form its cases had. */
function suiteRemoved(change: Change): Finding[] {
  if (change.kind !== 'evals' || change.status !== 'removed' || isDocumentation(change)) return [];
  return [finding('eval-case-removed', 'high', change, null, { reason: 'file-removed' })];
}

/** Whether a key lies in a case that changed: cases are told as cases. */
export function isInChangedCase(change: Change, key: string): boolean {
  if (change.kind !== 'evals') return false;
  const marks = changedCases.get(change) ?? marksOf(change);
  changedCases.set(change, marks);
  return marks.size > 0 && (key.match(MEMBER) ?? []).some((step) => marks.has(step));
}

const changedCases = new WeakMap<Change, ReadonlySet<string>>();
const MEMBER = /\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]/gu;

/** Cases that changed as a key names them: each suite asks for thousands of keys. */
function marksOf({ items }: Change): Set<string> {
  return new Set(
    items.flatMap((item) =>
      item.type === 'case' && item.aspect === 'changed'
        ? [`[${item.id}]`, `[${JSON.stringify(item.id)}]`]
        : [],
    ),
  );
}
