import { binomialAtLeast } from '../../src/stats/binomial.ts';
import { brokenAbove, brokenShare, confirmationOf, confirmRule } from '../../src/stats/confirm.ts';
import { againstMargin, isDefined } from '../../src/stats/inference.ts';
import { holm } from '../../src/stats/multiplicity.ts';
import type { Random } from '../../src/stats/random.ts';
import { firstInteger } from '../../src/stats/root.ts';
import { tango } from '../../src/stats/tango.ts';
import { tangoFailProbability, tangoPassProbability } from '../../src/stats/tango-power.ts';
import { binomial, type World } from './world.ts';

const ALPHA = 0.05;
const REPEATS = 3;
const RULE = confirmRule(REPEATS);

/** How likely one item is answered well: on live, and by the candidate. */
type Item = readonly [live: number, candidate: number];

/** Items of one kind, and their share of all. */
type Kind = readonly [share: number, item: Item];

interface Suite {
  readonly n: number;
  readonly margin: number;
  /** Largest share of broken items. */
  readonly max: number;
  /** What all that could be asked is made of; every suite is a draw from it. */
  readonly kinds: readonly Kind[];
}

interface Run {
  readonly gained: number;
  readonly lost: number;
  readonly confirmed: number;
  /** Net of what lost items said in their repeats: what the step would be if they took the place of the first answers. */
  readonly replaced: number;
}

function draw(kinds: readonly Kind[], random: Random): Item {
  let left = random.uniform();
  for (const [share, item] of kinds) {
    left -= share;
    if (left < 0) return item;
  }
  return [1, 1];
}

/** One first run of both arms, and the repeats of what was lost. */
function run({ n, kinds }: Suite, random: Random): Run {
  let [gained, lost, confirmed, replaced] = [0, 0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    const [live, candidate] = draw(kinds, random);
    const [before, after] = [random.uniform() < live, random.uniform() < candidate];
    if (after && !before) gained += 1;
    if (after || !before) continue;
    lost += 1;
    const good = { live: binomial(REPEATS, live, random), candidate: binomial(REPEATS, candidate, random) };
    if (confirmationOf(good, RULE) === 'confirmed') confirmed += 1;
    if (good.candidate < good.live) replaced += 1;
  }
  return { gained, lost, confirmed, replaced };
}

/** What the gate says: margin on the first run, broken items on their repeats, alpha shared by Holm where it says worse. */
function verdict({ n, margin, max }: Suite, { gained, lost, confirmed }: Run): 'pass' | 'fail' | 'open' {
  const found = tango({ b: gained, c: lost, n });
  if (!isDefined(found)) return 'open';
  const broken = { n, confirmed, waiting: 0 };
  const [worse = 1, breaks = 1] = holm([found.pBelow(-margin), brokenAbove(broken, max)]);
  if (Math.min(worse, breaks) < ALPHA) return 'fail';
  const isWithin = againstMargin(found.interval(ALPHA), margin) === 'pass';
  return isWithin && brokenShare(broken, ALPHA).hi <= max ? 'pass' : 'open';
}

/** Worse by the margin of 5 points in ways that hide from repeats, and in the way that they are made to see. */
const WORSE: readonly (readonly [string, readonly Kind[]])[] = [
  ['every item a little', [[1, [0.95, 0.9]]]],
  [
    'half of the items coin flips, all a little',
    [
      [0.5, [0.55, 0.5]],
      [0.5, [0.95, 0.9]],
    ],
  ],
  [
    'a tenth of the items by half',
    [
      [0.1, [1, 0.5]],
      [0.9, [0.95, 0.95]],
    ],
  ],
  [
    'one item in twenty broken, the rest by chance',
    [
      [0.05, [1, 0]],
      [0.95, [0.95, 0.95]],
    ],
  ],
];

