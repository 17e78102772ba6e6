// Answers of src/stats for vectors that compare distributions, and for bootstraps and boundaries.
import { bca, plugInVariance } from '../../src/stats/bca.ts';
import * as drift from '../../src/stats/drift.ts';
import { type BoundaryType, groupSequential } from '../../src/stats/group-sequential.ts';
import { kolmogorovSmirnov } from '../../src/stats/ks.ts';
import { hodgesLehmann, kayentaClass, mannWhitney } from '../../src/stats/mann-whitney.ts';
import * as quantile from '../../src/stats/quantile.ts';
import { ascending, exactSum } from '../../src/stats/sample.ts';
import { type Answer, type Inputs, pair } from './vector-inputs.ts';

export function rankTest(inputs: Inputs): Answer {
  const [x, y] = [inputs.numbers('x'), inputs.numbers('y')];
  const test = mannWhitney(x, y);
  const shift = hodgesLehmann(x, y, inputs.eachSide());
  return {
    U: test?.u,
    zCc: test?.z,
    pCc: test?.p,
    cles: test?.cles,
    degenerate: test?.degenerate,
    hodgesLehmann: shift?.estimate,
    hodgesLehmannCi: shift && pair(shift.interval),
    kayentaClassification: kayentaClass(x, y, inputs.eachSide(), inputs.number('tolerance', 0.25)),
  };
}

export function ks(inputs: Inputs): Answer {
  const test = kolmogorovSmirnov(inputs.numbers('x'), inputs.numbers('y'));
  return {
    D: test?.d,
    pExact: test?.pExact,
    pScipyAsymp: test?.pEffective,
    pKolmogorovLimit: test?.pLimit,
    pStephens: test?.pStephens,
  };
}

export function binnedDrift(inputs: Inputs): Answer {
  const [expected, actual] = [inputs.numbers('expectedCounts'), inputs.numbers('actualCounts')];
  return {
    psi: drift.psi(expected, actual, inputs.number('epsilon', drift.EMPTY_BIN)),
    jsDistanceNat: drift.jsDistance(expected, actual),
    jsDistanceBase2: drift.jsDistance(expected, actual, 2),
    tvd: drift.totalVariation(expected, actual),
  };
}

const BOUNDARIES: readonly BoundaryType[] = ['obrienFleming', 'pocock', 'lanDeMetsOBF', 'lanDeMetsPocock'];

export function boundary(inputs: Inputs): Answer {
  const type = BOUNDARIES.find((name) => name === inputs.text('type'));
  if (!type) throw new TypeError(`input type is none of ${BOUNDARIES.join(', ')}`);
  return groupSequential({ type, ...looks(inputs) });
}

export const looks = (inputs: Inputs) => ({
  looks: inputs.number('looks'),
  alpha: inputs.number('alpha'),
  sides: inputs.number('sides', 2) === 1 ? (1 as const) : (2 as const),
});

const STATISTICS: Readonly<Record<string, (sample: Float64Array) => number>> = {
  'plug-in variance (divide by n)': plugInVariance,
  mean: (sample) => exactSum(sample) / sample.length,
  median: (sample) => quantile.quantileType7(ascending(sample), 0.5),
};

export function bootstrap(inputs: Inputs): Answer {
  const statistic = STATISTICS[inputs.text('statistic')];
  if (!statistic) throw new TypeError(`input statistic is none of ${Object.keys(STATISTICS).join(', ')}`);
  const options = { seed: 'vectors', replicates: 100_000, alpha: inputs.eachSide() };
  const { estimate, acceleration, interval, percentile } = bca(inputs.numbers('x'), statistic, options);
  return { estimate, acceleration, ciApprox: interval && pair(interval), percentileApprox: pair(percentile) };
}
