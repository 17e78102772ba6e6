// Answers of src/stats for vectors on shares.
import { againstMargin, isDefined, tango } from '../../src/stats/inference.ts';
import { newcombePairedInterval } from '../../src/stats/newcombe.ts';
import { normalCdf } from '../../src/stats/normal.ts';
import { clopperPearson } from '../../src/stats/proportion.ts';
import { tangoInterval, tangoZ } from '../../src/stats/tango.ts';
import { zeroTolerance } from '../../src/stats/zero-tolerance.ts';
import { type Answer, type Inputs, pair } from './vector-inputs.ts';

const counts = (inputs: Inputs) => ({ b: inputs.number('b'), c: inputs.number('c'), n: inputs.number('n') });
export const count = (inputs: Inputs) => ({ k: inputs.number('k'), n: inputs.number('n') });

export function pairedShares(inputs: Inputs): Answer {
  const [a, d] = [inputs.number('a'), inputs.number('d')];
  const [b, c] = [inputs.number('b'), inputs.number('c')];
  const n = a + b + c + d;
  if (n === 0) return { diff: null, tango: null, newcombe10: null };
  const alpha = inputs.eachSide();
  return {
    diff: (b - c) / n,
    tango: pair(tangoInterval({ b, c, n }, alpha)),
    newcombe10: pair(newcombePairedInterval({ a, b, c, d }, alpha)),
  };
}

export function pairedSharesNonInferiority(inputs: Inputs): Answer {
  const table = counts(inputs);
  const z = tangoZ(table, -inputs.number('margin'));
  const interval = tangoInterval(table, 0.05);
  return { z, p: normalCdf(-z), ci90: pair(interval), lower95OneSided: interval.lo };
}

export function pairedBinaryGate(inputs: Inputs): Answer {
  const inference = tango(counts(inputs));
  if (!isDefined(inference)) return { decision: 'INCONCLUSIVE', improved: false };
  const interval = inference.interval(inputs.number('alpha', 0.05));
  return {
    diff: inference.estimate,
    lower: interval.lo,
    upper: interval.hi,
    decision: againstMargin(interval, inputs.number('margin')).toUpperCase(),
    improved: interval.lo > 0,
  };
}

export function zeroToleranceGate(inputs: Inputs): Answer {
  const facts = {
    violations: inputs.number('violations'),
    n: inputs.number('n'),
    maxRate: inputs.number('maxRate'),
  };
  const { upper, requiredN, verdict } = zeroTolerance(facts, 1 - inputs.number('conf', 0.95));
  return { upper, requiredN, decision: verdict.toUpperCase() };
}

export function upperOneSided(inputs: Inputs): Answer {
  const { k, n } = count(inputs);
  const alpha = 1 - inputs.number('conf', 0.95);
  const closedForm = k === 0 ? -Math.expm1(Math.log(alpha) / n) : null;
  return { upper: clopperPearson({ k, n }, alpha).hi, closedForm, ruleOfThree: k === 0 ? 3 / n : null };
}
