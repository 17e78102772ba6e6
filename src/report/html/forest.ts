import type { Check } from '../../gates/check.ts';
import { linearScale, type Scale } from './scale.ts';

/** One check as it stands on the axis; all positions in per cent from the left. */
export interface ForestRow {
  readonly check: Check;
  readonly estimate: number | null;
  /** Null where there is no interval; an end is open where it goes on beyond the axis. */
  readonly interval: { readonly from: number; readonly to: number; readonly open: OpenEnds } | null;
  /** The margin or limit. */
  readonly line: number | null;
  /** What lies beyond the margin or limit. */
  readonly beyond: { readonly from: number; readonly to: number } | null;
}

export interface OpenEnds {
  readonly from: boolean;
  readonly to: boolean;
}

export interface Forest {
  readonly scale: Scale;
  /** Where no change lies; null on an axis of values. */
  readonly zero: number | null;
  readonly rows: readonly ForestRow[];
}

/** Lays out checks of one criterion on one axis. */
export function forestOf(checks: readonly Check[]): Forest {
  const scale = scaleOf(checks);
  const isMargin = checks.some((check) => check.rule === 'margin');
  return {
    scale,
    zero: isMargin ? scale.position(0) : null,
    rows: checks.map((check) => rowOf(check, scale)),
  };
}

/** The figure that stands on the axis: a difference, or the value itself. */
export function figureOf(check: Check): number | null {
  return check.rule === 'margin' ? check.delta : check.candidate;
}

/** The value that must not be passed, on the axis of the check. */
export function lineOf(check: Check): number | null {
  if (check.rule !== 'margin') return check.limit;
  if (check.margin === null) return null;
  return check.better === 'higher' ? -check.margin : check.margin;
}

/** Whether what is too low is forbidden, or what is too high. */
export function forbidsLow(check: Check): boolean {
  return check.rule === 'margin' ? check.better === 'higher' : check.rule === 'min';
}

function rowOf(check: Check, scale: Scale): ForestRow {
  const [figure, line] = [figureOf(check), lineOf(check)];
  const at = line === null ? null : scale.position(line);
  const low = forbidsLow(check);
  return {
    check,
    estimate: figure === null ? null : scale.position(figure),
    interval: intervalOf(check, scale),
    line: at,
    beyond: at === null ? null : { from: low ? 0 : at, to: low ? at : 100 },
  };
}

function intervalOf({ interval }: Check, scale: Scale): ForestRow['interval'] {
  if (interval === null) return null;
  const [lo, hi] = interval;
  return {
    from: lo === null ? 0 : scale.position(lo),
    to: hi === null ? 100 : scale.position(hi),
    open: { from: lo === null || lo < scale.lo, to: hi === null || hi > scale.hi },
  };
}

/**
 * An axis on which what decides can be told apart: no change, margins, estimates and the interval of the whole are all
 * on it. The intervals of slices add at most as much again on either side: one slice of three items reaches so far that
 * all others would be dots.
 */
function scaleOf(checks: readonly Check[]): Scale {
  const isMargin = checks.some((check) => check.rule === 'margin');
  const whole = checks.filter((check) => check.slice === null || checks.length === 1);
  const core = finite([
    isMargin ? 0 : null,
    ...checks.flatMap((check) => [figureOf(check), lineOf(check)]),
    ...whole.flatMap((check) => check.interval ?? []),
  ]);
  if (core.length === 0) return linearScale(0, 1);
  const ends = finite(checks.flatMap((check) => check.interval ?? []));
  const [low, high] = [Math.min(...core), Math.max(...core)];
  const room = high > low ? high / 2 - low / 2 : Math.abs(low) / 4 || 0.5;
  const from = Math.max(Math.min(low, ...ends), low - 2 * room);
  const to = Math.min(Math.max(high, ...ends), high + 2 * room);
  const pad = to > from ? (to / 2 - from / 2) * 0.08 : room;
  return linearScale(...within(checks, from - pad, to + pad));
}

/** A share does not leave 0 to 1, nor a difference of shares −1 to 1; no axis leaves the numbers. */
function within(checks: readonly Check[], lo: number, hi: number): [number, number] {
  const isShare = checks.every((check) => check.unit === 'share' && check.scale === 'absolute');
  const isMargin = checks.some((check) => check.rule === 'margin');
  const [least, most] = isShare ? [isMargin ? -1 : 0, 1] : [-Number.MAX_VALUE, Number.MAX_VALUE];
  return [Math.max(least, lo), Math.min(most, hi)];
}

function finite(values: readonly (number | null)[]): number[] {
  return values.filter((value): value is number => value !== null && Number.isFinite(value));
}
