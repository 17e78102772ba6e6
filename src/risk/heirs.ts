import type { Change, SentenceItem } from '../change/change.ts';
import { containment, wordsOf } from '../change/words.ts';
import { addTo } from '../reader/append.ts';

/** A sentence that came, with its place among all that did. */
interface Arrival {
  readonly item: SentenceItem & { readonly to: string };
  readonly words: readonly string[];
  readonly order: number;
}

/** A share of whole words is no whole number for a computer. */
const ROUNDING = 1e-9;

const known = new WeakMap<Change, ReadonlyMap<string, readonly Arrival[]>>();

/**
 * The sentences of a change that hold at least `share` of the words of one that went, in their order. Looked up by its rarest words:
 * whoever lacks all of them lacks too many, so that a prompt of thousands of sentences is not compared with itself.
 */
export function heirsOf(change: Change, from: string, share: number): SentenceItem[] {
  const words = wordsOf(from);
  const index = indexOf(change);
  if (words.length === 0) return comeIn(change).map(({ item }) => item);
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rarest = [...counts].sort(
    ([a], [b]) => (index.get(a)?.length ?? 0) - (index.get(b)?.length ?? 0) || (a < b ? -1 : 1),
  );
  const candidates = new Set<Arrival>();
  let left = words.length * (1 - share);
  for (const [word, count] of rarest) {
    if (left < -ROUNDING) break;
    for (const arrival of index.get(word) ?? []) candidates.add(arrival);
    left -= count;
  }
  return [...candidates]
    .sort((a, b) => a.order - b.order)
    .filter((one) => containment(words, one.words) >= share)
    .map(({ item }) => item);
}

function indexOf(change: Change): ReadonlyMap<string, readonly Arrival[]> {
  const remembered = known.get(change);
  if (remembered !== undefined) return remembered;
  const index = new Map<string, Arrival[]>();
  for (const arrival of comeIn(change)) {
    for (const word of new Set(arrival.words)) {
      addTo(index, word, arrival);
    }
  }
  known.set(change, index);
  return index;
}

function comeIn({ items }: Change): Arrival[] {
  return items.flatMap((item, order): Arrival[] =>
    item.type === 'sentence' && item.to !== null
      ? [{ item: { ...item, to: item.to }, words: wordsOf(item.to), order }]
      : [],
  );
}
