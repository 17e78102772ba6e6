import { normalCdf, normalQuantile } from '../stats/normal.ts';
import { tangoFailProbability, tangoPassProbability } from '../stats/tango-power.ts';
import type { Check } from './check.ts';

/** What a criterion says of a candidate whose true loss is so large: probabilities, and the loss in the unit of the margin. */
export interface Notice {
  readonly loss: number;
  readonly passes: number;
  readonly stopped: number;
}

const STEPS = 80;
/** Beyond this the exact sum is no different from the normal law, and takes long. */
const MOST_EXACT = 20_000;

/**
 * Power of a margin criterion on such a suite: exact for paired passed and failed with as many flips as were seen, else by
 * the standard error that the interval shows. From no loss to where nothing passes; null where there is no interval.
 */
export function noticeOf(check: Check): readonly Notice[] | null {
  const { rule, margin, interval, alpha } = check;
  const [lo, hi] = interval ?? [null, null];
  if (rule !== 'margin' || margin === null || lo === null || hi === null || !(hi > lo)) return null;
  const z = -normalQuantile(alpha);
  const se = (hi - lo) / (2 * z);
  const most = Math.max(2 * margin, margin + 3.5 * se);
  const exact = exactly(check, margin);
  return Array.from({ length: STEPS + 1 }, (_, i): Notice => {
    const loss = (most * i) / STEPS;
    const found = exact?.(loss) ?? {
      passes: normalCdf((margin - loss) / se - z),
      stopped: normalCdf((loss - margin) / se - z),
    };
    return { loss, ...found };
  });
}

/** The smallest loss that is stopped with this probability; null where none of those looked at is. */
export function stoppedWith(notices: readonly Notice[], probability: number): number | null {
  return notices.find(({ stopped }) => stopped >= probability)?.loss ?? null;
}

type At = (loss: number) => Pick<Notice, 'passes' | 'stopped'>;

/** Pairs of which as many flip as were seen, and more where the loss needs more. */
function exactly({ n, method, alpha, args }: Check, margin: number): At | null {
  const [gained, lost] = [args['gained'], args['lost']];
  if (method !== 'tango' || typeof gained !== 'number' || typeof lost !== 'number' || n > MOST_EXACT)
    return null;
  const flips = Math.max(gained + lost, 1) / n;
  return (loss) => {
    const all = Math.min(1, Math.max(flips, loss));
    const model = { n, gain: Math.max(0, all - loss) / 2, loss: Math.min(1, (all + loss) / 2) };
    return {
      passes: tangoPassProbability(model, margin, alpha),
      stopped: tangoFailProbability(model, margin, alpha),
    };
  };
}
