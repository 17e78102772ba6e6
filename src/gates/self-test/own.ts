import type { Policy } from '../../config/policy.ts';
import { Names } from '../../evidence/columns.ts';
import { createRandom } from '../../stats/random.ts';
import type { Check } from '../check.ts';
import type { EvaluationContext, EvidenceState } from '../context.ts';
import { type Criterion, criteriaOf } from '../criterion.ts';
import { decide } from '../decision.ts';
import { defaultCriteria } from '../defaults.ts';
import { evaluateCriterion } from '../evaluate.ts';
import type { ResolvedMargin } from '../margin-rule.ts';
import { runGates } from '../run.ts';
import { itemsToNotice } from './items-to-notice.ts';
import { rescored, worsened } from './rescore.ts';
import { count, flipRate, type Shares } from './shares.ts';
import { fileOf, Results, type Suite } from './suite.ts';

type Measured = Extract<EvidenceState, { state: 'measured' }>;

/** What the gates make of the team's own results, run against themselves. */
export interface OwnResults {
  readonly items: number;
  /** Where the second run came from: repeats in the results, or items changed by chance as `expected-flips` has it. */
  readonly source: 'repeats' | 'expected-flips';
  readonly identical: Shares & { readonly flipRate: number };
  readonly regressions: readonly SeededRegression[];
}

/** One regression that was put in, and how often it was seen. */
export interface SeededRegression {
  readonly gate: string;
  readonly evidence: string;
  readonly metric: string;
  /** `key=value`; null: everywhere. */
  readonly slice: string | null;
  /** Items that it hits. */
  readonly items: number;
  /** A share of the scale; of the value where the margin is relative. */
  readonly size: number;
  readonly stopped: number;
  readonly noticed: number;
  /** Items that would stop it with probability 0.8; null where no number would. */
  readonly requiredItems: number | null;
}

const WORLDS = 60;
const REGRESSION_WORLDS = 40;
const SIZES = [0.02, 0.05, 0.1, 0.2];
/** The largest slices of a key are tried. */
const MOST_SLICES = 6;

/** Null where nothing was measured. */
export function ownResults({ policy, evidence, seed, mixes = {} }: EvaluationContext): OwnResults | null {
  const arms = [...evidence].flatMap(([name, state]): [string, Own][] =>
    state.state === 'measured' && state.candidate.table.rows > 0 ? [[name, new Own(state)]] : [],
  );
  if (arms.length === 0) return null;
  const own = new Map(arms);
  return {
    items: Math.min(...arms.map(([, { results }]) => results.items)),
    source: arms.every(([, { results }]) => results.repeated) ? 'repeats' : 'expected-flips',
    identical: identical({ policy: onlyMeasured(policy, own), seed, mixes }, own),
    regressions: criteriaFor(policy, own).flatMap((criterion) =>
      regressions(criterion, { policy, seed, mixes }, own),
    ),
  };
}

/** What is the same in every world. */
type Setting = Required<Pick<EvaluationContext, 'policy' | 'seed' | 'mixes'>>;

/** One piece of evidence that is at hand; what is compared with itself is the baseline, where there is one. */
class Own {
  readonly state: Measured;
  readonly results: Results;

  constructor(state: Measured) {
    this.state = state;
    this.results = new Results(state.baseline ?? state.candidate);
  }

  /** The state of evidence that has these two arms. */
  with(baseline: Suite, candidate: Suite): Measured {
    const items = new Names();
    const like = this.state.baseline ?? this.state.candidate;
    return {
      ...this.state,
      baseline: fileOf(baseline, items, like),
      candidate: fileOf(candidate, items, like),
    };
  }
}

