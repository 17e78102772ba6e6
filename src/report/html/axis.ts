import { type Quantity, tickText } from './amount.ts';
import { element, type Html, NOTHING, text } from './markup.ts';
import { across, label, picture } from './picture.ts';
import type { Scale } from './scale.ts';

const HEIGHT = 22;
/** Characters that stand side by side under a plot on a telephone. */
const MOST_CHARACTERS = 34;

/** The numbers under a plot; every second one where all of them would touch. */
export function axis(scale: Scale, quantity: Quantity): Html {
  const says = `Axis from ${tickText(scale.lo, quantity, scale)} to ${tickText(scale.hi, quantity, scale)}${scale.kind === 'log' ? ', logarithmic' : ''}`;
  const numbers = scale.ticks.values.map((value) => tickText(value, quantity, scale));
  const every = numbers.join('').length > MOST_CHARACTERS ? 2 : 1;
  const ticks = scale.ticks.values.flatMap((value, i) => {
    const at = scale.position(value);
    return [
      element('line', { class: 'tick', x1: across(at), x2: across(at), y1: 0, y2: 5 }),
      i % every === 0 ? label('number', at, HEIGHT - 4, text(numbers[i] ?? '')) : NOTHING,
    ];
  });
  return picture('axis', HEIGHT, says, ...ticks);
}
