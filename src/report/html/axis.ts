import { type Quantity, tickText } from './amount.ts';
import { element, type Html, text } from './markup.ts';
import { across, label, picture } from './picture.ts';
import type { Scale } from './scale.ts';

const HEIGHT = 22;

/** The numbers under a plot. */
export function axis(scale: Scale, quantity: Quantity): Html {
  const says = `Axis from ${tickText(scale.lo, quantity, scale)} to ${tickText(scale.hi, quantity, scale)}${scale.kind === 'log' ? ', logarithmic' : ''}`;
  const ticks = scale.ticks.values.flatMap((value) => {
    const at = scale.position(value);
    return [
      element('line', { class: 'tick', x1: across(at), x2: across(at), y1: 0, y2: 5 }),
      label('number', at, HEIGHT - 4, text(tickText(value, quantity, scale))),
    ];
  });
  return picture('axis', HEIGHT, says, ...ticks);
}
