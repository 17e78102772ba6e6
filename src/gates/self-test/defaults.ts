import { DEFAULT_POLICY } from '../../config/policy.ts';
import { Names } from '../../evidence/columns.ts';
import { NO_FACTS } from '../../evidence/readers/reader.ts';
import { autoMarginPairedShare } from '../../stats/margin.ts';
import { normalQuantile } from '../../stats/normal.ts';
import { createRandom, type Random } from '../../stats/random.ts';
import { tangoFailProbability, tangoPassProbability } from '../../stats/tango-power.ts';
import { decide } from '../decision.ts';
import type { ResolvedMargin } from '../margin-rule.ts';
import { runGates } from '../run.ts';
import { rescored } from './rescore.ts';
import { count, type Shares } from './shares.ts';
import { fileOf, type Suite } from './suite.ts';

/** What the shipped defaults do at one size of a suite. */
export interface DefaultsRow extends Shares {
  readonly items: number;
  /** The margin of passed items at this size, as a fraction. */
  readonly margin: number | null;
  readonly drops: readonly Drop[];
}

/** A drop in the share of passed items, and how often it is seen; exact, not simulated. */
export interface Drop {
  readonly drop: number;
  /** The gate fails. */
  readonly stopped: number;
  /** The gate does not pass. */
  readonly noticed: number;
}

const SIZES = [30, 50, 100, 200, 400];
const DROPS = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3];
/** Worlds of one size: so many baselines, each with so many runs of the same bundle. */
const BASELINES = 20;
const RUNS = 10;

/**
 * Identical bundles under the shipped defaults: three criteria that nobody wrote (passed, latency, cost) on made-up suites of
 * several sizes, judged by the very code that judges real ones.
 */
export function defaultsTable(): DefaultsRow[] {
  return SIZES.map(defaultsAt);
}

/** One size of it. */
export function defaultsAt(items: number): DefaultsRow {
  const random = createRandom(items);
  const outcomes = Array.from({ length: BASELINES }, (_, world) => identical(items, world, random)).flat();
  const margin = autoMarginPairedShare(items, { flips: FLIPS })?.margin ?? null;
  return { items, ...count(outcomes), margin, drops: DROPS.map((drop) => dropOf(items, margin ?? 1, drop)) };
}

const FLIPS = DEFAULT_POLICY.expectedFlips;

function dropOf(n: number, margin: number, drop: number): Drop {
  const model = { n, gain: FLIPS / 2, loss: FLIPS / 2 + drop };
  return {
    drop,
    stopped: tangoFailProbability(model, margin),
    noticed: 1 - tangoPassProbability(model, margin),
  };
}

function identical(items: number, world: number, random: Random) {
  const names = new Names();
  const margins = new Map<string, ResolvedMargin>();
  const { suite, again } = madeUp(items, random);
  const like = { file: 'made up', format: 'jsonl', facts: NO_FACTS } as const;
  const baseline = fileOf(suite, names, like);
  return Array.from({ length: RUNS }, (_, run) => {
    const candidate = fileOf(again(), names, like);
    const state = {
      state: 'measured',
      candidate,
      baseline,
      pass: new Map(),
      paired: true,
      suiteChanged: false,
    } as const;
    const seed = `${items} ${world} ${run}`;
    const gates = runGates(
      { policy: DEFAULT_POLICY, evidence: new Map([['evals', state]]), seed, margins },
      'low',
    );
    return decide(gates, 'low', DEFAULT_POLICY).outcome;
  });
}

/** Nine of ten items pass; answers take and cost what answers do, some items always more than others. */
function madeUp(items: number, random: Random): { suite: Suite; again: () => Suite } {
  const normal = (): number => normalQuantile(random.uniform());
  const spread = Array.from({ length: items }, () => [0.3 * normal(), 0.3 * normal()] as const);
  const quantities = (): [string, Float64Array][] => [
    ['latency_ms', Float64Array.from(spread, ([slow]) => 800 * Math.exp(slow + 0.4 * normal()))],
    ['cost_usd', Float64Array.from(spread, ([, dear]) => 0.002 * Math.exp(dear + 0.15 * normal()))],
  ];
  const score = Float64Array.from(spread, () => Number(random.uniform() < 0.9));
  const suite = { items, metrics: new Map([['score', score], ...quantities()]), labels: new Map() };
  const again = (): Suite => ({
    ...suite,
    metrics: new Map([...rescored(suite, FLIPS, random).metrics, ...quantities()]),
  });
  return { suite, again };
}
