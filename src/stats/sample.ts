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
  return Float64Array.from(values).sort();
}

/**
 * The sum, correctly rounded (Shewchuk 1997, as Python's `math.fsum`). The result does not depend on the order
 * of the values down to the last bit: that is what makes a verdict independent of row order.
 * Infinite or missing values give NaN.
 */
export function exactSum(values: Iterable<number>): number {
  // Partial sums of doubles never need more than 40 places or so; a plain array would be several times slower.
  const partials = new Float64Array(48);
  let count = 0;
  for (const value of values) {
    let carry = value;
    let used = 0;
    for (let i = 0; i < count; i++) {
      const partial = at(partials, i);
      const sum = carry + partial;
      const small = Math.abs(carry) < Math.abs(partial);
      const lost = small ? carry - (sum - partial) : partial - (sum - carry);
      if (lost !== 0) partials[used++] = lost;
      carry = sum;
    }
    // Also where the sum overflows: what is left of it would only breed more partial sums.
    if (!Number.isFinite(carry)) return Number.NaN;
    partials[used] = carry;
    count = used + 1;
  }
  return roundPartials(partials.subarray(0, count));
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
export function moments(values: Sample): Moments {
  const n = values.length;
  const { min, max } = extent(values);
  // The mean of equal values is that value, which a rounded division may miss by one bit.
  if (min === max && Number.isFinite(min))
    return { n, mean: min, variance: n < 2 ? Number.NaN : 0, skewness: 0, min, max };
  const mean = exactSum(values) / n;
  const deviations = Float64Array.from(values);
  for (let i = 0; i < n; i++) deviations[i] = at(values, i) - mean;
  const m2 = exactSum(deviations.map((d) => d * d));
  const m3 = exactSum(deviations.map((d) => d * d * d));
  const skewness = (m3 / n) * (m2 / n) ** -1.5;
  return { n, mean, variance: n < 2 ? Number.NaN : m2 / (n - 1), skewness, min, max };
}

/** Smallest and largest value; Infinity and -Infinity without values, NaN where one is missing. */
function extent(values: Sample): { min: number; max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
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
  return Float64Array.from({ length: candidate.length }, (_, i) => {
    const x = at(candidate, i);
    const y = at(baseline, i);
    return Math.abs(x - y) <= NOISE * Math.max(Math.abs(x), Math.abs(y)) ? 0 : x - y;
  });
}

/** Relative size below which a difference between doubles is rounding, not data. */
export const NOISE = 1e-12;
