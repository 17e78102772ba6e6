import { betaQuantile } from './beta.ts';
import { binomialAtLeast } from './binomial.ts';
import { DEFAULT_ALPHA } from './interval.ts';
import { detectableShift } from './noncentral-t.ts';
import { normalQuantile } from './normal.ts';
import { DEFAULT_POWER, pairsForNonInferiority } from './power.ts';
import { wilson } from './proportion.ts';
import { bisect, smallestN } from './root.ts';
import type { Discordance } from './tango.ts';
import { minimumPassN, tangoFailProbability, tangoPassProbability } from './tango-power.ts';

// "How many more items would settle it" and "what could we have seen", for the very intervals that gates use.

/** Error on each side (default 0.05) and power (default 0.8). */
export interface GatePlan {
  readonly alpha?: number | undefined;
  readonly power?: number | undefined;
}

/** Above this the exact sums give way to the normal formula, which is then right to four digits. */
const EXACT_BELOW = 1e8;

/** Share of pairs that disagree, for planning: as observed, or its Wilson upper bound below 100 pairs (statistics.md 6). */
export function planningDiscordance({ b, c, n }: Discordance): number {
  return n < 100 ? wilson({ k: b + c, n }).hi : (b + c) / n;
}

/**
 * Pairs for Tango's interval to pass a margin (fraction) with the given power, when a share `discordant` of the pairs
 * disagrees and the shares truly differ by `trueDiff`. Exact; with discrete counts an n or two above it may fall short
 * again. Infinity where the true difference is not inside the margin.
 */
export function pairsToPass(
  {
    margin,
    discordant,
    trueDiff = 0,
  }: { readonly margin: number; readonly discordant: number; readonly trueDiff?: number },
  { alpha = DEFAULT_ALPHA, power = DEFAULT_POWER }: GatePlan = {},
): number {
  const share = Math.max(discordant, Math.abs(trueDiff));
  const sd = Math.sqrt(share - trueDiff * trueDiff);
  const normal = Math.ceil(pairsForNonInferiority({ sd, margin, trueDiff }, { alpha, power }));
  if (!(normal < EXACT_BELOW)) return normal;
  const [gain, loss] = [(share + trueDiff) / 2, (share - trueDiff) / 2];
  const least = trueDiff <= 0 ? minimumPassN(margin, alpha) : 1;
  if (least >= EXACT_BELOW) return least;
  return smallestN((n) => tangoPassProbability({ n, gain, loss }, margin, alpha) >= power, normal, least);
}

/**
 * Smallest true drop (fraction) that n pairs show to lie beyond the margin with the given power, when a share `flips` of
 * the items changes by chance besides, half of it each way. null where not even the largest possible drop would be seen.
 */
export function detectableDrop(
  { n, flips, margin = 0 }: { readonly n: number; readonly flips: number; readonly margin?: number },
  { alpha = DEFAULT_ALPHA, power = DEFAULT_POWER }: GatePlan = {},
): number | null {
  const excess = (drop: number) =>
    tangoFailProbability({ n, gain: flips / 2, loss: flips / 2 + drop }, margin, alpha) - power;
  const largest = 1 - flips;
  return excess(largest) < 0 ? null : bisect(excess, 0, largest);
}

/** Pairs for the t interval to pass a margin, `sd` being that of the differences; exact by the noncentral t, at least 2. */
export function gradedPairsToPass(
  { margin, sd, trueDiff = 0 }: { readonly margin: number; readonly sd: number; readonly trueDiff?: number },
  { alpha = DEFAULT_ALPHA, power = DEFAULT_POWER }: GatePlan = {},
): number {
  const normal = pairsForNonInferiority({ sd, margin, trueDiff }, { alpha, power });
  if (!(normal < EXACT_BELOW)) return Math.ceil(normal);
  const reached = (n: number) =>
    detectableShift(n - 1, alpha, power) <= ((margin + trueDiff) / sd) * Math.sqrt(n);
  return smallestN(reached, normal, 2);
}

/** Smallest true drop of a mean that n pairs show to lie beyond the margin with the given power, in score units. */
export function detectableGradedDrop(
  { n, sd, margin = 0 }: { readonly n: number; readonly sd: number; readonly margin?: number },
  { alpha = DEFAULT_ALPHA, power = DEFAULT_POWER }: GatePlan = {},
): number | null {
  return n < 2 ? null : margin + (detectableShift(n - 1, alpha, power) * sd) / Math.sqrt(n);
}

/** Fewest hits among n whose lower bound keeps a floor (fraction): by Wilson, or exactly where a guarantee is asked. */
function hitsToKeep(n: number, floor: number, alpha: number, guarantee: boolean): number {
  const z = -normalQuantile(alpha);
  const wilsonHits = Math.ceil(n * floor + z * Math.sqrt(n * floor * (1 - floor)) - 1e-9);
  if (!guarantee) return wilsonHits;
  // Both methods agree to a few hits; walk from one to the other.
  let hits = Math.min(n + 1, Math.max(0, wilsonHits));
  while (hits > 0 && binomialAtLeast(hits - 1, n, floor) <= alpha) hits--;
  while (hits <= n && binomialAtLeast(hits, n, floor) > alpha) hits++;
  return hits;
}

/**
 * Items for the lower bound of a share to keep `floor` with the given power when the true share is `share`; `guarantee`
 * takes Clopper and Pearson's bound, else Wilson's. For a ceiling pass 1 - share and 1 - ceiling. Infinity where the
 * true share is not above the floor.
 */
export function itemsToKeepFloor(
  {
    floor,
    share,
    guarantee = false,
  }: { readonly floor: number; readonly share: number; readonly guarantee?: boolean },
  { alpha = DEFAULT_ALPHA, power = DEFAULT_POWER }: GatePlan = {},
): number {
  if (share <= floor) return Number.POSITIVE_INFINITY;
  const spread = (x: number) => Math.sqrt(x * (1 - x));
  const reach = -normalQuantile(alpha) * spread(floor) + normalQuantile(power) * spread(share);
  const normal = (reach / (share - floor)) ** 2;
  if (!(normal < EXACT_BELOW)) return Math.ceil(normal);
  const shown = (n: number) => binomialAtLeast(hitsToKeep(n, floor, alpha, guarantee), n, share) >= power;
  return smallestN(shown, normal, 1);
}

/**
 * Highest true share that n items show to lie below a floor (Wilson's upper bound) with the given power; null where n
 * items can show nothing.
 */
export function detectableShortfall(
  { n, floor }: { readonly n: number; readonly floor: number },
  { alpha = DEFAULT_ALPHA, power = DEFAULT_POWER }: GatePlan = {},
): number | null {
  const most = Math.ceil(n * floor + normalQuantile(alpha) * Math.sqrt(n * floor * (1 - floor)) - 1e-9) - 1;
  return most < 0 ? null : 1 - betaQuantile(power, n - most, most + 1);
}

/** Lowest true violation rate that shows itself at least once among n items with the given power. */
export function detectableRate(n: number, power: number = DEFAULT_POWER): number {
  return n === 0 ? 1 : -Math.expm1(Math.log1p(-power) / n);
}
