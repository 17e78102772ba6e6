import type { Statistic } from '../config/terms.ts';

/** Three answers, and three ways of not having one. In the order in which a gate takes the worst. */
export const VERDICTS = ['fail', 'unmeasured', 'inconclusive', 'deferred', 'pass', 'not-required'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The worst of several verdicts; `not-required` for none. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? 'not-required';
}

export const CHECK_CODES = [
  // pass
  'within-margin',
  'improved',
  'limit-kept',
  'limit-proved',
  'never-clean',
  'broken-few',
  'confirm-not-needed',
  // fail
  'regressed',
  'limit-broken',
  'never-hit',
  'broken-many',
  // inconclusive
  'interval-spans-margin',
  'underpowered',
  'limit-not-shown',
  'never-too-few',
  'errors-decide',
  'not-shown-after-correction',
  'not-shown-at-half',
  'broken-not-shown',
  'too-few-items',
  // unmeasured
  'no-baseline',
  'no-rows',
  'no-values',
  'no-pairs',
  'metric-missing',
  'evidence-missing',
  'evidence-unreadable',
  'several-candidates',
  'run-incomplete',
  'items-differ',
  'scorer-differs',
  'judge-differs',
  'repeats-differ',
  'format-differs',
  'slice-missing',
  'cluster-missing',
  'category-missing',
  'production-mix-missing',
  'production-slices-missing',
  'clusters-span-slices',
  'confirm-missing',
  'confirm-ungraded',
  'quarantine-too-large',
  // deferred
  'due-later',
  'no-key',
  // not required
  'unaffected',
  'purpose-not-asked',
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

/** What a metric's numbers are. */
export type Unit = 'share' | 'ms' | 'usd' | 'tokens' | 'score';

export const RULES = ['margin', 'min', 'max', 'never', 'confirm'] as const;
export type Rule = (typeof RULES)[number];

/** One criterion, one rule, one slice. Numbers are fractions or native units; relative ones are ratio − 1. */
export interface Check {
  /** `gate/evidence/metric/rule[/slice]`. */
  readonly id: string;
  readonly gate: string;
  readonly evidence: string;
  readonly metric: string;
  readonly statistic: Statistic;
  readonly rule: Rule;
  /** `key=value`; null for the overall criterion. */
  readonly slice: string | null;
  /** Whether its verdict counts towards the gate. */
  readonly blocks: boolean;
  readonly better: 'higher' | 'lower';
  readonly unit: Unit;
  readonly n: number;
  readonly candidate: number | null;
  readonly baseline: number | null;
  /** Candidate minus baseline as written, before any orientation. */
  readonly delta: number | null;
  /** Of `delta` for a margin, of `candidate` for a limit; an unbounded end is null. */
  readonly interval: readonly [number | null, number | null] | null;
  readonly margin: number | null;
  readonly limit: number | null;
  readonly scale: 'absolute' | 'relative';
  /** Error on each side of the interval. */
  readonly alpha: number;
  readonly method: string | null;
  readonly verdict: Verdict;
  readonly code: CheckCode;
  readonly args: CheckArgs;
  /** What became of the items that were lost, where policy has them run again. */
  readonly confirm?: Confirmed;
}

/** Items that were passed and now fail, by what their repeats say; ids in alphabetical order. */
export interface Confirmed {
  /** The evidence that holds the repeats. */
  readonly evidence: string;
  /** Repeats of each arm, and how many of them must agree. */
  readonly repeats: number;
  readonly agree: number;
  readonly confirmed: readonly string[];
  readonly notConfirmed: readonly string[];
  /** Lost by an answer that live does not give again. */
  readonly alreadyFailing: readonly string[];
  /** Not run again as often as the rule asks. */
  readonly waiting: readonly string[];
  /** Items that both arms failed in the first run: no flips, and not run again. */
  readonly failedBefore: number;
}

export type CheckArgs = Readonly<Record<string, number | string | null>>;

/** What a verdict is made of before it is bound to a criterion. */
export type Finding = Pick<
  Check,
  | 'n'
  | 'candidate'
  | 'baseline'
  | 'delta'
  | 'interval'
  | 'margin'
  | 'limit'
  | 'scale'
  | 'method'
  | 'verdict'
  | 'code'
  | 'args'
  | 'confirm'
>;

/** A finding without a figure. */
export function withoutFigure(verdict: Verdict, code: CheckCode, args: CheckArgs = {}, n = 0): Finding {
  return {
    n,
    candidate: null,
    baseline: null,
    delta: null,
    interval: null,
    margin: null,
    limit: null,
    scale: 'absolute',
    method: null,
    verdict,
    code,
    args,
  };
}
