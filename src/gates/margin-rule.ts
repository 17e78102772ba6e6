import type { Inference } from '../stats/inference.ts';
import { isDefined } from '../stats/inference.ts';
import { type CheckArgs, type CheckCode, type Finding, type Verdict, withoutFigure } from './check.ts';
import type { Criterion } from './criterion.ts';
import type { Measured } from './measure.ts';

/** A margin as a number, on the scale on which it is compared. */
export interface ResolvedMargin {
  readonly value: number;
  /** `relative`: of the ratio; `absolute`: of the difference. */
  readonly scale: 'absolute' | 'relative';
  /** True where `margin: auto` chose it from the size of the suite. */
  readonly auto: boolean;
  /** No margin could be made from the baseline: nothing passes by it. */
  readonly isNone?: true;
}

/** A finding with the p-value of harm that a correction for many slices needs; null where there is no figure. */
export interface Judged {
  readonly finding: Finding;
  readonly harmP: number | null;
}

/**
 * One criterion, three answers. Oriented so that higher is better the rule is: pass when L > −m, fail when U < −m,
 * otherwise inconclusive. Here it stands for both orientations and both scales; `centre` is no change, 0 or 1.
 */
export function judgeMargin(
  measured: Measured,
  margin: ResolvedMargin,
  criterion: Criterion,
  args: CheckArgs,
): Judged {
  const { inference, candidate, baseline } = measured;
  if (!isDefined(inference)) {
    return {
      finding: {
        ...withoutFigure('inconclusive', 'too-few-items', { ...args, why: inference.undefined }, inference.n),
        candidate,
        baseline,
        margin: margin.value,
        scale: margin.scale,
      },
      harmP: null,
    };
  }
  const centre = margin.scale === 'relative' ? 1 : 0;
  const interval = inference.interval(criterion.alpha);
  const limit = criterion.better === 'higher' ? centre - margin.value : centre + margin.value;
  const [verdict, code] = verdictOf(interval, limit, centre, criterion.better);
  const few = verdict === 'pass' && (inference.n < measured.least || margin.isNone === true);
  const finding: Finding = {
    n: inference.n,
    candidate,
    baseline,
    delta: inference.estimate - centre,
    interval: [bounded(interval.lo - centre), bounded(interval.hi - centre)],
    margin: margin.value,
    limit: null,
    scale: margin.scale,
    method: inference.method,
    verdict,
    code,
    args,
    ...(few ? tooFew(measured.least, args) : {}),
  };
  return { finding, harmP: harm(inference, limit, criterion.better) };
}

/** A result differs from itself by nothing, however few items it has: there is no chance in it. */
export function sameResults({ finding, harmP }: Judged, args: CheckArgs): Judged {
  if (finding.candidate === null) return { finding, harmP };
  const settled = { delta: 0, verdict: 'pass', code: 'within-margin', method: 'same-results' } as const;
  return { finding: { ...finding, ...settled, interval: [0, 0], args }, harmP };
}

/** A pass that rests on fewer units than its method needs is none; a loss that is shown all the same stays one. */
export function tooFew(least: number, args: CheckArgs): Pick<Finding, 'verdict' | 'code' | 'args'> {
  const needs = least === 0 ? {} : { requiredN: least };
  return { verdict: 'inconclusive', code: 'too-few-items', args: { ...args, ...needs } };
}

function verdictOf(
  { lo, hi }: { lo: number; hi: number },
  limit: number,
  centre: number,
  better: Criterion['better'],
): [Verdict, CheckCode] {
  const [near, far] = better === 'higher' ? [lo - limit, hi - limit] : [limit - hi, limit - lo];
  if (near > 0) {
    const improved = better === 'higher' ? lo > centre : hi < centre;
    return ['pass', improved ? 'improved' : 'within-margin'];
  }
  return far < 0 ? ['fail', 'regressed'] : ['inconclusive', 'interval-spans-margin'];
}

/** One-sided p-value of "no worse than the limit": small when harm beyond it is shown. */
function harm(inference: Inference, limit: number, better: Criterion['better']): number {
  return better === 'higher' ? inference.pBelow(limit) : inference.pAbove(limit);
}

/** JSON has no infinity: an end that is not bounded is null. */
export function bounded(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
