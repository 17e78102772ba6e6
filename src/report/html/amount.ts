import type { Unit } from '../../gates/check.ts';
import { decimals, signed, value } from '../figures.ts';
import type { Scale } from './scale.ts';

/** What the numbers of an axis are: values of a metric, or differences from a baseline. */
export type Quantity =
  | { readonly of: 'value'; readonly unit: Unit }
  | { readonly of: 'difference'; readonly unit: Unit; readonly scale: 'absolute' | 'relative' };

/** The number at a tick, with as many decimals as the distance between ticks needs. */
export function tickText(amount: number, quantity: Quantity, { ticks, hi, lo }: Scale): string {
  const largest = Math.max(Math.abs(hi), Math.abs(lo));
  const show = quantity.of === 'difference' ? signed : decimals;
  if (quantity.of === 'difference' && quantity.scale === 'relative')
    return `${sized(amount * 100, ticks.step * 100, show)} %`;
  switch (quantity.unit) {
    case 'share':
      return `${sized(amount * 100, ticks.step * 100, show)}${quantity.of === 'difference' ? ' pt' : ' %'}`;
    case 'ms':
      return largest >= 1000
        ? `${sized(amount / 1000, ticks.step / 1000, show)} s`
        : `${sized(amount, ticks.step, show)} ms`;
    case 'usd':
      return `$${sized(amount, ticks.step, decimals)}`;
    case 'tokens':
    case 'score':
      return sized(amount, ticks.step, show);
  }
}

const HUGE = 1e7;
const TINY = 1e-6;

/** Beyond what fits under a tick, powers of ten. */
function sized(amount: number, step: number, show: (value: number, digits: number) => string): string {
  if (Math.abs(amount) >= HUGE || (step < TINY && amount !== 0)) return exponent(amount);
  return show(amount, Math.max(0, Math.ceil(-Math.log10(Math.max(step, TINY)) - 1e-9)));
}

function exponent(amount: number): string {
  return amount
    .toExponential(Math.abs(amount) >= HUGE ? 1 : 0)
    .replaceAll('-', '−')
    .replace('e+', 'e');
}

/** A value beside a plot; one that no line could hold becomes a power of ten. */
export function amountText(amount: number, unit: Unit): string {
  // What one call costs is a fraction of a cent: four decimals would show the same figure for both arms.
  if (unit === 'usd' && amount !== 0 && Math.abs(amount) < 0.01)
    return `$${decimals(amount, smallDigits(amount))}`;
  const tooLong = Math.abs(amount) >= 1e12 && unit !== 'share';
  return tooLong ? exponent(amount) : value(amount, unit);
}

/** Decimals that leave three digits of a small amount, as far as that can be read. */
function smallDigits(amount: number): number {
  return Math.min(8, 2 - Math.floor(Math.log10(Math.abs(amount))));
}

/** `[83.8 %, 90.1 %]`; an unbounded end is shown as such. */
export function rangeText([lo, hi]: readonly [number | null, number | null], unit: Unit): string {
  return `[${lo === null ? '−∞' : amountText(lo, unit)}, ${hi === null ? '∞' : amountText(hi, unit)}]`;
}
