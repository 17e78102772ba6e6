import { normalPdf, normalQuantile, normalSf } from './normal.ts';
import { bisect, zeroin } from './root.ts';
import { at } from './sample.ts';

/** How much of the error each of several equally spaced looks may use. */
export type BoundaryType = 'obrienFleming' | 'pocock' | 'lanDeMetsOBF' | 'lanDeMetsPocock';

/** A group-sequential plan: `alpha` in TOTAL, over all looks and, with two sides, over both. */
export interface SequentialPlan {
  readonly type: BoundaryType;
  readonly looks: number;
  readonly alpha: number;
  readonly sides: 1 | 2;
}

/**
 * Critical z values, one per equally spaced look: stop where |z| (one-sided: z) exceeds it. Optional beside the sequential
 * evidence, for a fixed number of steps. Armitage, McPherson & Rowe 1969; Jennison & Turnbull 2000, ch. 2 and 19;
 * Lan & DeMets 1983; statistics.md 10.4. Takes some 50 ms at 10 looks.
 * @throws RangeError unless looks is a whole number from 1 to 50 and 0 < alpha < 1
 */
export function groupSequential({ type, looks, alpha, sides }: SequentialPlan): number[] {
  if (!(Number.isInteger(looks) && looks >= 1 && looks <= 50 && alpha > 0 && alpha < 1)) {
    throw new RangeError(`no group-sequential plan with ${looks} looks and alpha ${alpha}`);
  }
  switch (type) {
    case 'obrienFleming':
      return constantBoundary(looks, alpha, sides, (look) => Math.sqrt(looks / look));
    case 'pocock':
      return constantBoundary(looks, alpha, sides, () => 1);
    case 'lanDeMetsOBF':
      return spendingBoundary(
        looks,
        sides,
        (t) => 2 * normalSf(-normalQuantile(alpha / sides / 2) / Math.sqrt(t)),
      );
    case 'lanDeMetsPocock':
      return spendingBoundary(looks, sides, (t) => (alpha / sides) * Math.log1p((Math.E - 1) * t));
  }
}

/** z_k = C shape(k), with the one C that spends alpha exactly. At the last look both shapes are 1. */
function constantBoundary(
  looks: number,
  alpha: number,
  sides: 1 | 2,
  shape: (look: number) => number,
): number[] {
  const boundary = (c: number) => Array.from({ length: looks }, (_, i) => c * shape(i + 1));
  const spent = (c: number) => {
    const walk = randomWalk(sides);
    return boundary(c).reduce((sum, z) => {
      const crossed = walk.crossing(z);
      walk.advance(z);
      return sum + crossed;
    }, 0);
  };
  // The constant lies between the value for a single look and the Bonferroni one.
  const low = -normalQuantile(alpha / sides);
  const high = -normalQuantile(alpha / sides / looks);
  return boundary(looks === 1 ? low : zeroin((c) => spent(c) - alpha, low, high, 1e-10));
}

/** At each look the z that spends what the function f (per side, of the share of looks done) allows by then. */
function spendingBoundary(looks: number, sides: 1 | 2, f: (t: number) => number): number[] {
  const walk = randomWalk(sides);
  return Array.from({ length: looks }, (_, i) => {
    const spend = sides * (f((i + 1) / looks) - (i === 0 ? 0 : f(i / looks)));
    const z = bisect((candidate) => spend - walk.crossing(candidate), -38, 38);
    walk.advance(z);
    return z;
  });
}

/** Grid step in standard deviations of one increment; Simpson's rule then errs by some 1e-6. */
const STEP = 0.1;
/** Beyond this many standard deviations the walk is not followed. */
const FARTHEST = 8.5;

/** Points of the walk's position with Simpson weight times density: the part that has not crossed yet. */
interface Walk {
  /** Probability of crossing z at the next look, not having crossed before. */
  crossing(z: number): number;
  /** Goes on to the next look with what has not crossed z there. */
  advance(z: number): void;
}

/** The sum of independent standard normal increments, one per look, stopped where it crosses. */
function randomWalk(sides: 1 | 2): Walk {
  let look = 0;
  let points = [0];
  let masses = [1];
  const gather = (kernel: (point: number) => number) =>
    points.reduce((sum, point, i) => sum + at(masses, i) * kernel(point), 0);
  return {
    crossing(z) {
      const b = z * Math.sqrt(look + 1);
      return gather((point) => normalSf(b - point) + (sides === 2 ? normalSf(b + point) : 0));
    },
    advance(z) {
      look++;
      const far = FARTHEST * Math.sqrt(look);
      const b = Math.min(far, z * Math.sqrt(look));
      const low = sides === 2 ? -b : -far;
      const halves = Math.max(1, Math.ceil((b - low) / (2 * STEP)));
      const step = (b - low) / (2 * halves);
      const next = Array.from({ length: 2 * halves + 1 }, (_, i) => low + i * step);
      const weight = (i: number) => (i === 0 || i === 2 * halves ? 1 : i % 2 === 1 ? 4 : 2);
      masses = next.map((x, i) => ((weight(i) * step) / 3) * gather((point) => normalPdf(x - point)));
      points = next;
    },
  };
}
