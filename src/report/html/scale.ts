/** Where a value lies on an axis that is as wide as its picture: per cent from the left, whatever the screen. */
export interface Scale {
  readonly kind: 'linear' | 'log';
  readonly lo: number;
  readonly hi: number;
  /** Per cent, 0 at `lo` and 100 at `hi`; what lies beyond is put at the end. */
  position(value: number): number;
  /** Round values within the scale, ascending, and the distance between them (the smallest one where it varies). */
  readonly ticks: { readonly values: readonly number[]; readonly step: number };
}

export function linearScale(lo: number, hi: number, mostTicks = 5): Scale {
  const [from, to] = widened(lo, hi);
  return {
    kind: 'linear',
    lo: from,
    hi: to,
    // Halved first: the span of two huge numbers of opposite sign is not a number any more.
    position: (value) => percent((value / 2 - from / 2) / (to / 2 - from / 2)),
    ticks: linearTicks(from, to, mostTicks),
  };
}

/** Both ends must be above zero. */
export function logScale(lo: number, hi: number, mostTicks = 5): Scale {
  const [from, to] = hi > lo ? [lo, hi] : [lo / 2, lo * 2];
  const [start, end] = [Math.log(from), Math.log(to)];
  return {
    kind: 'log',
    lo: from,
    hi: to,
    position: (value) => percent(value <= 0 ? 0 : (Math.log(value) - start) / (end - start)),
    ticks: logTicks(from, to, mostTicks),
  };
}

/** Two decimals are a tenth of a pixel on a wide screen. */
function percent(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100;
}

/** Equal ends are one value, which then stands in the middle. */
function widened(lo: number, hi: number): [number, number] {
  if (hi > lo) return [lo, hi];
  const room = lo === 0 ? 1 : Math.abs(lo) / 10;
  return [lo - room, lo + room];
}

const STEPS = [1, 2, 5, 10] as const;

function linearTicks(lo: number, hi: number, most: number): Scale['ticks'] {
  const least = hi / most - lo / most;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = (STEPS.find((size) => size * power >= least) ?? 10) * power;
  const values: number[] = [];
  // A little room, because 0.3 / 0.1 is less than 3.
  for (let i = Math.ceil(lo / step - TIE); i <= hi / step + TIE && values.length <= most; i += 1)
    values.push(multiple(i, step));
  return { values: values.filter(Number.isFinite), step };
}

const TIE = 1e-9;

/** Products of a whole number stay round where sums would not: 0.3, not 0.30000000000000004. No minus before a zero. */
export function multiple(count: number, step: number): number {
  if (count === 0) return 0;
  return step < 1 && step > 1e-300 ? count / (1 / step) : count * step;
}

/** 1, 2 and 5 of every power of ten, or 1 and 3, or fewer where there are many powers. */
function logTicks(lo: number, hi: number, most: number): Scale['ticks'] {
  const powers = Array.from(
    { length: Math.floor(Math.log10(hi)) - Math.floor(Math.log10(lo)) + 1 },
    (_, i) => Math.floor(Math.log10(lo)) + i,
  );
  const within = (digits: readonly number[], every: number): number[] =>
    powers
      .filter((power) => power % every === 0)
      .flatMap((power) => digits.map((digit) => (power < 0 ? digit / 10 ** -power : digit * 10 ** power)))
      .filter((value) => value >= lo && value <= hi);
  const choices = [
    within([1, 2, 5], 1),
    within([1, 3], 1),
    within([1], 1),
    within([1], 3),
    within([1], 10),
    within([1], 100),
  ];
  const values = choices.find((list) => list.length <= most + 1) ?? [];
  return values.length < 3 ? linearTicks(lo, hi, most) : { values, step: values[0] ?? lo };
}
