import {
  againstMargin,
  clusteredPairedMean,
  gradedMinimumN,
  type Inference,
  isDefined,
  MINIMUM_CLUSTERS,
  pairedMean,
  quantileRatio,
  ratioOfMeansPaired,
  type Undefined,
  welch,
} from '../../src/stats/inference.ts';
import { noncentralTCdf } from '../../src/stats/noncentral-t.ts';
import type { Random } from '../../src/stats/random.ts';
import { moments } from '../../src/stats/sample.ts';
import {
  autoMarginGraded,
  autoMarginMeanRatio,
  autoMarginQuantileRatio,
} from '../../src/stats/simulated-margin.ts';
import { tQuantile } from '../../src/stats/student-t.ts';
import { exponential, normal, sample, type World } from './world.ts';

const ALPHA = 0.05;

/** As the gates have it: below the number that the interval needs nothing passes. */
function passes(found: Inference | Undefined, margin: number, least: number): boolean {
  return isDefined(found) && found.n >= least && againstMargin(found.interval(ALPHA), margin) === 'pass';
}

/** Judge scores that mostly stay and sometimes fall: the kind that plain t passes two to three times too often. */
function skewed(n: number, mean: number, random: Random): Float64Array {
  return sample(n, () =>
    random.uniform() < 0.85 ? 0 : (mean / 0.15) * Math.min(exponential(random), 0.15 / -mean),
  );
}
/** The cap at -1 takes this share of an exponential's mean away: 1 - exp(-3). */
const CAPPED = 1 - Math.exp(-3);

function* graded(): Generator<World> {
  for (const n of [30, 50, 100, 200, 400])
    yield {
      method: 'paired t, Hall',
      world: 'skewed judge scores, worse by the margin',
      n,
      what: 'error',
      declared: ALPHA,
      trial: (random) => {
        const d = skewed(n, -0.05, random);
        return passes(pairedMean(d, { range: 1 }), 0.05 * CAPPED, gradedMinimumN(moments(d)));
      },
    };
  for (const n of [30, 100])
    for (const [what, mean] of [
      ['error', -0.3],
      ['power', 0],
    ] as const)
      yield {
        method: 'paired t, Hall',
        world:
          mean === 0 ? 'even differences, the same, margin 0.3 sd' : 'even differences, worse by the margin',
        n,
        what,
        declared:
          mean === 0 ? 1 - noncentralTCdf(-tQuantile(ALPHA, n - 1), n - 1, 0.3 * Math.sqrt(n)) : ALPHA,
        trial: (random) => {
          const d = sample(n, () => mean + normal(random));
          return passes(pairedMean(d), 0.3, gradedMinimumN(moments(d)));
        },
      };
}

/** Items that come in conversations: what one of them says, its neighbours nearly say too. */
function* clusters(): Generator<World> {
  for (const count of [10, 20, 50]) {
    const size = 8;
    yield {
      method: 'clustered t',
      world: `${count} clusters of ${size}, worse by the margin`,
      n: count * size,
      what: 'error',
      declared: ALPHA,
      trial: (random) => {
        const shared = sample(count, () => 0.7 * normal(random));
        const index = sample(count * size, (i) => Math.floor(i / size));
        const d = sample(count * size, (i) => -0.3 + (shared[Math.floor(i / size)] ?? 0) + normal(random));
        return passes(clusteredPairedMean(d, index), 0.3, MINIMUM_CLUSTERS);
      },
    };
  }
}

/** Four runs of every item: the item is the unit, and its value the mean of its runs. */
function* repeats(): Generator<World> {
  const runs = 4;
  for (const n of [30, 100])
    yield {
      method: 'paired t, Hall',
      world: `means of ${runs} runs an item, worse by the margin`,
      n,
      what: 'error',
      declared: ALPHA,
      trial: (random) => {
        const d = sample(n, () => {
          const item = -0.2 + 0.5 * normal(random);
          return sample(runs, () => item + normal(random)).reduce((sum, value) => sum + value, 0) / runs;
        });
        return passes(pairedMean(d), 0.2, gradedMinimumN(moments(d)));
      },
    };
}

