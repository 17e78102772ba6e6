import type { Check } from '../../gates/check.ts';
import { CHECKS } from '../codes/checks.ts';
import { difference, marginText, plural, value } from '../figures.ts';
import { figure, type Phrase, say, words } from '../phrase.ts';
import { lowerFirst } from '../sentences.ts';
import { amountText, rangeText } from './amount.ts';
import { figureOf, forbidsLow, lineOf } from './forest.ts';
import { name } from './phrase.ts';

/** What a criterion holds its figures against. */
export function ruleWords(check: Check): Phrase {
  const limit = check.limit === null ? '' : amountText(check.limit, check.unit);
  switch (check.rule) {
    case 'margin':
      return say`against the baseline, margin ${figure(marginText(check))}`;
    case 'min':
      return words(`against its floor of ${limit}`);
    case 'max':
      return words(`against its ceiling of ${limit}`);
    case 'never':
      return words(`in zero-tolerance categories, ceiling ${limit}`);
    case 'confirm':
      return words(`items that are broken in their repeats too, ceiling ${limit}`);
  }
}

/** `−22.9 pt [−30.9, −15.3]`, `87.3 % [83.8 %, 90.1 %]`, or why there is none. */
export function figureText(check: Check): string {
  const amount = figureOf(check);
  if (amount === null) return lowerFirst(CHECKS[check.code].title).replace(/\.$/u, '');
  if (check.rule === 'margin') return difference(check);
  if (check.rule === 'never')
    return `${plural(Number(check.args['hits'] ?? 0), 'hit')}, at most ${amountText(check.interval?.[1] ?? 1, check.unit)}`;
  const range = check.interval === null ? '' : ` ${rangeText(check.interval, check.unit)}`;
  return `${amountText(amount, check.unit)}${range}`;
}

/** A row of the plot in words, for those who do not see where the interval lies. */
export function rowWords(check: Check): string {
  const subject = check.slice === null ? 'overall' : name(check.slice);
  return `${subject}: ${figureText(check)}; ${relation(check)}`;
}

function relation(check: Check): string {
  const line = lineOf(check);
  if (line === null) return 'no margin or limit';
  const what =
    check.rule === 'margin'
      ? `the margin of ${marginText(check)}`
      : `the limit of ${value(line, check.unit)}`;
  if (check.interval === null) return `no interval to hold against ${what}`;
  const [lo, hi] = check.interval;
  const low = forbidsLow(check);
  const [far, near] = low ? [hi, lo] : [lo, hi];
  if (far !== null && (low ? far < line : far > line)) return `the whole interval lies beyond ${what}`;
  // At a limit counts as kept; at a margin does not.
  const strict = check.rule === 'margin';
  const kept = near !== null && (near === line ? !strict : low ? near > line : near < line);
  return kept ? `the whole interval keeps ${what}` : `the interval reaches across ${what}`;
}

/** Which way is worse, for either end of the axis. */
export function directionWords(check: Check): { readonly left: string; readonly right: string } {
  const [bad, good] = check.rule === 'margin' ? ['worse', 'better'] : ['not allowed', 'allowed'];
  const low = forbidsLow(check);
  return { left: `← ${low ? bad : good}`, right: `${low ? good : bad} →` };
}
