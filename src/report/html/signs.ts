import type { Verdict } from '../../gates/check.ts';
import { VERDICTS } from '../sentences.ts';
import { element, fragment, type Html, text } from './markup.ts';

/**
 * The signs of verdicts as shapes of our own: those of an emoji font have colours that fit no page, and one of them is
 * white. The word always stands beside it, so that a screen reader is spared the sign.
 */
const DISC = 'M8 .5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z';
const SHAPES: Readonly<Record<Verdict, string>> = {
  pass: `${DISC}M11.6 6.4 7 11.2 4.3 8.5l1.2-1.2L7 8.8l3.4-3.6z`,
  fail: `${DISC}M4 7h8v2H4z`,
  inconclusive: `${DISC}M7.1 9.5h1.8c0-1.4 2-1.6 2-3.5 0-1.6-1.2-2.6-2.9-2.6S5.1 4.5 5 6.2h1.8c.1-.8.5-1.2 1.2-1.2.6 0 1 .4 1 1 0 1.2-1.9 1.4-1.9 3.5zM7 10.6h2v2H7z`,
  unmeasured: 'M8 1 .5 14.5h15zM7.1 5.5h1.8v4.7H7.1zM7.1 11.2h1.8V13H7.1z',
  deferred: `${DISC}M7.2 3.5H8.9v4.2l2.8 1.6-.9 1.5-3.6-2.1z`,
  'not-required': 'M2.5 7h11v2h-11z',
};

const BY_SIGN: ReadonlyMap<string, Verdict> = new Map(
  (Object.keys(VERDICTS) as Verdict[]).map((verdict) => [VERDICTS[verdict].symbol, verdict]),
);

/** Words of ours that begin with the sign of a verdict or an outcome, with the sign as a shape. */
export function withSign(words: string): Html {
  const [first = '', ...rest] = words.split(' ');
  const verdict = BY_SIGN.get(first);
  return verdict === undefined ? text(unbroken(words)) : fragment(sign(verdict), text(rest.join(' ')));
}

/** Neither an interval nor a figure and its unit are broken between two lines. */
function unbroken(words: string): string {
  return words
    .replace(/\[[^\]]{1,60}\]/gu, (interval) => interval.replaceAll(' ', NO_BREAK))
    .replace(/(\d) (?=(?:pt|%|s|ms|points?|items?)\b|%)/gu, `$1${NO_BREAK}`);
}

const NO_BREAK = '\u00a0';

function sign(verdict: Verdict): Html {
  return element('span', { class: `sign ${verdict}`, 'aria-hidden': 'true' });
}

/** Red, amber and green on the sign only: the word beside it stays in the ink of the page. */
export const SIGN_STYLE = `
.sign{display:inline-block;width:1em;height:1em;margin-right:.4em;vertical-align:-.125em;background:currentColor;
  mask:var(--sign) center/contain no-repeat;-webkit-mask:var(--sign) center/contain no-repeat}
${(Object.keys(SHAPES) as Verdict[])
  .map((verdict) => `.sign.${verdict}{--sign:url("${dataUrl(SHAPES[verdict])}")}`)
  .join('\n')}
.sign.pass{color:var(--pass)}
.sign.fail{color:var(--fail)}
.sign.inconclusive,.sign.unmeasured{color:var(--open)}
.sign.deferred,.sign.not-required{color:var(--muted)}
`;

function dataUrl(shape: string): string {
  const drawing = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><path fill-rule='evenodd' d='${shape}'/></svg>`;
  return `data:image/svg+xml,${drawing.replace(/[<>:/#]/gu, encodeURIComponent)}`;
}
