import type { Change } from '../../../change/change.ts';
import type { Finding } from '../../finding.ts';
import { largerIsStricter, stepsOf } from '../../keys.ts';
import { isComputed, wentWithItsModel } from './arrivals.ts';
import { byKind } from './by-kind.ts';
import { directed, isReference, numberOf, onLadder, told, truthOf, type ValueItem } from './value.ts';

const LARGE_STEP = 0.3;
const ROUNDING = 1e-9;

/** Up by 0.3 or more, or from zero, changes behaviour everywhere; a small step does not; a fall is to be looked at. */
export function temperatureFinding(change: Change, item: ValueItem): Finding {
  const [from, to] = [numberOf(item.from), numberOf(item.to)];
  if (from !== null && item.to === undefined) return temperatureGone(change, item, from);
  if (from === null || to === null) return told('temperature-changed', 'medium', change, item);
  const step = to - from;
  if (step > 0 && (from === 0 || step >= LARGE_STEP - ROUNDING))
    return told('temperature-raised', 'high', change, item);
  if (step < 0 && (to === 0 || step <= -(LARGE_STEP - ROUNDING)))
    return told('temperature-lowered', 'medium', change, item);
  return told('temperature-changed', 'low', change, item);
}

/** What providers sample with where nobody says: 0.7 to 1. */
const USUAL = 0.7;

/**
 * A temperature that nobody sets any more is the provider's, unless its call went with it. One that is computed now may be
 * anything, and was held at zero.
 */
function temperatureGone(change: Change, item: ValueItem, from: number): Finding {
  if (change.status === 'removed' || item.whole === true || wentWithItsModel(change, item.key))
    return told('temperature-changed', 'medium', change, item);
  if (isComputed(change, item.key))
    return from === 0
      ? told('temperature-raised', 'high', change, item, { direction: 'computed' })
      : told('temperature-changed', 'medium', change, item);
  return from < USUAL
    ? told('temperature-raised', 'high', change, item, { direction: 'removed' })
    : told('temperature-changed', 'medium', change, item);
}

const THRESHOLD = ['threshold-loosened', 'threshold-tightened'] as const;

/** Lower is looser for a floor, higher for a ceiling; where the name does not say which it is, it moved and that is said. */
export function thresholdFinding(change: Change, item: ValueItem): Finding {
  if (change.kind === 'safety') return told('safety-rule-changed', 'high', change, item);
  const before = item.from ?? null;
  const after = item.to ?? null;
  if (after === null && before !== null)
    return told('threshold-loosened', 'high', change, item, { direction: 'removed' });
  if (before === null && after !== null)
    return told('threshold-tightened', 'medium', change, item, { direction: 'added' });
  const [from, to, strict] = [numberOf(before), numberOf(after), strictness(item.key)];
  if (from === null || to === null || strict === null || from === to) return byKind(change, item, null);
  return directed(strict ? to < from : to > from, THRESHOLD, change, item);
}

/** The name nearest to the value decides: `thresholds.max_latency` is a ceiling among floors. */
function strictness(key: string): boolean | null {
  for (const step of stepsOf(key).reverse()) {
    const strict = largerIsStricter(step);
    if (strict !== null) return strict;
  }
  return null;
}

/** A plain limit: that it went opens something; that it moved is as much as its component is. */
export function limitFinding(change: Change, item: ValueItem): Finding {
  if (change.kind === 'evals' || change.kind === 'safety' || change.kind === 'drift-baseline')
    return thresholdFinding(change, item);
  const isCeiling = stepsOf(item.key).some((step) => /max|limit|cap$|quota|budget/u.test(step));
  if (item.to === undefined && isCeiling && change.status === 'modified' && numberOf(item.from) !== null)
    return told('threshold-loosened', 'high', change, item, { direction: 'removed' });
  return byKind(change, item, null);
}

const WEIGHTS = [
  'critical',
  'error',
  'high',
  'blocking',
  'required',
  'fail',
  'block',
  'enforce',
  'always_passes',
  'warn',
  'warning',
  'medium',
  'usually_passes',
  'observe',
  'info',
  'low',
  'optional',
  'advisory',
  'ignore',
  'skip',
  'off',
  'never',
];
/** Keys whose `true` takes a check's force away. */
const WEAKENING =
  /continue-on-error|allow_failure|soft_fail|warn_only|advisory|optional|skip|xfail|disabled/u;
const BLOCKING = ['eval-demoted', 'eval-promoted'] as const;

/** Whether a program of an eval suite gives a check another weight, whatever the value is called. */
export function isWeightMove(change: Change, { from, to }: ValueItem): boolean {
  return change.kind === 'evals' && change.language !== undefined && onLadder(WEIGHTS, from, to) !== null;
}

/** A check that stops being blocking is a gate that opened. */
export function blockingFinding(change: Change, item: ValueItem): Finding {
  const [from, to] = [truthOf(item.from), truthOf(item.to)];
  const step = stepsOf(item.key).at(-1) ?? '';
  const inverse = WEAKENING.test(step);
  if (from !== null || to !== null) {
    // What is not said has its usual value: a check counts, and nothing is skipped.
    const force = (truth: boolean | null): boolean => (inverse ? truth !== true : truth !== false);
    if (force(from) === force(to)) return byKind(change, item, null);
    return directed(!force(to), BLOCKING, change, item);
  }
  const [before, after] = [numberOf(item.from), numberOf(item.to)];
  if (step === 'weight' && before !== null && after !== null && before !== after)
    return directed(after < before, BLOCKING, change, item);
  const direction = onLadder(WEIGHTS, item.from, item.to);
  if (direction === null && inverse && typeof item.to === 'string' && item.from === undefined)
    return told('eval-demoted', 'high', change, item);
  return direction === null
    ? byKind(change, item, null)
    : directed(direction === 'looser', BLOCKING, change, item);
}

/** A judge or an evaluation that is switched off, wherever the switch is. */
export function judgeSwitch(change: Change, item: ValueItem): Finding | null {
  const [from, to] = [truthOf(item.from), truthOf(item.to)];
  if (to === null || from === to || (from === null && item.from !== undefined)) return null;
  if (isReference(item.from) || (from === null && to)) return null;
  const inverse = /(?:^|_)(?:skip|disable|no)(?:_|d_|d$)/u.test(stepsOf(item.key).at(-1) ?? '');
  return directed(to === inverse, BLOCKING, change, item);
}
