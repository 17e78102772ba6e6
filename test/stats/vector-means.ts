// Answers of src/stats for vectors on means, ratios and quantiles.
import { isDefined } from '../../src/stats/inference.ts';
import { clusteredMeanSe, type MeanSe, meanSe } from '../../src/stats/mean.ts';
import { normalQuantile } from '../../src/stats/normal.ts';
import { hallInference, pairedT, zeroVarianceHalfWidth } from '../../src/stats/paired.ts';
import { passAtK, passHatK } from '../../src/stats/pass-k.ts';
import { pivotInference } from '../../src/stats/pivot.ts';
import * as quantile from '../../src/stats/quantile.ts';
import { fieller, pairedRatio, ratioOfMeansIndependent } from '../../src/stats/ratio.ts';
import { repeats } from '../../src/stats/repeats.ts';
import { differences, exactSum, moments } from '../../src/stats/sample.ts';
import { tQuantile, tSf } from '../../src/stats/student-t.ts';
import { type Answer, type Inputs, pair } from './vector-inputs.ts';

const pairedDifferences = (inputs: Inputs) =>
  differences(inputs.numbers('candidate'), inputs.numbers('baseline'));

/** t of a mean with its interval, or the bound that stands in for it where all values are equal. */
export function pairedTest(inputs: Inputs): Answer {
  const d = pairedDifferences(inputs);
  const alpha = inputs.eachSide();
  const test = pairedT(d, inputs.has('cluster') ? inputs.labels('cluster') : undefined);
  const { meanDiff, se, df } = test;
  if (se === null) return { ...test, ci: null, degenerate: true };
  if (test.constant) {
    const half = zeroVarianceHalfWidth(d.length, inputs.number('range', 1), alpha);
    return { ...test, ci: null, degenerate: true, fallbackCi: [meanDiff - half, meanDiff + half] };
  }
  const { interval } = pivotInference({ method: 't', n: d.length, estimate: meanDiff, se, df });
  return { ...test, ci: pair(interval(alpha)), degenerate: false };
}

export function nonInferiority(inputs: Inputs): Answer {
  const sign = inputs.flag('higherIsBetter', true) ? 1 : -1;
  const alpha = inputs.number('alpha', 0.05);
  const { meanDiff, se, df, constant } = pairedT(pairedDifferences(inputs).map((d) => sign * d));
  if (se === null || constant) return { t: null, p: null, lowerOneSided95: null, nonInferior: null };
  const lower = meanDiff + tQuantile(alpha, df) * se;
  const t = (meanDiff + inputs.number('margin')) / se;
  return { t, p: tSf(t, df), lowerOneSided95: lower, nonInferior: lower > -inputs.number('margin') };
}

export function skewAdjusted(inputs: Inputs): Answer {
  const d = inputs.numbers('d');
  const alpha = inputs.number('alphaEachSide');
  const { n, mean, variance, skewness } = moments(d);
  const se = Math.sqrt(variance / n);
  const hall = hallInference({ n, estimate: mean, se, skewness }).interval(alpha);
  const plain = pivotInference({ method: 't', n, estimate: mean, se, df: n - 1 }).interval(alpha);
  return { mean, skewness, lower: hall.lo, upper: hall.hi, plainTLower: plain.lo, plainTUpper: plain.hi };
}

export function clustered(inputs: Inputs): MeanSe {
  const result = clusteredMeanSe(inputs.numbers('x'), inputs.labels('cluster'));
  const plain = inputs.has('correction') && inputs.text('correction') !== 'C/(C-1)';
  if (!plain || result.se === null) return result;
  return { ...result, se: result.se * Math.sqrt(result.df / (result.df + 1)) };
}

/** pass^k, pass@k and standard errors from the trials of each task. */
export function passDataset(tasks: readonly (readonly number[])[], trials: number): Answer {
  const passes = tasks.map((runs) => exactSum(runs));
  const average = (f: typeof passAtK) =>
    Array.from({ length: trials }, (_, i) => {
      const each = tasks.map((runs, task) => f(runs.length, passes[task] ?? 0, i + 1));
      return each.every((value) => value !== null) ? exactSum(each) / each.length : null;
    });
  return {
    passHat: average(passHatK),
    passAt: average(passAtK),
    meanSe: repeats(tasks).se,
    naiveSeIgnoringClustering: meanSe(tasks.flat()).se,
  };
}

export function orderStatistic(inputs: Inputs): Answer {
  const ranks = quantile.quantileRanks(inputs.number('n'), inputs.number('q'), inputs.eachSide());
  return { lowerRank: ranks.lower, upperRank: ranks.upper, coverage: ranks.coverage };
}

export function mover(inputs: Inputs): Answer {
  const side = (i: number) => {
    const [lo = Number.NaN, hi = Number.NaN] = inputs.numbers(`ci${i}`);
    return { estimate: inputs.number(`est${i}`), interval: { lo, hi } };
  };
  const [first, second] = [side(1), side(2)];
  return { ratio: first.estimate / second.estimate, ci: pair(quantile.moverRatio(first, second)) };
}

export function ratioPaired(inputs: Inputs): Answer {
  const [x, y] = [inputs.numbers('num'), inputs.numbers('den')];
  const alpha = inputs.eachSide();
  const { ratio, se, df } = pairedRatio(x, y);
  const t = -tQuantile(alpha, df);
  const check = fieller(x, y, alpha);
  return {
    ratio,
    seDelta: se,
    ciLog: [ratio * Math.exp((-t * se) / ratio), ratio * Math.exp((t * se) / ratio)],
    ciSymmetric: [ratio - t * se, ratio + t * se],
    fieller: check && pair(check),
  };
}

export function ratioUnpaired(inputs: Inputs): Answer {
  const inference = ratioOfMeansIndependent(inputs.numbers('num'), inputs.numbers('den'));
  if (!isDefined(inference)) return { ratio: null, seLog: null, ciLog: null };
  const { lo, hi } = inference.interval(inputs.eachSide());
  const seLog = Math.log(hi / lo) / 2 / -normalQuantile(inputs.eachSide());
  return { ratio: inference.estimate, seLog, ciLog: [lo, hi] };
}
