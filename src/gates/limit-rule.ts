import { isDefined } from '../stats/inference.ts';
import { zeroTolerance } from '../stats/zero-tolerance.ts';
import { type CheckArgs, type CheckCode, type Finding, type Verdict, withoutFigure } from './check.ts';
import type { Criterion } from './criterion.ts';
import { bounded, type Judged, tooFew } from './margin-rule.ts';
import type { Measured } from './measure.ts';

/**
 * An absolute floor (`min`) or ceiling (`max`): fail when the whole interval lies beyond it, pass when the estimate
 * keeps it, or, under a guarantee, when the bound itself does; otherwise inconclusive. At the limit counts as kept.
 */
export function judgeLimit(
  measured: Measured,
  rule: 'min' | 'max',
  limit: number,
  criterion: Criterion,
  args: CheckArgs,
): Judged {
  const { inference, candidate } = measured;
  if (!isDefined(inference)) {
    return {
      finding: {
        ...withoutFigure('inconclusive', 'too-few-items', { ...args, why: inference.undefined }, inference.n),
        candidate,
        limit,
      },
      harmP: null,
    };
  }
  const { lo, hi } = inference.interval(criterion.alpha);
  const [verdict, code] = limitVerdict(
    { estimate: inference.estimate, lo, hi },
    rule,
    limit,
    criterion.guarantee,
  );
  const few = verdict === 'pass' && criterion.guarantee && inference.n < measured.least;
  const finding: Finding = {
    n: inference.n,
    candidate: inference.estimate,
    baseline: null,
    delta: null,
    interval: [bounded(lo), bounded(hi)],
    margin: null,
    limit,
    scale: 'absolute',
    method: inference.method,
    verdict,
    code,
    args,
    ...(few ? tooFew(measured.least, args) : {}),
  };
  return { finding, harmP: rule === 'min' ? inference.pBelow(limit) : inference.pAbove(limit) };
}

function limitVerdict(
  figures: { estimate: number; lo: number; hi: number },
  rule: 'min' | 'max',
  limit: number,
  guarantee: boolean,
): [Verdict, CheckCode] {
  // Mirrored, so that there is one rule: `floor` must be at or below the figure.
  const sign = rule === 'min' ? 1 : -1;
  const floor = sign * limit;
  const [estimate, near, far] =
    rule === 'min'
      ? [figures.estimate, figures.lo, figures.hi]
      : [-figures.estimate, -figures.hi, -figures.lo];
  if (far < floor) return ['fail', 'limit-broken'];
  if (guarantee) return near >= floor ? ['pass', 'limit-proved'] : ['inconclusive', 'limit-not-shown'];
  return estimate >= floor ? ['pass', 'limit-kept'] : ['inconclusive', 'limit-not-shown'];
}

/** Highest rate that a zero-tolerance category may have where the criterion gives no `max`. */
const DEFAULT_NEVER_RATE = 0.05;

/**
 * Zero tolerance: any hit fails, whatever the number of items; none passes only where the exact upper bound keeps the
 * limit, otherwise the number of clean items that would is said.
 */
export function judgeNever(hits: number, n: number, criterion: Criterion, args: CheckArgs): Finding {
  const limit = criterion.max ?? DEFAULT_NEVER_RATE;
  if (n === 0) return { ...withoutFigure('unmeasured', 'category-missing', args), limit };
  const { upper, requiredN, verdict } = zeroTolerance(
    { violations: hits, n, maxRate: limit },
    criterion.alpha,
  );
  const code = verdict === 'fail' ? 'never-hit' : verdict === 'pass' ? 'never-clean' : 'never-too-few';
  return {
    n,
    candidate: hits / n,
    baseline: null,
    delta: null,
    interval: [0, upper],
    margin: null,
    limit,
    scale: 'absolute',
    method: 'clopper-pearson',
    verdict,
    code,
    args: {
      ...args,
      hits,
      requiredN: bounded(requiredN),
      ...(code === 'never-too-few' ? { lever: 'items' } : {}),
    },
  };
}
