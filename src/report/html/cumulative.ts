import { rounded } from './picture.ts';
import { atOrBelow, type Sample } from './sample.ts';
import type { Scale } from './scale.ts';

/** Places across the plot at which a long curve is read: more than the pixels of a telephone. */
const MOST_STEPS = 240;

/**
 * The cumulative curve of a sample as points in per cent of the plot, `y` from the top: at each place, the share of
 * values at or below it. Small samples are drawn as the steps they are; of a million only what a screen can show.
 */
export function cumulativePoints(sample: Sample, scale: Scale): [number, number][] {
  const { sorted } = sample;
  const height = (count: number): number => rounded(100 - (100 * count) / sorted.length);
  const points: [number, number][] = [[0, height(below(sorted, scale.lo))]];
  const places = sorted.length <= MOST_STEPS ? [...new Set(sorted)] : evenly(sample, scale);
  for (const place of places) {
    if (place < scale.lo || place > scale.hi) continue;
    const [x, y] = [scale.position(place), height(atOrBelow(sorted, place))];
    const before = points.at(-1)?.[1] ?? 100;
    if (y !== before) points.push([x, before], [x, y]);
  }
  points.push([100, points.at(-1)?.[1] ?? 0]);
  return points;
}

function below(sorted: Float64Array, x: number): number {
  let count = atOrBelow(sorted, x);
  while (count > 0 && sorted[count - 1] === x) count -= 1;
  return count;
}

/** Values at even distances on the axis, with the ends of the sample. */
function evenly({ lowest, highest }: Sample, scale: Scale): number[] {
  const inner = Array.from({ length: MOST_STEPS }, (_, i) => {
    const share = (i + 1) / (MOST_STEPS + 1);
    return scale.kind === 'log'
      ? scale.lo * (scale.hi / scale.lo) ** share
      : scale.lo * (1 - share) + scale.hi * share;
  });
  return [lowest, ...inner, highest].sort((a, b) => a - b);
}
