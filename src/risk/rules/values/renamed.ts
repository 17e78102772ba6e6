import type { Change } from '../../../change/change.ts';
import { addTo } from '../../../reader/append.ts';
import type { Finding } from '../../finding.ts';
import type { KeyMeaning } from '../../key-words.ts';
import { largerIsStricter, meaningOf, stepsOf } from '../../keys.ts';
import { finding } from '../rule.ts';
import type { ValueItem } from './value.ts';

/**
 * Values that went under one key and came under another of the same meaning: a renamed or moved key. Told once, at the
 * new place; what is left has changed. Looked up and not compared one by one: a list of thousands may be rewritten as a whole.
 */
export function renamedKeys(change: Change): ReadonlyMap<ValueItem, Finding[]> {
  const values = change.items.filter((item) => item.type === 'value');
  const come = values.filter((item) => item.from === undefined);
  const found = new Map<ValueItem, Finding[]>();
  const queues = new Map<string, Arrival[]>();
  if (come.length === values.length) return found;
  come.toReversed().forEach((item, i) => {
    const arrival = { item, order: come.length - i };
    for (const name of Object.values(namesOf(change, item, item.to))) {
      addTo(queues, name, arrival);
    }
  });
  const first = (name: string): Arrival | undefined => {
    const queue = queues.get(name) ?? [];
    while (queue.length > 0 && found.has(queue.at(-1)?.item as ValueItem)) queue.pop();
    return queue.at(-1);
  };
  for (const from of values) {
    if (from.to !== undefined) continue;
    const meaning = meaningOf(from.key, change.kind);
    const names = namesOf(change, from, from.from);
    const isLong = JSON.stringify(from.from).length >= LONG_ENOUGH;
    const [nearest] = [
      first(names.both),
      meaning === null || !WHOSE.has(meaning) ? first(names.last) : undefined,
      meaning !== null || isLong ? likely(from, meaning, first(names.parent)) : undefined,
    ]
      .filter((one) => one !== undefined)
      .sort((a, b) => a.order - b.order);
    if (nearest === undefined) continue;
    const { item: to } = nearest;
    const code = meaning === 'model' ? 'model-renamed' : 'no-effect';
    const args = { proof: 'renamed-key', key: to.key, fromKey: from.key };
    found.set(from, []).set(to, [finding(code, 'low', change, to.line, args)]);
  }
  return found;
}

/** Under another last name it is the same one only where the names are forms of each other, and ask for as much. */
function likely(from: ValueItem, meaning: KeyMeaning | null, to: Arrival | undefined): Arrival | undefined {
  if (to === undefined || meaning === null || meaning === 'model') return to;
  const [old, now] = [from.key, to.item.key].map((key) => stepsOf(key).at(-1) ?? '');
  if (largerIsStricter(old ?? '') !== largerIsStricter(now ?? '')) return undefined;
  const isForm = old !== undefined && now !== undefined && (old.includes(now) || now.includes(old));
  return !WHOSE.has(meaning) || isForm ? to : undefined;
}

const LONG_ENOUGH = 8;

interface Arrival {
  readonly item: ValueItem;
  readonly order: number;
}

/** What two places must share to be one under two names, beside value, meaning and list: the last step, what is above it, or both. */
function namesOf(
  change: Change,
  { key }: ValueItem,
  value: ValueItem['from'],
): { both: string; last: string; parent: string } {
  const steps = stepsOf(key);
  const shared = JSON.stringify([value, meaningOf(key, change.kind), membersIn(key)]);
  const [last, parent] = [steps.at(-1) ?? null, steps.slice(0, -1).join('.')];
  return {
    both: `both ${shared} ${JSON.stringify([last, parent])}`,
    last: `last ${shared} ${JSON.stringify(last)}`,
    parent: `parent ${shared} ${JSON.stringify(parent)}`,
  };
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
