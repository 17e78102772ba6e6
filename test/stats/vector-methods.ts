import { betaQuantile, regularizedIncompleteBeta } from '../../src/stats/beta.ts';
import { binomialCdf } from '../../src/stats/binomial.ts';
import { chi2Sf } from '../../src/stats/chi2.ts';
import * as drift from '../../src/stats/drift.ts';
import { groupSequential } from '../../src/stats/group-sequential.ts';
import { mcnemar } from '../../src/stats/mcnemar.ts';
import { meanSe } from '../../src/stats/mean.ts';
import { bh, holm } from '../../src/stats/multiplicity.ts';
import { newcombeInterval } from '../../src/stats/newcombe.ts';
import { normalCdf, normalQuantile } from '../../src/stats/normal.ts';
import { zeroVarianceHalfWidth } from '../../src/stats/paired.ts';
import { passAtK, passHatK } from '../../src/stats/pass-k.ts';
import * as power from '../../src/stats/power.ts';
import { clopperPearson, wilson } from '../../src/stats/proportion.ts';
import * as quantile from '../../src/stats/quantile.ts';
import { repeats } from '../../src/stats/repeats.ts';
import { ascending } from '../../src/stats/sample.ts';
import { tCdf, tQuantile } from '../../src/stats/student-t.ts';
import { zeroFailureN } from '../../src/stats/zero-tolerance.ts';
import { binnedDrift, bootstrap, boundary, ks, looks, rankTest } from './vector-distributions.ts';
import { type Answer, type Inputs, pair } from './vector-inputs.ts';
import {
  clustered,
  mover,
  nonInferiority,
  orderStatistic,
  pairedTest,
  passDataset,
  ratioPaired,
  ratioUnpaired,
  skewAdjusted,
} from './vector-means.ts';
import { betaSequence, canary, excess, growthbook, normalMixture } from './vector-sequences.ts';
import {
  count,
  pairedBinaryGate,
  pairedShares,
  pairedSharesNonInferiority,
  upperOneSided,
  zeroToleranceGate,
} from './vector-shares.ts';

/** `wanted` are the names that the vector expects, some of which carry a parameter (`logEAt0.05`). */
export type Method = (inputs: Inputs, wanted: readonly string[]) => Answer;

const plan = (inputs: Inputs): power.Plan => ({
  alpha: inputs.number('alpha', 0.05),
  power: inputs.number('power', 0.8),
  sides: inputs.number('sides', 2) === 1 ? 1 : 2,
});

const sized = (n: number) => ({ nExact: n, n: Math.ceil(n - 1e-9) });

