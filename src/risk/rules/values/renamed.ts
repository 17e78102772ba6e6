import type { Change } from '../../../change/change.ts';
import type { Finding } from '../../finding.ts';
import type { KeyMeaning } from '../../key-words.ts';
import { meaningOf, stepsOf } from '../../keys.ts';
import { finding } from '../rule.ts';
import type { ValueItem } from './value.ts';

/**
 * Values that went under one key and came under another of the same meaning: a renamed or moved key. Told once, at the
 * new place; what is left has changed.
 */
export function renamedKeys(change: Change): ReadonlyMap<ValueItem, Finding[]> {
  const values = change.items.filter((item) => item.type === 'value');
  const gone = values.filter((item) => item.to === undefined);
  const come = values.filter((item) => item.from === undefined);
  const found = new Map<ValueItem, Finding[]>();
  for (const from of gone) {
    const to = come.find((item) => !found.has(item) && isRenamed(change, from, item));
    if (to === undefined) continue;
    const code = meaningOf(to.key, change.kind) === 'model' ? 'model-renamed' : 'no-effect';
    const args = { proof: 'renamed-key', key: to.key, fromKey: from.key };
    found.set(from, []).set(to, [finding(code, 'low', change, to.line, args)]);
  }
  return found;
}

const LONG_ENOUGH = 8;

function isRenamed(change: Change, from: ValueItem, to: ValueItem): boolean {
  if (JSON.stringify(from.from) !== JSON.stringify(to.to)) return false;
  const meanings = [from.key, to.key].map((key) => meaningOf(key, change.kind));
  if (meanings[0] !== meanings[1]) return false;
  if (membersIn(from.key) !== membersIn(to.key)) return false;
  const [before, after] = [stepsOf(from.key), stepsOf(to.key)];
  const sameParent = before.slice(0, -1).join('.') === after.slice(0, -1).join('.');
  if (before.at(-1) === after.at(-1)) return sameParent || meanings[0] == null || !WHOSE.has(meanings[0]);
  return sameParent && (meanings[0] !== null || JSON.stringify(to.to).length >= LONG_ENOUGH);
}

/** Meanings that matter by whose they are: the same permission under another agent is another permission. */
const WHOSE: ReadonlySet<KeyMeaning> = new Set([
  'model',
  'tools',
  'permission',
  'allow-list',
  'deny-list',
  'confirmation',
  'safety',
  'decision',
]);

function membersIn(key: string): string {
  return (key.match(/\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]/gu) ?? []).join();
}
