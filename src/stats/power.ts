import { DEFAULT_ALPHA } from './interval.ts';
import { noncentralTCdf } from './noncentral-t.ts';
import { normalQuantile } from './normal.ts';
import { bisect } from './root.ts';
import { tQuantile } from './student-t.ts';

// Textbook sample sizes, as unrounded numbers; take the next whole one. The exact ones for the intervals that gates use
// are in required-n.ts. statistics.md 6.

/** Error and power of a planned test. */
export interface Plan {
  /** Error in TOTAL; half of it on each side where `sides` is 2. Default 0.05. */
  readonly alpha?: number | undefined;
  /** Default 0.8. */
  readonly power?: number | undefined;
  /** Default 2. */
  readonly sides?: 1 | 2 | undefined;
}

export const DEFAULT_POWER = 0.8;

/** z_{1 - alpha/sides} and z_{power}. */
function normalPair({ alpha = DEFAULT_ALPHA, power = DEFAULT_POWER, sides = 2 }: Plan): [number, number] {
  return [-normalQuantile(alpha / sides), normalQuantile(power)];
}

/** Pairs for a mean difference `delta` with standard deviation `sd` of the differences. Miller 2024, arXiv:2411.00640. */
export function pairsForMean(
  { sd, delta }: { readonly sd: number; readonly delta: number },
  plan: Plan = {},
): number {
  const [za, zb] = normalPair(plan);
  return (((za + zb) * sd) / delta) ** 2;
}

/** The same by the noncentral t, not rounded: R's `power.t.test(type = "paired")`. */
export function pairsForMeanT(
  { sd, delta }: { readonly sd: number; readonly delta: number },
  plan: Plan = {},
): number {
  const { alpha = DEFAULT_ALPHA, power = DEFAULT_POWER, sides = 2 } = plan;
  const shift = Math.abs(delta) / sd;
  const missing = (n: number) => {
    const critical = -tQuantile(alpha / sides, n - 1);
    return 1 - noncentralTCdf(critical, n - 1, Math.sqrt(n) * shift) - power;
  };
  const normal = pairsForMean({ sd, delta }, plan);
  return bisect(missing, Math.max(1.001, normal / 2), 2 * normal + 50);
}

/**
 * Pairs to show that the candidate is not worse by `margin`, when it truly differs by `trueDiff`; one-sided, so `sides`
 * plays no part. Infinity where the true difference is not inside the margin.
 */
export function pairsForNonInferiority(
  { sd, margin, trueDiff = 0 }: { readonly sd: number; readonly margin: number; readonly trueDiff?: number },
  plan: Plan = {},
): number {
  const room = trueDiff + margin;
  return room <= 0 ? Number.POSITIVE_INFINITY : pairsForMean({ sd, delta: room }, { ...plan, sides: 1 });
}

/**
 * Pairs for McNemar's test to find a difference `delta` of the shares when a share `discordant` of the pairs disagrees.
 * Connor 1987, Biometrics 43:207.
 */
export function pairsForMcnemar(
  { discordant, delta }: { readonly discordant: number; readonly delta: number },
  plan: Plan = {},
): number {
  if (!(Math.abs(delta) <= discordant))
    throw new RangeError(`${discordant} discordant cannot differ by ${delta}`);
  const [za, zb] = normalPair(plan);
  return ((za * Math.sqrt(discordant) + zb * Math.sqrt(discordant - delta * delta)) / delta) ** 2;
}

/** Smallest effect that a test with standard error `se` finds with the given power, in the unit of `se`. */
export function detectableEffect(se: number, plan: Plan = {}): number {
  const [za, zb] = normalPair(plan);
  return (za + zb) * se;
}
