import { expect, test } from 'vitest';
import {
  clopperPearsonShare,
  type Inference,
  isDefined,
  tango,
  type Undefined,
  weighted,
} from '../../src/stats/inference.ts';
import { createRandom, type Random } from '../../src/stats/random.ts';

const ALPHA = 0.05;
const WORLDS = 400;
/** What chance may add to 5 % in so many worlds, once in a thousand times. */
const MOST = ALPHA + 3.1 * Math.sqrt((ALPHA * (1 - ALPHA)) / WORLDS);

function defined(found: Inference | Undefined): Inference {
  if (!isDefined(found)) throw new Error(found.undefined);
  return found;
}

function count(n: number, p: number, random: Random): number {
  return Array.from({ length: n }, () => random.uniform()).filter((u) => u < p).length;
}

/** Items by slice; what is frequent in production was tried least. */
const SLICES = [
  { weight: 0.6, n: 80, loss: 0.08 },
  { weight: 0.3, n: 120, loss: 0.02 },
  { weight: 0.1, n: 200, loss: 0.3 },
];
const LOST = SLICES.reduce((sum, { weight, loss }) => sum + weight * loss, 0);

/** How often an end of the interval lies on the wrong side of the truth. */
function misses(make: (random: Random) => Inference, truth: number): { low: number; high: number } {
  const random = createRandom('weighted');
  let [low, high] = [0, 0];
  for (let world = 0; world < WORLDS; world += 1) {
    const { lo, hi } = make(random).interval(ALPHA);
    if (lo > truth) low += 1;
    if (hi < truth) high += 1;
  }
  return { low: low / WORLDS, high: high / WORLDS };
}

test('the interval of paired shares holds the loss of production as often as it says', () => {
  const found = misses((random) => {
    const strata = SLICES.map(({ weight, n, loss }) => {
      const gained = count(n, 0.02, random);
      return {
        weight,
        inference: defined(tango({ b: gained, c: count(n - gained, (loss + 0.02) / 0.98, random), n })),
      };
    });
    return weighted(strata);
  }, -LOST);
  expect(found.low).toBeLessThan(MOST);
  expect(found.high).toBeLessThan(MOST);
  // Not so wide that it would hold anything.
  expect(found.low + found.high).toBeGreaterThan(0.01);
});

test('the loss of the evidence is another one, and the plain interval does not hold that of production', () => {
  const all = SLICES.reduce((sum, { n }) => sum + n, 0);
  const found = misses((random) => {
    const lost = SLICES.reduce((sum, { n, loss }) => sum + count(n, loss, random), 0);
    return defined(tango({ b: 0, c: lost, n: all }));
  }, -LOST);
  expect(found.high).toBeGreaterThan(0.9);
});

test('a proved rate is proved wherever the violations are', () => {
  for (const at of SLICES.keys()) {
    const rate = 0.02;
    const found = misses(
      (random) =>
        weighted(
          SLICES.map(({ weight, n }, i) => ({
            weight,
            inference: defined(clopperPearsonShare({ k: count(n, i === at ? rate / weight : 0, random), n })),
          })),
        ),
      rate,
    );
    expect(found.high).toBeLessThan(MOST);
  }
});