function* unpaired(): Generator<World> {
  for (const n of [50, 200])
    yield {
      method: 'welch',
      world: 'unpaired marks of unequal spread, worse by the margin',
      n,
      what: 'error',
      declared: ALPHA,
      trial: (random) =>
        passes(
          welch(
            sample(n, () => 3.7 + normal(random)),
            sample(n, () => 4 + 0.5 * normal(random)),
          ),
          0.3,
          0,
        ),
    };
}

const cost = (n: number, random: Random): Float64Array => sample(n, () => Math.exp(0.6 * normal(random)));
/** Two runs of the same items: some are always dearer and slower. */
function twice(
  n: number,
  factor: number,
  noise: number,
  random: Random,
): readonly [Float64Array, Float64Array] {
  const items = cost(n, random);
  const arm = (by: number): Float64Array => items.map((item) => by * item * Math.exp(noise * normal(random)));
  return [arm(factor), arm(1)];
}

function under(found: Inference | Undefined, ratio: number): boolean {
  return isDefined(found) && found.interval(ALPHA).hi < ratio;
}

function* ratios(): Generator<World> {
  for (const n of [50, 200])
    yield {
      method: 'ratio of means',
      world: 'cost, dearer by the margin of 10 %',
      n,
      what: 'error',
      declared: ALPHA,
      trial: (random) => under(ratioOfMeansPaired(...twice(n, 1.1, 0.3, random)), 1.1),
    };
  for (const n of [100, 400])
    yield {
      method: 'ratio of p95',
      world: 'latency, slower by the margin of 20 %',
      n,
      what: 'error',
      declared: ALPHA,
      worlds: 1000,
      trial: (random) => {
        const [x, y] = twice(n, 1.2, 0.4, random);
        return under(
          quantileRatio(x, y, 0.95, { paired: true, seed: random.uint32(), replicates: 300 }),
          1.2,
        );
      },
    };
}

/** Identical bundles under the margins that are made from the size of the suite: declared is what they are made for. */
function* autoMargins(): Generator<World> {
  for (const n of [50, 200]) {
    yield {
      method: 'margin: auto',
      world: 'identical bundles, marks from 1 to 5',
      n,
      what: 'power',
      declared: 0.95,
      worlds: 300,
      trial: (random) => {
        const mark = (): number => Math.min(5, Math.max(1, Math.round(4 + normal(random))));
        const y = sample(n, mark);
        const x = y.map((value) => (random.uniform() < 0.08 ? mark() : value));
        const margin = autoMarginGraded({ baseline: y, seed: random.uint32(), range: 5 })?.margin ?? 5;
        const d = x.map((value, i) => value - (y[i] ?? 0));
        return passes(pairedMean(d, { range: 5 }), margin, 0);
      },
    };
    for (const [world, declared, shared] of [
      ['identical bundles, cost', 0.95, true],
      ['identical bundles, cost of which the items share nothing', 0.85, false],
    ] as const)
      yield {
        method: 'margin: auto',
        world,
        n,
        what: 'power',
        declared,
        worlds: 300,
        trial: (random) => {
          const [x, y] = shared ? twice(n, 1, 0.3, random) : [cost(n, random), cost(n, random)];
          const margin =
            autoMarginMeanRatio({ baseline: y, seed: random.uint32() }, { flips: 1 })?.margin ?? 1;
          return under(ratioOfMeansPaired(x, y), 1 + margin);
        },
      };
    const q = n < 100 ? 0.9 : 0.95;
    yield {
      method: 'margin: auto',
      world: `identical bundles, p${100 * q} of latency`,
      n,
      what: 'power',
      declared: 0.95,
      worlds: 300,
      trial: (random) => {
        const [x, y] = twice(n, 1, 0.4, random);
        const seed = random.uint32();
        const margin = autoMarginQuantileRatio({ baseline: y, q, seed, replicates: 300 })?.margin ?? 1;
        return under(quantileRatio(x, y, q, { paired: true, seed, replicates: 300 }), 1 + margin);
      },
    };
  }
}

export function meanWorlds(): World[] {
  return [...graded(), ...clusters(), ...repeats(), ...unpaired(), ...ratios(), ...autoMargins()];
}