function* falsePass(): Generator<World> {
  for (const [world, kinds] of WORSE)
    for (const n of [100, 200, 400]) {
      const suite: Suite = { n, margin: 0.05, max: 0.05, kinds };
      yield {
        method: 'confirm step, pass',
        world: `worse by the margin: ${world}`,
        n,
        what: 'error',
        declared: ALPHA,
        trial: (random) => verdict(suite, run(suite, random)) === 'pass',
      };
    }
  const n = 400;
  const suite: Suite = { n, margin: 0.05, max: 0.05, kinds: [[1, [0.95, 0.9]]] };
  yield {
    method: 'repeats in the place of the first answers (refused)',
    world: 'worse by the margin: every item a little',
    n,
    what: 'error',
    declared: 1,
    trial: (random) => {
      const { gained, replaced } = run(suite, random);
      const found = tango({ b: gained, c: replaced, n });
      return isDefined(found) && againstMargin(found.interval(ALPHA), 0.05) === 'pass';
    },
  };
}

/** At the edge of both rules at once: that either is said to be broken is an error, and alpha is that of both. */
function* falseFail(): Generator<World> {
  for (const n of [100, 200, 400])
    for (const [world, kind] of [
      ['at both limits', [0.05, [1, 0]]],
      ['at the margin, by flips alone', [0.5, [0.55, 0.45]]],
    ] as const) {
      const suite: Suite = { n, margin: 0.05, max: 0.05, kinds: [kind] };
      yield {
        method: 'confirm step, fail',
        world,
        n,
        what: 'error',
        declared: ALPHA,
        trial: (random) => verdict(suite, run(suite, random)) === 'fail',
      };
    }
}

/**
 * A twentieth of the items is broken for good, and as many are won elsewhere; one in twelve flips by chance. The whole is as
 * good as before, so that the margin alone sees next to nothing of it.
 */
function churn(n: number): Suite {
  const kinds: Kind[] = [
    [0.05, [1, 0]],
    [0.05, [0, 1]],
    [0.9, [0.96, 0.96]],
  ];
  return { n, margin: 0.05, max: 0.02, kinds };
}

function* power(): Generator<World> {
  for (const n of [200, 400]) {
    const suite = churn(n);
    const needed = firstInteger((k) => binomialAtLeast(k, n, suite.max) < ALPHA / 2, -1, n);
    yield {
      method: 'confirm step, power',
      world: 'one item in twenty broken, as many won: is stopped',
      n,
      what: 'power',
      declared: binomialAtLeast(needed, n, 0.05),
      trial: (random) => verdict(suite, run(suite, random)) === 'fail',
    };
    yield {
      method: 'confirm step, power',
      world: 'the same by the margin alone, at all of alpha: is stopped',
      n,
      what: 'power',
      declared: tangoFailProbability({ n, ...rates(suite) }, suite.margin, ALPHA),
      trial: (random) => {
        const { gained, lost } = run(suite, random);
        const found = tango({ b: gained, c: lost, n });
        return isDefined(found) && againstMargin(found.interval(ALPHA), suite.margin) === 'fail';
      },
    };
    const same: Suite = { ...suite, max: 0.05, kinds: [[1, [0.96, 0.96]]] };
    yield {
      method: 'confirm step, power',
      world: 'identical bundles pass as often as without it',
      n,
      what: 'power',
      declared: tangoPassProbability({ n, ...rates(same) }, same.margin, ALPHA),
      trial: (random) => verdict(same, run(same, random)) === 'pass',
    };
  }
}

/** Mean chances of a gain and of a loss. */
function rates({ kinds }: Suite): { readonly gain: number; readonly loss: number } {
  let [gain, loss] = [0, 0];
  for (const [share, [live, candidate]] of kinds) {
    gain += share * candidate * (1 - live);
    loss += share * live * (1 - candidate);
  }
  return { gain, loss };
}

export function confirmWorlds(): World[] {
  return [...falsePass(), ...falseFail(), ...power()];
}
