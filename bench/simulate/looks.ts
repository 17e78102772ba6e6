import { meanSequence } from '../../src/stats/confidence-sequence.ts';
import { canaryEvidence } from '../../src/stats/sequential.ts';
import { exponential, normal, type World } from './world.ts';

const ALPHA = 0.05;
const LOOKS = 100;

/** A canary that is looked at a hundred times: that it is ever stopped, though nothing is wrong, is an error. */
export function lookWorlds(): World[] {
  return [
    {
      method: 'e-process on counts',
      world: `canary no worse than the baseline, ${LOOKS} looks`,
      n: 10_000,
      what: 'error',
      declared: ALPHA,
      trial: (random) => {
        let [canaryEvents, baselineEvents] = [0, 0];
        for (let look = 0; look < LOOKS; look += 1) {
          for (let event = exponential(random); event < 2; event += exponential(random))
            if (random.uniform() < 0.5) canaryEvents += 1;
            else baselineEvents += 1;
          if (canaryEvidence({ canaryEvents, baselineEvents, canaryShare: 0.5 }, 1, ALPHA).stop) return true;
        }
        return false;
      },
    },
    {
      method: 'confidence sequence',
      world: `no difference of means, ${LOOKS} looks`,
      n: 10_000,
      what: 'error',
      declared: ALPHA,
      trial: (random) => {
        let sum = 0;
        for (let look = 1; look <= LOOKS; look += 1) {
          sum += 10 * normal(random); // a hundred observations at once
          const n = 100 * look;
          const { lo, hi } = meanSequence(
            { estimate: sum / n, se: 1 / Math.sqrt(n), n, plannedN: 5_000 },
            ALPHA,
          );
          if (lo > 0 || hi < 0) return true;
        }
        return false;
      },
    },
  ];
}
