import { at } from './sample.ts';
import { LOG_SQRT_2PI } from './special.ts';

const SQRT_2PI = 2.5066282746310007;

/** Beyond this even the smallest double is larger than the tail. */
const UNDERFLOW = 37.5193;

// Rational Chebyshev approximations of the normal integral (Cody 1969, Math. Comp. 23:631), arranged for Phi.
const CENTRE_TOP = [
  2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356, 0.06568233791820745,
];
const CENTRE_BOTTOM = [47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673];
const MIDDLE_TOP = [
  0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726,
  6848.190450536283, 11602.65143764735, 9842.714838383978, 1.0765576773720192e-8,
];
const MIDDLE_BOTTOM = [
  22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
  34900.95272114598, 38912.00328609327, 19685.429676859992,
];
const FAR_TOP = [
  0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
  0.000029112874951168793, 0.023073441764940174,
];
const FAR_BOTTOM = [
  1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 0.00007297515550839662,
];

/** Horner's rule for Cody's layout: the last numerator coefficient leads, the denominator is monic. */
function cody(top: readonly number[], bottom: readonly number[], x: number): number {
  let numerator = at(top, top.length - 1) * x;
  let denominator = x;
  for (let i = 0; i < bottom.length - 1; i++) {
    numerator = (numerator + at(top, i)) * x;
    denominator = (denominator + at(bottom, i)) * x;
  }
  return (numerator + at(top, bottom.length - 1)) / (denominator + at(bottom, bottom.length - 1));
}

/** Phi(-y) e^(y^2/2) for y > 0.67448975: the tail without the factor that underflows. */
function scaledTail(y: number): number {
  if (y <= 5.656854249492381) return cody(MIDDLE_TOP, MIDDLE_BOTTOM, y);
  const s = 1 / (y * y);
  return (1 / SQRT_2PI - s * cody(FAR_TOP, FAR_BOTTOM, s)) / y;
}

/** e^(-y^2/2), with y^2 split so that its rounding error does not become a relative error of the tail. */
function gaussian(y: number): number {
  const coarse = Math.trunc(y * 16) / 16;
  return Math.exp((-coarse * coarse) / 2) * Math.exp((-(y - coarse) * (y + coarse)) / 2);
}

/** P(Z <= x) of the standard normal, relative error about 1e-15 into the far tail; 0 below -37.5. */
export function normalCdf(x: number): number {
  const y = Math.abs(x);
  if (y <= 0.67448975) return 0.5 + x * cody(CENTRE_TOP, CENTRE_BOTTOM, x * x);
  const tail = y > UNDERFLOW ? 0 : gaussian(y) * scaledTail(y);
  return x < 0 ? tail : 1 - tail;
}

/** P(Z > x) of the standard normal. */
export function normalSf(x: number): number {
  return normalCdf(-x);
}

/** ln P(Z <= x); finite where the probability itself is too small for a double. */
export function logNormalCdf(x: number): number {
  if (x > 0) return Math.log1p(-normalCdf(-x));
  return x > -0.67448975 ? Math.log(normalCdf(x)) : (-x * x) / 2 + Math.log(scaledTail(-x));
}

/** Density of the standard normal. */
export function normalPdf(x: number): number {
  return Math.exp((-x * x) / 2 - LOG_SQRT_2PI);
}

// Wichura 1988, algorithm AS 241 (PPND16), Applied Statistics 37:477. Coefficients from the highest power down.
const Q_CENTRE_TOP = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
  1971.5909503065513, 133.14166789178438, 3.3871328727963665,
];
const Q_CENTRE_BOTTOM = [
  5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
  687.1870074920579, 42.31333070160091, 1,
];
const Q_MIDDLE_TOP = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
];
const Q_MIDDLE_BOTTOM = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
];
const Q_FAR_TOP = [
  2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124,
  0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
];
const Q_FAR_BOTTOM = [
  2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133,
  0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
];

function horner(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}

/**
 * The standard normal quantile, relative error about 1e-15. For an upper tail use `-normalQuantile(tail)`: the
 * tail itself carries digits that 1 - tail has lost. -Infinity at 0, Infinity at 1.
 * @throws RangeError outside [0, 1]
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability lies between 0 and 1, not ${p}`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * horner(Q_CENTRE_TOP, r)) / horner(Q_CENTRE_BOTTOM, r);
  }
  const tail = Math.min(p, 1 - p);
  if (tail === 0) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const r = Math.sqrt(-Math.log(tail));
  const far = r > 5;
  const s = far ? r - 5 : r - 1.6;
  const x = horner(far ? Q_FAR_TOP : Q_MIDDLE_TOP, s) / horner(far ? Q_FAR_BOTTOM : Q_MIDDLE_BOTTOM, s);
  return q < 0 ? -x : x;
}
