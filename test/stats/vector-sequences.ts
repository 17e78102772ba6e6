// Answers of src/stats for vectors on sequential evidence.
import * as sequence from '../../src/stats/confidence-sequence.ts';
import * as sequential from '../../src/stats/sequential.ts';
import { type Answer, type Inputs, pair } from './vector-inputs.ts';

/** Answers for names made of a prefix and a number. */
function parametrised(wanted: readonly string[], prefix: string, f: (parameter: number) => Answer): object {
  const names = wanted.filter((name) => name.startsWith(prefix));
  return Object.fromEntries(names.map((name) => [name, f(Number(name.slice(prefix.length)))]));
}
const tally = (inputs: Inputs) => ({
  k: inputs.number('k'),
  n: inputs.number('n'),
  a: inputs.number('a', 1),
  b: inputs.number('b', 1),
});

export function normalMixture(inputs: Inputs, sides: 1 | 2): Answer {
  const [s, v, alpha] = [inputs.number('s'), inputs.number('v'), inputs.number('alpha')];
  const tuning = inputs.number('alphaOpt', 0.05);
  const rho = sequence.mixtureRho(inputs.number('vOpt'), sides === 1 ? 2 * tuning : tuning);
  return sides === 1
    ? {
        rho,
        logE: sequence.logMixtureOneSided(s, v, rho),
        bound: sequence.mixtureBoundOneSided(v, rho, alpha),
      }
    : {
        rho,
        logE: sequence.logMixtureTwoSided(s, v, rho),
        bound: sequence.mixtureBoundTwoSided(v, rho, alpha),
      };
}

export function growthbook(inputs: Inputs): Answer {
  const arm = (key: string) => {
    const sums = inputs.inner(key);
    return { sum: sums.number('sum'), sumSquares: sums.number('sumSquares'), n: sums.number('n') };
  };
  const type = inputs.text('differenceType') === 'relative' ? 'relative' : 'absolute';
  const running = { ...sequence.armDifference(arm('a'), arm('b'), type), plannedN: inputs.number('tuning') };
  const alpha = inputs.number('alpha');
  return {
    estimate: running.estimate,
    se: running.se,
    ci: pair(sequence.meanSequence(running, alpha)),
    p: sequence.meanSequenceP(running, alpha),
    lower: sequence.meanSequenceLower(running, alpha),
  };
}

export function betaSequence(inputs: Inputs, wanted: readonly string[]): Answer {
  const evidence = tally(inputs);
  return {
    ci: pair(sequential.rateSequence(evidence, inputs.number('alpha'))),
    ...parametrised(wanted, 'logEAt', (theta) => sequential.logRateEvidence(evidence, theta)),
  };
}

export function excess(inputs: Inputs, wanted: readonly string[]): Answer {
  const logE = sequential.logExcessEvidence(tally(inputs), inputs.number('theta0'));
  return { logE, ...parametrised(wanted, 'rejectAt', (alpha) => logE >= -Math.log(alpha)) };
}

export function canary(inputs: Inputs): Answer {
  const events = {
    canaryEvents: inputs.number('canaryErrors'),
    baselineEvents: inputs.number('baselineErrors'),
    canaryShare: inputs.number('canaryShare'),
  };
  return sequential.canaryEvidence(events, inputs.number('toleratedRateRatio'), inputs.number('alpha', 0.05));
}
