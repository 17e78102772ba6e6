import { at } from './sample.ts';

/** Positions in ascending order of value; ties keep their order. */
function ascendingOrder(p: readonly number[]): number[] {
  return p.map((_, i) => i).sort((i, j) => at(p, i) - at(p, j));
}

/**
 * Holm's step-down adjustment, in the order given: reject where the adjusted value is below alpha, and the chance of
 * any false rejection is at most alpha. For "fail if any slice is worse". Holm 1979; R `p.adjust`; statistics.md 4.
 */
export function holm(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length);
  let largest = 0;
  ascendingOrder(p).forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, (p.length - rank) * at(p, index)));
    adjusted[index] = largest;
  });
  return adjusted;
}

/**
 * Benjamini and Hochberg's adjustment (false discovery rate), in the order given. For exploratory tables of "which
 * slices moved", never for a verdict. Benjamini & Hochberg 1995; R `p.adjust`; statistics.md 4.
 */
export function bh(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length);
  const order = ascendingOrder(p);
  let smallest = 1;
  for (let rank = p.length; rank > 0; rank--) {
    const index = at(order, rank - 1);
    smallest = Math.min(smallest, (p.length / rank) * at(p, index));
    adjusted[index] = smallest;
  }
  return adjusted;
}
