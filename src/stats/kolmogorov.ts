import { binomialPmf } from './binomial.ts';
import { at } from './sample.ts';

/** P(K > x) of the Kolmogorov limit distribution, by whichever of its two series converges fast. */
export function kolmogorovSf(x: number): number {
  if (x <= 0.05) return 1;
  let sum = 0;
  if (x < 1) {
    for (let k = 1; k < 40; k += 2) sum += Math.exp((-k * k * Math.PI * Math.PI) / (8 * x * x));
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  for (let k = 1; k < 20; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return Math.max(0, sum);
}

/** Above this the matrix would take seconds and the corrected limit is good to three digits. */
const MATRIX_N = 4000;

/**
 * P(D_n >= d) for one sample of n against a known continuous distribution: exact by the matrix of Marsaglia, Tsang & Wang
 * 2003 (J. Stat. Softw. 8:18), in the tail by twice Smirnov's one-sided formula, whose terms are all positive.
 */
export function kolmogorovExactSf(d: number, n: number): number {
  if (d <= 0) return 1;
  if (d >= 1) return 0;
  if (n * d * d >= 4) return Math.min(1, 2 * smirnovSf(d, n));
  if (n > MATRIX_N) return kolmogorovSf((Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * d);
  return Math.min(1, Math.max(0, 1 - matrixCdf(d, n)));
}

/** P(D+ >= d) = sum of d/x Bin(j; n, x) over x = d + j/n < 1 (Birnbaum & Tingey 1951). */
function smirnovSf(d: number, n: number): number {
  let sum = 0;
  for (let j = 0; j <= n * (1 - d); j++) {
    const x = Math.min(1, d + j / n);
    sum += (d / x) * binomialPmf(j, n, x);
  }
  return sum;
}

/** A square matrix by rows, its entries to be multiplied by 10^exponent. */
interface Scaled {
  readonly entries: Float64Array;
  readonly exponent: number;
}

function matrixCdf(d: number, n: number): number {
  const k = Math.floor(n * d) + 1;
  const size = 2 * k - 1;
  const { entries, exponent } = power({ entries: startMatrix(k, k - n * d), exponent: 0 }, size, n);
  let value = at(entries, (k - 1) * size + k - 1);
  let scale = exponent;
  for (let i = 1; i <= n; i++) {
    value *= i / n;
    if (value < 1e-140) {
      value *= 1e140;
      scale -= 140;
    }
  }
  return value * 10 ** scale;
}

function startMatrix(k: number, h: number): Float64Array {
  const size = 2 * k - 1;
  const corner = 2 * h - 1 > 0 ? (2 * h - 1) ** size : 0;
  let factorial = 1;
  const inverse = Array.from({ length: size + 1 }, (_, i) => {
    if (i > 0) factorial *= i;
    return 1 / factorial;
  });
  const entry = (i: number, j: number) => {
    const order = i - j + 1;
    if (order < 0) return 0;
    const first = j === 0 ? h ** (i + 1) : 0;
    const last = i === size - 1 ? h ** (size - j) : 0;
    const both = j === 0 && i === size - 1 ? corner : 0;
    return (1 - first - last + both) * at(inverse, order);
  };
  return Float64Array.from({ length: size * size }, (_, index) =>
    entry(Math.floor(index / size), index % size),
  );
}

function power(matrix: Scaled, size: number, n: number): Scaled {
  if (n === 1) return matrix;
  const half = power(matrix, size, n >> 1);
  const squared = multiply(half, half, size);
  return rescaled(n % 2 === 0 ? squared : multiply(matrix, squared, size), size);
}

function rescaled({ entries, exponent }: Scaled, size: number): Scaled {
  const middle = at(entries, ((size * size) / 2) | 0);
  return middle > 1e140
    ? { entries: entries.map((entry) => entry * 1e-140), exponent: exponent + 140 }
    : { entries, exponent };
}

function multiply(a: Scaled, b: Scaled, size: number): Scaled {
  const entries = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const row = entries.subarray(i * size, (i + 1) * size);
    for (let k = 0; k < size; k++) {
      const factor = at(a.entries, i * size + k);
      if (factor === 0) continue;
      for (let j = 0; j < size; j++) row[j] = at(row, j) + factor * at(b.entries, k * size + j);
    }
  }
  return { entries, exponent: a.exponent + b.exponent };
}
