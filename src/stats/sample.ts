/** A sequence of numbers: an array or a typed array. */
export type Sample = ArrayLike<number> & Iterable<number>;

/**
 * The value at an index.
 * @throws RangeError beyond the ends, where a plain index would hand out `undefined`
 */
export function at(values: ArrayLike<number>, index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`index ${index} is outside a sample of ${values.length}`);
  return value;
}

/** An ascending copy; the input stays as it is. */
export function ascending(values: Sample): Float64Array {
  return new Float64Array(values).sort();
}

/**
 * The sum, correctly rounded (Shewchuk 1997, as Python's `math.fsum`). The result does not depend on the order
 * of the values down to the last bit: that is what makes a verdict independent of row order.
 * Infinite or missing values give NaN.
 */
export function exactSum(values: ArrayLike<number>): number {
  return exactPowerSum(doubles(values), 0, 1);
}

/** Hot loops see one kind of array only: an index into "some array" costs several times as much. */
function doubles(values: ArrayLike<number>): Float64Array {
  return values instanceof Float64Array ? values : Float64Array.from(values);
}

/**
 * The sum of `(value - centre) ** power`, the terms in double precision and their sum correctly rounded. Two running
 * sums take nearly everything; what does not fit goes to a list of partial sums, each without error (two-sum, Knuth).
 */
function exactPowerSum(values: Float64Array, centre: number, power: 1 | 2 | 3): number {
  // Partial sums of doubles never need more than 40 places or so; a plain array would be several times slower.
  const partials = new Float64Array(48);
  let count = 0;
  let [high, low] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const d = (values[i] ?? Number.NaN) - centre;
    const term = power === 1 ? d : power === 2 ? d * d : d * d * d;
    const lower = term + low;
    const lowerPart = lower - term;
    const rest = term - (lower - lowerPart) + (low - lowerPart);
    const higher = lower + high;
    const higherPart = higher - lower;
    low = lower - (higher - higherPart) + (high - higherPart);
    high = higher;
    if (rest === 0) continue;
    // Also where the sum overflows: what is left of it would only breed more partial sums.
    if (!Number.isFinite(rest)) return Number.NaN;
    count = addPartial(partials, count, rest);
  }
  if (!Number.isFinite(high + low)) return Number.NaN;
  count = addPartial(partials, addPartial(partials, count, low), high);
  return roundPartials(partials.subarray(0, count));
}

/** Adds a number to non-overlapping partial sums, ascending by size, without error; gives their new count. */
function addPartial(partials: Float64Array, count: number, value: number): number {
  let carry = value;
  let used = 0;
  for (let i = 0; i < count; i++) {
    const partial = partials[i] ?? Number.NaN;
    const sum = carry + partial;
    const small = Math.abs(carry) < Math.abs(partial);
    const lost = small ? carry - (sum - partial) : partial - (sum - carry);
    if (lost !== 0) partials[used++] = lost;
    carry = sum;
  }
  partials[used] = carry;
  return used + 1;
}

/** Adds non-overlapping partial sums from the largest down; a tie in the last bit is decided by what remains. */
function roundPartials(partials: Float64Array): number {
  let index = partials.length - 1;
  if (index < 0) return 0;
  let sum = at(partials, index);
  let lost = 0;
  while (index > 0 && lost === 0) {
    const before = sum;
    const next = at(partials, --index);
    sum = before + next;
    lost = next - (sum - before);
  }
  if (index > 0 && lost * at(partials, index - 1) > 0) {
    const doubled = 2 * lost;
    const candidate = sum + doubled;
    if (doubled === candidate - sum) return candidate;
  }
  return sum;
}

/** Sum of squares and of cubes of the deviations from the mean, with what they rest on. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  /** Sum of squared deviations divided by n - 1; NaN for n < 2. */
  readonly variance: number;
  /** Population skewness m3 / m2^1.5; 0 where every value is equal. */
  readonly skewness: number;
  readonly min: number;
  readonly max: number;
}

/** Moments of a sample, independent of its order. An empty sample has mean NaN. */
export function moments(sample: Sample): Moments {
  const values = doubles(sample);
  const n = values.length;
  const { min, max } = extent(values);
  // The mean of equal values is that value, which a rounded division may miss by one bit.
  if (min === max && Number.isFinite(min))
    return { n, mean: min, variance: n < 2 ? Number.NaN : 0, skewness: 0, min, max };
  const mean = exactPowerSum(values, 0, 1) / n;
  const m2 = exactPowerSum(values, mean, 2);
  const m3 = exactPowerSum(values, mean, 3);
  const skewness = (m3 / n) * (m2 / n) ** -1.5;
  return { n, mean, variance: n < 2 ? Number.NaN : m2 / (n - 1), skewness, min, max };
}

/** Smallest and largest value; Infinity and -Infinity without values, NaN where one is missing. */
function extent(values: Float64Array): { min: number; max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (value < min) min = value;
    if (value > max) max = value;
    if (Number.isNaN(value)) return { min: value, max: value };
  }
  return { min, max };
}

/**
 * Candidate minus baseline, item by item, in the unit of the score. What is only rounding noise counts as no
 * difference: 0.1 + 0.2 against 0.3 must not look like an item that changed.
 * @throws RangeError when the arms differ in length
 */
export function differences(candidate: Sample, baseline: Sample): Float64Array {
  if (candidate.length !== baseline.length) {
    throw new RangeError(`paired arms differ in length: ${candidate.length} and ${baseline.length}`);
  }
  const [x, y] = [doubles(candidate), doubles(baseline)];
  const found = new Float64Array(x.length);
  for (let i = 0; i < found.length; i++) {
    const [now, before] = [x[i] ?? Number.NaN, y[i] ?? Number.NaN];
    const noise = NOISE * Math.max(Math.abs(now), Math.abs(before));
    found[i] = Math.abs(now - before) <= noise ? 0 : now - before;
  }
  return found;
}

/** Relative size below which a difference between doubles is rounding, not data. */
export const NOISE = 1e-12;
