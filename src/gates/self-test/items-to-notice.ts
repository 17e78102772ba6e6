import { normalQuantile } from '../../stats/normal.ts';
import type { Check } from '../check.ts';

const POWER = 0.8;

/**
 * Items at which a drop of this size would be shown with probability 0.8, from the spread that one world showed; null where
 * the margin allows the drop however many there are. A margin that is made from the size of the suite narrows with it, a
 * given one does not.
 */
export function itemsToNotice(checks: readonly Check[], slice: string | null, size: number): number | null {
  const check = checks.find((one) => one.rule === 'margin' && one.slice === slice);
  const [lo, hi] = check?.interval ?? [null, null];
  if (check === undefined || lo === null || hi === null || check.margin === null || check.n === 0)
    return null;
  const z = -normalQuantile(check.alpha);
  const root = Math.sqrt(check.n);
  const spread = ((hi - lo) / (2 * z)) * root;
  const needed = (z + normalQuantile(POWER)) * spread;
  const effect = effectOf(check, size);
  if (check.args['auto'] === 1) return Math.ceil(((check.margin * root + needed) / effect) ** 2);
  return effect <= check.margin ? null : Math.ceil((needed / (effect - check.margin)) ** 2);
}

/** A share of the scale in the unit of the check; marks up to 5 lose 0.1 by a fiftieth. */
function effectOf({ scale, unit, candidate, baseline }: Check, size: number): number {
  if (scale === 'relative' || unit === 'share') return size;
  return size * Math.max(Math.abs(candidate ?? 0), Math.abs(baseline ?? 0), 1);
}
