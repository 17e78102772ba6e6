/** Enough halvings for any bracket of doubles that a caller of this room uses. */
const MOST_STEPS = 200;

/**
 * The point in [lo, hi] where a monotone function changes sign, to the last bit: halving stops when no double
 * lies between the ends. The caller vouches for the sign change; without one the end nearer to it is returned.
 */
export function bisect(f: (x: number) => number, lo: number, hi: number): number {
  let left = lo;
  let right = hi;
  // From both ends: at the estimate itself rounding may leave either sign.
  const direction = f(hi) > f(lo) ? 1 : -1;
  for (let step = 0; step < MOST_STEPS; step++) {
    const middle = left + (right - left) / 2;
    if (middle <= left || middle >= right) break;
    const value = f(middle) * direction;
    if (value === 0) return middle;
    if (value > 0) right = middle;
    else left = middle;
  }
  return left + (right - left) / 2;
}

/** The smallest integer in (lo, hi] for which a monotone condition holds; `hi` must hold and `lo` need not be tried. */
export function firstInteger(holds: (n: number) => boolean, lo: number, hi: number): number {
  let fails = lo;
  let works = hi;
  while (works - fails > 1) {
    const middle = Math.floor((fails + works) / 2);
    if (holds(middle)) works = middle;
    else fails = middle;
  }
  return works;
}

/**
 * The smallest n >= `least` for which a condition holds that becomes true as n grows, searched outwards from a guess.
 * Where it flickers at first (exact power of discrete tests) an n is returned that holds and whose predecessor fails.
 */
export function smallestN(holds: (n: number) => boolean, guess: number, least: number): number {
  let hi = Math.max(least, Math.ceil(guess));
  while (!holds(hi)) hi = Math.ceil(hi * 1.25) + 1;
  let lo = hi;
  while (lo > least && holds(lo)) {
    hi = lo;
    lo = Math.max(least, Math.floor(lo * 0.8));
  }
  return lo === least && holds(least) ? least : firstInteger(holds, lo, hi);
}

/** Value and slope of a function at one point. */
export interface Tangent {
  readonly value: number;
  readonly slope: number;
}

/**
 * Newton's method for an increasing concave function: from the left of the root every step stays left of it, so
 * it converges from any start. All tail quantiles of this room are such roots in log probability against log odds
 * or log value, because those densities are log-concave.
 */
export function newtonConcave(tangent: (x: number) => Tangent, start: number): number {
  let x = start;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { value, slope } = tangent(x);
    const next = x - value / slope;
    if (!Number.isFinite(next)) return x;
    if (Math.abs(next - x) <= 2e-16 * Math.max(1, Math.abs(x))) return next;
    x = next;
  }
  return x;
}

/**
 * Brent's zeroin (Brent 1973, ch. 4) step for step as R's `uniroot` runs it. Used where a reference value is the
 * point at which that very algorithm stops on a step function; elsewhere `bisect` is simpler.
 */
export function zeroin(f: (x: number) => number, lo: number, hi: number, tolerance: number): number {
  let [a, fa] = [lo, f(lo)];
  let [b, fb] = [hi, f(hi)];
  let [c, fc] = [a, fa];
  if (fa === 0) return a;
  for (let step = 0; step < 1000; step++) {
    const previous = b - a;
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const least = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const half = (c - b) / 2;
    if (Math.abs(half) <= least || fb === 0) return b;
    const tried = Math.abs(previous) >= least && Math.abs(fa) > Math.abs(fb);
    const proposal = tried ? interpolate(a, fa, b, fb, c, fc, previous, least) : undefined;
    const chosen = proposal ?? half;
    const move = Math.abs(chosen) < least ? Math.sign(chosen) * least : chosen;
    [a, fa] = [b, fb];
    b += move;
    fb = f(b);
    if (fb * fc > 0) [c, fc] = [a, fa];
  }
  return b;
}

/** Secant or inverse quadratic step; undefined when it would leave the bracket or hardly shrink it. */
function interpolate(
  a: number,
  fa: number,
  b: number,
  fb: number,
  c: number,
  fc: number,
  previous: number,
  least: number,
): number | undefined {
  const span = c - b;
  const t1 = a === c ? fb / fa : fb / fc;
  let p = span * t1;
  let q = 1 - t1;
  if (a !== c) {
    const ratio = fa / fc;
    const t2 = fb / fa;
    p = t2 * (span * ratio * (ratio - t1) - previous * (t1 - 1));
    q = (ratio - 1) * (t1 - 1) * (t2 - 1);
  }
  if (p > 0) q = -q;
  else p = -p;
  const inside = p < 0.75 * span * q - Math.abs(least * q) / 2;
  return inside && p < Math.abs((previous * q) / 2) ? p / q : undefined;
}
