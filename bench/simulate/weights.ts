import type { Measured } from '../../src/gates/measure.ts';
import { weightedMeasure } from '../../src/gates/weighting.ts';
import {
  againstMargin,
  clopperPearsonShare,
  gradedMinimumN,
  type Inference,
  isDefined,
  pairedMean,
  tango,
  type Undefined,
} from '../../src/stats/inference.ts';
import type { Random } from '../../src/stats/random.ts';
import { moments } from '../../src/stats/sample.ts';
import { autoMarginWeighted } from '../../src/stats/weighted-margin.ts';
import { binomial, exponential, normal, sample, type World } from './world.ts';

const ALPHA = 0.05;
const MARGIN = 0.05;

/** Slices by their share of traffic and their share of the items: what is frequent was tried least. */
const SLICES = [
  { traffic: 0.6, items: 0.2 },
  { traffic: 0.3, items: 0.3 },
  { traffic: 0.1, items: 0.5 },
];

type Slice = (n: number, slice: number) => { inference: Inference | Undefined; least: number };

/** The figure as the gates make it: slices measured by themselves, put together by traffic. */
function put(n: number, measure: Slice, slices = SLICES): Measured {
  const none = { candidate: null, baseline: null, flips: null };
  const strata = slices.map(({ traffic, items }, i) => {
    const own = new Int32Array(Math.round(n * items)).fill(i);
    return { name: String(i), weight: traffic, own, other: own };
  });
  return weightedMeasure({ strata, args: {} }, (own) => ({ ...none, ...measure(own.length, own[0] ?? 0) }));
}

function passes({ inference, least }: Measured, margin = MARGIN): boolean {
  return (
    isDefined(inference) &&
    inference.n >= least &&
    againstMargin(inference.interval(ALPHA), margin) === 'pass'
  );
}

/** Where the loss of the whole, which is the margin, comes from. */
const WHERE = [
  ['everywhere', [MARGIN, MARGIN, MARGIN]],
  ['from the slice with most traffic', [MARGIN / 0.6, 0, 0]],
  ['from the slice with least', [0, 0, MARGIN / 0.1]],
] as const;

function flips(n: number, loss: number, random: Random, least = 0.03): Inference | Undefined {
  const chance = Math.max(least, loss);
  const [gain, lost] = [(chance - loss) / 2, (chance + loss) / 2];
  let [b, c] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    const u = random.uniform();
    if (u < gain) b += 1;
    else if (u < gain + lost) c += 1;
  }
  return tango({ b, c, n });
}

function* shares(): Generator<World> {
  for (const [where, losses] of WHERE)
    for (const n of [50, 100, 200, 400])
      yield {
        method: 'weighted, paired shares',
        world: `worse by the margin, ${where}`,
        n,
        what: 'error',
        declared: ALPHA,
        trial: (random) =>
          passes(put(n, (size, slice) => ({ inference: flips(size, losses[slice] ?? 0, random), least: 0 }))),
      };
}

/** Judge scores of which 15 % fall, by `loss` over all. */
function falls(n: number, loss: number, random: Random): Float64Array {
  return sample(n, () => (random.uniform() < 0.85 ? 0 : -Math.min(1, (loss / 0.15) * exponential(random))));
}

/** What the cap at 1 leaves of a loss: E min(1, m X) of an exponential X is m (1 - exp(-1/m)). */
function capped(loss: number): number {
  return loss === 0 ? 0 : loss * (1 - Math.exp(-0.15 / loss));
}

