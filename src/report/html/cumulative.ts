import { rounded } from './picture.ts';
import type { Scale } from './scale.ts';

/** Places across the plot at which a long curve is read: more than a telephone has room for. */
const MOST_STEPS = 240;

/**
 * The cumulative curve of a sample as points in per cent of the plot, `y` from the top: at each place, the share of
 * values at or below it. Small samples are drawn as the steps they are; of a million only what a screen can show.
 */
export function cumulativePoints(values: Float64Array, scale: Scale): [number, number][] {
  const steps = values.length <= MOST_STEPS ? everyValue(values, scale) : counted(values, scale);
  let last = 100;
  const points: [number, number][] = [[0, last]];
  for (const { x, count } of steps) {
    const y = rounded(100 - (100 * count) / values.length);
    if (y !== last) points.push([x, last], [x, y]);
    last = y;
  }
  points.push([100, last]);
  return points;
}

/** A place on the axis, and how many values lie at or below it. What lies beyond the axis is never counted. */
interface Step {
  readonly x: number;
  readonly count: number;
}

function everyValue(values: Float64Array, scale: Scale): Step[] {
  const inside = values.toSorted().filter((value) => value <= scale.hi);
  const steps = Array.from(inside, (value, i) => ({ x: scale.position(value), count: i + 1 }));
  // Of equal values the last one has counted them all.
  return steps.filter(({ x }, i) => x !== steps[i + 1]?.x);
}

/** Values counted between even places of the axis, which are as far apart as the eye can tell. */
function counted(values: Float64Array, scale: Scale): Step[] {
  const counts = new Uint32Array(MOST_STEPS);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (value > scale.hi) continue;
    const place = Math.max(0, Math.ceil((scale.position(value) / 100) * MOST_STEPS) - 1);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  let sum = 0;
  return Array.from(counts, (count, i) => {
    sum += count;
    return { x: rounded((100 * (i + 1)) / MOST_STEPS), count: sum };
  });
}