/** Method names of the vector files, each with the function of `src/stats` that answers for it. */
export const METHODS: Readonly<Record<string, Method>> = {
  'normal.cdf': (i) => normalCdf(i.number('x')),
  'normal.quantile': (i) => normalQuantile(i.number('p')),
  'studentT.cdf': (i) => tCdf(i.number('x'), i.number('df')),
  'studentT.quantile': (i) => tQuantile(i.number('p'), i.number('df')),
  'beta.regularizedIncomplete': (i) => regularizedIncompleteBeta(i.number('a'), i.number('b'), i.number('x')),
  'beta.quantile': (i) => betaQuantile(i.number('p'), i.number('a'), i.number('b')),
  'binomial.cdf': (i) => binomialCdf(i.number('k'), i.number('n'), i.number('p')),
  'chi2.sf': (i) => chi2Sf(i.number('x'), i.number('df')),
  'mean.se': (i) => meanSe(i.numbers('x')),
  'mean.clusteredSe': clustered,
  'paired.t': pairedTest,
  'paired.nonInferiority': nonInferiority,
  'paired.skewAdjustedBounds': skewAdjusted,
  'paired.zeroVarianceBound': (i) => ({
    halfWidth: zeroVarianceHalfWidth(i.number('n'), i.number('range'), i.number('alphaTwoSided') / 2),
  }),
  mcnemar: (i) => {
    const { exact, midP, asymptotic, corrected } = mcnemar({ b: i.number('b'), c: i.number('c') });
    return { exact, midp: midP, asymptotic, cc: corrected };
  },
  'pairedProportion.ci': pairedShares,
  'pairedProportion.nonInferiority': pairedSharesNonInferiority,
  'proportion.ci': (i) => ({
    wilson: pair(wilson(count(i), i.eachSide())),
    clopperPearson: pair(clopperPearson(count(i), i.eachSide())),
  }),
  'proportionDifference.newcombe': (i) => {
    const arms = { k1: i.number('k1'), n1: i.number('n1'), k2: i.number('k2'), n2: i.number('n2') };
    return pair(newcombeInterval(arms, i.eachSide()));
  },
  'proportion.upperOneSided': upperOneSided,
  'zeroFailure.requiredN': (i) => zeroFailureN(i.number('maxRate'), 1 - i.number('conf', 0.95)),
  multiplicity: (i) => ({ holm: holm(i.numbers('p')), bh: bh(i.numbers('p')) }),
  'power.pairedContinuous': (i) => {
    const sd = i.has('sd') ? i.number('sd') : Math.sqrt(i.number('varDiff'));
    return sized(power.pairsForMean({ sd, delta: i.number('delta') }, plan(i)));
  },
  'power.pairedContinuous.t': (i) => ({
    n: power.pairsForMeanT({ sd: i.number('sd'), delta: i.number('delta') }, plan(i)),
  }),
  'power.nonInferiority': (i) => {
    const effect = { sd: i.number('sd'), margin: i.number('margin'), trueDiff: i.number('trueDiff', 0) };
    return sized(power.pairsForNonInferiority(effect, plan(i)));
  },
  'power.mcnemar': (i) =>
    sized(power.pairsForMcnemar({ discordant: i.number('discordant'), delta: i.number('delta') }, plan(i))),
  'power.mde': (i) => power.detectableEffect(i.number('se'), plan(i)),
  passK: (i) => {
    const [n, c, k] = [i.number('n'), i.number('c'), i.number('k')];
    return { passAtK: passAtK(n, c, k), passHatK: passHatK(n, c, k) };
  },
  'passK.dataset': (i) => passDataset(i.table('runs'), i.number('trials')),
  'repeats.decomposition': (i) => repeats(i.table('runs')),
  'quantile.type7': (i) => quantile.quantileType7(ascending(i.numbers('x')), i.number('q')),
  'quantile.type6': (i) => quantile.quantileType6(ascending(i.numbers('x')), i.number('q')),
  'quantile.orderStatisticCi': orderStatistic,
  'quantile.test': (i) => ({
    pTwoSided: quantile.quantileTest(ascending(i.numbers('x')), i.number('q'), i.number('value')),
  }),
  'quantile.minN': (i) => ({
    oneSidedUpper: quantile.quantileMinimumN(i.number('q'), 1 - i.number('conf', 0.95)).upper,
    twoSided: quantile.quantileMinimumN(i.number('q'), i.eachSide()).both,
  }),
  'quantile.moverRatio': mover,
  'ratioOfMeans.paired': ratioPaired,
  'ratioOfMeans.independent': ratioUnpaired,
  mannWhitney: rankTest,
  ks2: ks,
  'drift.binned': binnedDrift,
  jsDistance: (i) => {
    const base = i.has('base') && i.text('base') !== 'e' ? i.number('base') : Math.E;
    return drift.jsDistance(i.numbers('p'), i.numbers('q'), base);
  },
  wasserstein1d: (i) => drift.wasserstein(i.numbers('u'), i.numbers('v')),
  'drift.wassersteinNormed': (i) => {
    const [reference, current] = [i.numbers('reference'), i.numbers('current')];
    return { w: drift.wasserstein(reference, current), normed: drift.wassersteinNormed(reference, current) };
  },
  'drift.chisquareGof': (i) => ({
    p: drift.chi2DriftP(i.numbers('expectedCounts'), i.numbers('actualCounts')),
  }),
  'confseq.normalMixtureTwoSided': (i) => normalMixture(i, 2),
  'confseq.normalMixtureOneSided': (i) => normalMixture(i, 1),
  'confseq.growthbookTwoSided': growthbook,
  'confseq.growthbookOneSided': growthbook,
  'confseq.betaBinomial': betaSequence,
  'confseq.betaBinomialOneSided': excess,
  'canary.errorCountRatio': canary,
  groupSequential: boundary,
  'groupSequential.constant': (i) => ({
    obf: groupSequential({ type: 'obrienFleming', ...looks(i) }).at(-1),
    pocock: groupSequential({ type: 'pocock', ...looks(i) }).at(-1),
  }),
  'bootstrap.bca': bootstrap,
  'gate.pairedBinary': pairedBinaryGate,
  'gate.zeroTolerance': zeroToleranceGate,
};