function* graded(): Generator<World> {
  for (const [where, losses] of WHERE)
    for (const n of [100, 200, 400])
      yield {
        method: 'weighted, graded',
        world: `skewed judge scores, worse by the margin, ${where}`,
        n,
        what: 'error',
        declared: ALPHA,
        trial: (random) => {
          const truth = SLICES.map(({ traffic }, i) => traffic * capped(losses[i] ?? 0));
          const found = put(n, (size, slice) => {
            const d = falls(size, losses[slice] ?? 0, random);
            return { inference: pairedMean(d, { range: 1 }), least: gradedMinimumN(moments(d)) };
          });
          return passes(
            found,
            truth.reduce((sum, one) => sum + one, 0),
          );
        },
      };
  const twenty = Array.from({ length: 20 }, () => ({ traffic: 0.05, items: 0.05 }));
  for (const n of [100, 400])
    yield {
      method: 'weighted, graded',
      world: 'twenty slices, even differences, worse by the margin',
      n,
      what: 'error',
      declared: ALPHA,
      worlds: 1000,
      trial: (random) =>
        passes(
          put(
            n,
            (size) => {
              const d = sample(size, () => -0.3 + normal(random));
              return { inference: pairedMean(d), least: gradedMinimumN(moments(d)) };
            },
            twenty,
          ),
          0.3,
        ),
    };
}

/** A ceiling that must be proved: the true rate is at it. */
function* guarantees(): Generator<World> {
  const ceiling = 0.02;
  for (const [where, parts] of [
    ['everywhere', [1, 1, 1]],
    ['in the slice with most traffic', [1 / 0.6, 0, 0]],
    ['in the slice with least', [0, 0, 1 / 0.1]],
  ] as const)
    for (const n of [200, 1000])
      yield {
        method: 'weighted, guarantee',
        world: `violations at the ceiling of 2 %, ${where}`,
        n,
        what: 'error',
        declared: ALPHA,
        trial: (random) => {
          const { inference } = put(n, (size, slice) => ({
            inference: clopperPearsonShare({
              k: binomial(size, ceiling * (parts[slice] ?? 0), random),
              n: size,
            }),
            least: 0,
          }));
          return isDefined(inference) && inference.interval(ALPHA).hi < ceiling;
        },
      };
}

/** Identical bundles under the margin that is made for such a mix: declared is what it is made for. */
function* autoMargins(): Generator<World> {
  const sizes = (n: number): number[] => SLICES.map(({ items }) => Math.round(n * items));
  for (const n of [100, 400]) {
    const margin =
      autoMarginWeighted(
        SLICES.map(({ traffic }, i) => ({ kind: 'paired-share', weight: traffic, n: sizes(n)[i] ?? 0 })),
        { range: 1, seed: n },
      )?.margin ?? 1;
    yield {
      method: 'weighted, margin: auto',
      world: `identical bundles, passed and failed, margin ${Math.round(100 * margin)} points`,
      n,
      what: 'power',
      declared: 0.95,
      trial: (random) =>
        passes(
          put(n, (size) => ({ inference: flips(size, 0, random, 0.08), least: 0 })),
          margin,
        ),
    };
  }
  for (const n of [200, 600])
    yield {
      method: 'weighted, margin: auto',
      world: 'identical bundles, marks from 1 to 5',
      n,
      what: 'power',
      declared: 0.95,
      worlds: 300,
      trial: (random) => {
        const mark = (): number => Math.min(5, Math.max(1, Math.round(4 + normal(random))));
        const before = sizes(n).map((size) => sample(size, mark));
        const margin =
          autoMarginWeighted(
            SLICES.map(({ traffic }, i) => ({
              kind: 'paired-graded',
              weight: traffic,
              baseline: before[i] ?? new Float64Array(),
            })),
            { range: 5, seed: random.uint32() },
          )?.margin ?? 5;
        const found = put(n, (_, slice) => {
          const d = (before[slice] ?? new Float64Array()).map((value) =>
            random.uniform() < 0.08 ? mark() - value : 0,
          );
          return { inference: pairedMean(d, { range: 5 }), least: 0 };
        });
        return passes(found, margin);
      },
    };
}

export function weightWorlds(): World[] {
  return [...shares(), ...graded(), ...guarantees(), ...autoMargins()];
}
