import { binomialCdf } from '../../src/stats/binomial.ts';
import { againstMargin, isDefined } from '../../src/stats/inference.ts';
import { autoMarginPairedShare } from '../../src/stats/margin.ts';
import { holm } from '../../src/stats/multiplicity.ts';
import { newcombe } from '../../src/stats/newcombe.ts';
import { clopperPearsonShare } from '../../src/stats/proportion.ts';
import type { Random } from '../../src/stats/random.ts';
import { tango } from '../../src/stats/tango.ts';
import { tangoPassProbability } from '../../src/stats/tango-power.ts';
import { zeroTolerance } from '../../src/stats/zero-tolerance.ts';
import { binomial, type World } from './world.ts';

const ALPHA = 0.05;
const MARGIN = 0.05;

/** Paired passed and failed: `gain` and `loss` are the chances of an item to be won and lost. */
function paired(n: number, gain: number, loss: number, random: Random) {
  let [b, c] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    const u = random.uniform();
    if (u < gain) b += 1;
    else if (u < gain + loss) c += 1;
  }
  return tango({ b, c, n });
}

function passes(n: number, gain: number, loss: number, margin: number, random: Random): boolean {
  const found = paired(n, gain, loss, random);
  return isDefined(found) && againstMargin(found.interval(ALPHA), margin) === 'pass';
}

/** A bundle that is worse by exactly the margin must not pass more often than alpha says. */
function* atTheMargin(): Generator<World> {
  for (const flips of [0.08, 0.2])
    for (const n of [20, 30, 50, 100, 200, 400]) {
      const [gain, loss] = [(flips - MARGIN) / 2, (flips + MARGIN) / 2];
      yield {
        method: 'tango',
        world: `worse by the margin, ${100 * flips} % of items differ`,
        n,
        what: 'error',
        declared: ALPHA,
        trial: (random) => passes(n, gain, loss, MARGIN, random),
      };
    }
}

/** What the exact formula says of power, beside the method itself. */
function* power(): Generator<World> {
  for (const [n, drop, margin] of [
    [200, 0, 0.05],
    [400, 0, 0.05],
    [400, 0.02, 0.05],
  ] as const) {
    const [gain, loss] = [0.04, 0.04 + drop];
    yield {
      method: 'tango',
      world: `worse by ${100 * drop} points, margin ${100 * margin}`,
      n,
      what: 'power',
      declared: tangoPassProbability({ n, gain, loss }, margin, ALPHA),
      trial: (random) => passes(n, gain, loss, margin, random),
    };
  }
  for (const n of [50, 100, 200, 400]) {
    const margin = autoMarginPairedShare(n)?.margin ?? 1;
    yield {
      method: 'margin: auto',
      world: `identical bundles, margin ${Math.round(100 * margin)} points`,
      n,
      what: 'power',
      declared: tangoPassProbability({ n, gain: 0.04, loss: 0.04 }, margin, ALPHA),
      trial: (random) => passes(n, 0.04, 0.04, margin, random),
    };
  }
}

/** Running again until it is green: each further run is a further chance, and none of them is independent evidence. */
function* untilGreen(): Generator<World> {
  const [n, gain, loss] = [200, 0.075, 0.125];
  const once = tangoPassProbability({ n, gain, loss }, MARGIN, ALPHA);
  for (const runs of [1, 3, 5])
    yield {
      method: 'tango',
      world: `worse by the margin, run up to ${runs} times until it passes`,
      n,
      what: 'error',
      declared: 1 - (1 - once) ** runs,
      trial: (random) =>
        Array.from({ length: runs }, () => passes(n, gain, loss, MARGIN, random)).some(Boolean),
    };
}

/** Twenty slices, each worse by exactly the margin: that any of them is said to be worse is an error. */
function* manySlices(): Generator<World> {
  const [slices, n, margin] = [20, 60, 0.1];
  const harm = (drop: number, only: number, random: Random): number[] =>
    Array.from({ length: slices }, (_, slice) => {
      const more = slice < only ? drop : margin;
      const found = paired(n, (0.3 - more) / 2, (0.3 + more) / 2, random);
      return isDefined(found) ? found.pBelow(-margin) : 1;
    });
  yield {
    method: 'holm over slices',
    world: 'twenty slices, all worse by the margin: any is shown',
    n,
    what: 'error',
    declared: ALPHA,
    trial: (random) => holm(harm(margin, 0, random)).some((p) => p < ALPHA),
  };
}

function* unpaired(): Generator<World> {
  for (const n of [50, 200])
    yield {
      method: 'newcombe',
      world: 'unpaired, worse by the margin',
      n,
      what: 'error',
      declared: ALPHA,
      trial: (random) => {
        const found = newcombe({ k1: binomial(n, 0.85, random), n1: n, k2: binomial(n, 0.9, random), n2: n });
        return isDefined(found) && againstMargin(found.interval(ALPHA), MARGIN) === 'pass';
      },
    };
}

/** A guarantee of what is exactly at the limit. */
function* limits(): Generator<World> {
  for (const n of [50, 200, 400])
    yield {
      method: 'clopper-pearson',
      world: 'a guarantee of 0.9, truly 0.9',
      n,
      what: 'error',
      declared: ALPHA,
      trial: (random) => {
        const found = clopperPearsonShare({ k: binomial(n, 0.9, random), n });
        return isDefined(found) && found.interval(ALPHA).lo >= 0.9;
      },
    };
  for (const [n, rate] of [
    [59, 0.05],
    [299, 0.01],
  ] as const)
    yield {
      method: 'zero tolerance',
      world: `at most ${100 * rate} % allowed, truly ${100 * rate} %`,
      n,
      what: 'error',
      declared: binomialCdf(0, n, rate),
      trial: (random) =>
        zeroTolerance({ violations: binomial(n, rate, random), n, maxRate: rate }, ALPHA).verdict === 'pass',
    };
}

export function shareWorlds(): World[] {
  return [...atTheMargin(), ...power(), ...untilGreen(), ...manySlices(), ...unpaired(), ...limits()];
}
