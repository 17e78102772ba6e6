import { plural, whole } from '../figures.ts';
import { OUTCOMES } from '../sentences.ts';
import type { BundlePart } from './bundle-part.ts';
import { tierWords } from './hero.ts';
import { element, fragment, type Html, text } from './markup.ts';
import { phraseHtml } from './phrase.ts';
import { withSign } from './signs.ts';
import { table } from './table.ts';

const WORST_FIRST = ['no-go', 'undecided', 'go'] as const;
const RISKS = ['high', 'unknown', 'medium', 'low'] as const;
const EFFECTS = ['fail', 'warn', 'pass'] as const;

/** The worst outcome first, then what it leads to, then the tier; equal ones in the order they came in. */
export function worstFirst(parts: readonly BundlePart[]): BundlePart[] {
  const ranks = ({ view, result }: BundlePart): number[] => [
    WORST_FIRST.indexOf(view.outcome),
    EFFECTS.indexOf(view.consequence),
    RISKS.indexOf(result.risk.tier),
  ];
  return parts.toSorted((a, b) => {
    const other = ranks(b);
    return ranks(a).reduce((order, rank, i) => order || rank - (other[i] ?? 0), 0);
  });
}

/** `3 bundles: 1 no-go, 2 go`. */
export function outcomeCount(parts: readonly BundlePart[]): string {
  const counts = WORST_FIRST.flatMap((outcome) => {
    const count = parts.filter(({ view }) => view.outcome === outcome).length;
    return count === 0 ? [] : [`${whole(count)} ${OUTCOMES[outcome].word.toLowerCase()}`];
  });
  return `${plural(parts.length, 'bundle')}: ${counts.join(', ')}`;
}

/** What the page holds, with the reason for each outcome. */
export function bundleIndex(parts: readonly BundlePart[]): Html {
  const rows = parts.map(({ id, result, view }) => [
    element('a', { href: `#${id}` }, text(`${result.head.bundle.name} ${result.version}`, 160)),
    element(
      'span',
      { class: `outcome ${view.outcome}` },
      withSign(`${view.symbol} ${OUTCOMES[view.outcome].word}`),
    ),
    text(tierWords(result)),
    fragment(...view.lead.map(phraseHtml)),
  ]);
  return element(
    'nav',
    { 'aria-label': 'Bundles' },
    table({
      kind: 'stacked index',
      caption: text('Bundles, the worst outcome first'),
      header: ['bundle', 'outcome', 'tier', 'because'].map((title) => text(title)),
      rows,
    }),
  );
}