function identical({ policy, seed, mixes }: Setting, own: ReadonlyMap<string, Own>): OwnResults['identical'] {
  const random = createRandom(seed);
  const outcomes = Array.from({ length: WORLDS }, (_, world) => {
    const evidence = new Map(
      [...own].map(([name, arm]): [string, EvidenceState] => {
        if (arm.results.repeated) return [name, arm.with(...arm.results.two(random))];
        const first = arm.results.first();
        return [name, arm.with(first, rescored(first, policy.expectedFlips, random))];
      }),
    );
    return decide(runGates({ policy, evidence, mixes, seed: `${seed} ${world}` }, 'low'), 'low', policy)
      .outcome;
  });
  const shares = count(outcomes);
  return { ...shares, flipRate: flipRate(shares) };
}

/** The policy without criteria on evidence that is not at hand: they would be open in every world. */
function onlyMeasured(policy: Policy, own: ReadonlyMap<string, Own>): Policy {
  const gates = policy.gates?.map(({ gate, criteria }) => ({
    gate,
    // Nobody runs again what flips in a world that was made up.
    criteria: criteria
      .filter(({ evidence }) => own.has(evidence))
      .map(({ confirm: _confirm, ...criterion }) => criterion),
  }));
  return { ...policy, gates: gates ?? null };
}

function criteriaFor(policy: Policy, own: ReadonlyMap<string, Own>): Criterion[] {
  if (policy.gates !== null) return criteriaOf(onlyMeasured(policy, own).gates ?? []);
  return [...own].flatMap(([name, { state }]) => {
    const purpose = policy.evidence.find((rule) => rule.name === name)?.purpose ?? 'full';
    return defaultCriteria(name, state.candidate, purpose);
  });
}

/** Regressions of several sizes, everywhere and in each of the largest slices. */
function regressions(
  criterion: Criterion,
  { policy, seed, mixes }: Setting,
  own: ReadonlyMap<string, Own>,
): SeededRegression[] {
  const arm = own.get(criterion.evidence);
  const suite = arm?.results.first();
  if (arm === undefined || suite === undefined || !suite.metrics.has(criterion.metric)) return [];
  const margins = new Map<string, ResolvedMargin>();
  const everywhere = { slice: null, hits: null, items: suite.items };
  return [everywhere, ...slicesOf(criterion, suite)].flatMap(({ slice, hits, items }) =>
    SIZES.map((size) => {
      const random = createRandom(`${seed} ${slice} ${size}`);
      const { metric, better } = criterion;
      const worlds = Array.from({ length: REGRESSION_WORLDS }, (_, world) => {
        const again = rescored(suite, policy.expectedFlips, random);
        const candidate = worsened(again, { metric, better, size, hits }, random);
        const evidence = new Map([[criterion.evidence, arm.with(suite, candidate)]]);
        return evaluateCriterion(criterion, { policy, evidence, mixes, seed: `${seed} ${world}`, margins });
      });
      const share = (isSeen: (check: Check) => boolean): number =>
        worlds.filter((checks) => checks.some((check) => check.blocks && isSeen(check))).length /
        worlds.length;
      return {
        gate: criterion.gate,
        evidence: criterion.evidence,
        metric,
        slice,
        items,
        size,
        stopped: share(({ verdict }) => verdict === 'fail'),
        noticed: share(({ verdict }) => verdict !== 'pass'),
        requiredItems: itemsToNotice(worlds[0] ?? [], slice, size),
      };
    }),
  );
}

interface Slice {
  readonly slice: string | null;
  readonly hits: ((item: number) => boolean) | null;
  readonly items: number;
}

function slicesOf({ slices }: Criterion, suite: Suite): Slice[] {
  return slices.by.flatMap((key) => {
    const labels = suite.labels.get(key) ?? [];
    const sizes = new Map<string, number>();
    for (const label of labels) if (label !== null) sizes.set(label, (sizes.get(label) ?? 0) + 1);
    return [...sizes]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, MOST_SLICES)
      .map(([name, items]) => ({
        slice: `${key}=${name}`,
        hits: (item: number) => labels[item] === name,
        items,
      }));
  });
}
