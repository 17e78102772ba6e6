import type { Check, Unit } from '../gates/check.ts';

/** Numbers as a reader wants them: the same on every machine, whatever its language. */

const MINUS = '−';

/** Thousands with commas: 1,200. */
export function whole(value: number): string {
  return sign(
    value,
    Math.round(Math.abs(value))
      .toString()
      .replace(/\B(?=(\d{3})+(?!\d))/gu, ','),
  );
}

/** A fixed number of decimals, without a minus before zero. */
export function decimals(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return sign(Number(text) === 0 ? 0 : value, text.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/gu, ','));
}

function sign(value: number, text: string): string {
  return value < 0 ? `${MINUS}${text}` : text;
}

/** `+1.2` or `−1.2`; zero has no sign. */
export function signed(value: number, digits: number): string {
  const text = decimals(value, digits);
  return Number(Math.abs(value).toFixed(digits)) === 0 || value < 0 ? text : `+${text}`;
}

/** A share of one as a percentage. Small ones keep two decimals, so that "0.4 %" and "0.04 %" differ. */
export function percent(share: number): string {
  return `${decimals(share * 100, share !== 0 && Math.abs(share) < 0.02 ? 2 : 1)} %`;
}

/** Significant digits of a number without a unit. */
export function plain(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return whole(value);
  return decimals(value, size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/** A value in the unit of its metric. */
export function value(amount: number, unit: Unit): string {
  switch (unit) {
    case 'share':
      return percent(amount);
    case 'ms':
      return Math.abs(amount) >= 1000 ? `${decimals(amount / 1000, 2)} s` : `${whole(amount)} ms`;
    case 'usd':
      return `$${decimals(amount, Math.abs(amount) >= 1 ? 2 : 4)}`;
    case 'tokens':
      return `${plain(amount)} tokens`;
    case 'score':
      return plain(amount);
  }
}

/** A difference without its unit's name, so that an interval reads `−1.1 pt [−1.9, −0.3]`. */
function bare(amount: number, check: Pick<Check, 'unit' | 'scale'>): string {
  if (check.scale === 'relative' || check.unit === 'share') return signed(amount * 100, 1);
  if (check.unit === 'usd') return signed(amount, 4);
  return signed(amount, Math.abs(amount) >= 100 ? 0 : Math.abs(amount) >= 1 ? 2 : 3);
}

function suffix({ unit, scale }: Pick<Check, 'unit' | 'scale'>): string {
  if (scale === 'relative') return ' %';
  return unit === 'share' ? ' pt' : unit === 'ms' ? ' ms' : unit === 'usd' ? ' USD' : '';
}

/** `−1.1 pt [−1.9, −0.3]`; an unbounded end is shown as such. */
export function difference(check: Pick<Check, 'delta' | 'interval' | 'unit' | 'scale'>): string {
  if (check.delta === null) return '';
  const [lo, hi] = check.interval ?? [null, null];
  const ends = [lo === null ? `${MINUS}∞` : bare(lo, check), hi === null ? '∞' : bare(hi, check)];
  return `${bare(check.delta, check)}${suffix(check)} [${ends.join(', ')}]`;
}

/** A margin in the words of its unit: `2.0 points`, `10 %`, `0.05`. */
export function marginText(check: Pick<Check, 'margin' | 'unit' | 'scale'>): string {
  return check.margin === null ? '' : amountText(check.margin, check);
}

/** A size of difference in the words of its unit. */
export function amountText(amount: number, { unit, scale }: Pick<Check, 'unit' | 'scale'>): string {
  if (scale === 'relative') return `${decimals(amount * 100, 1)} %`;
  return unit === 'share' ? `${decimals(amount * 100, 1)} points` : value(amount, unit);
}

/** A difference for a sentence: its size in words, and the interval from worst to best as it was measured. */
export function differenceWords(check: Pick<Check, 'delta' | 'interval' | 'unit' | 'scale'>): {
  readonly size: string;
  readonly interval: string;
} {
  const [lo, hi] = check.interval ?? [null, null];
  const ends = [lo === null ? `${MINUS}∞` : bare(lo, check), hi === null ? '∞' : bare(hi, check)];
  return { size: amountText(Math.abs(check.delta ?? 0), check), interval: `${ends[0]} to ${ends[1]}` };
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${whole(count)} ${count === 1 ? one : many}`;
}

/** Planning figures are orders of size: two digits are honest, more are not. */
export function roundUp(amount: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 1);
  return Math.ceil(amount / step) * step;
}
