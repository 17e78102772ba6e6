import type { PastResult } from '../../check/past.ts';
import type { CheckResult } from '../../check.ts';
import { type ReportView, reportView } from '../view.ts';
import { foldTable } from './fold.ts';
import { gateTable } from './gate-table.ts';
import type { Headings } from './headings.ts';
import { hero, title } from './hero.ts';
import { element, type Html, NOTHING, text } from './markup.ts';
import { name, phraseHtml } from './phrase.ts';
import { plots } from './plots.ts';
import { scrolling } from './table.ts';

/** One bundle as a part of the page. */
export interface BundlePart {
  readonly id: string;
  readonly result: CheckResult;
  readonly view: ReportView;
  /** What a ledger keeps of its earlier releases; empty where there is none. */
  readonly past: readonly PastResult[];
}

export function bundlePart(result: CheckResult, index: number, past: readonly PastResult[] = []): BundlePart {
  return { id: `bundle-${index + 1}`, result, view: reportView(result), past };
}

/** Rows of a table at most: a page is read by people, and all of it is in the machine-readable report. */
const ROWS = [600, 100, 20] as const;

/**
 * Everything about a bundle: outcome, gates, facts, plots, tables, and how to get the same answer. Where that is longer
 * than `room` characters the tables are cut, and at last plots and tables are left out.
 */
export function bundleArticle(part: BundlePart, headings: Headings, room: number): Html {
  const { id, result, view, past } = part;
  const above = gatesAndFacts(view, headings);
  const drawn = plots(result, headings, `${id}-slices`, past);
  const below = reproduce(part, headings);
  for (const rows of ROWS) {
    const whole = article(part, headings, above, ...drawn, tables(part, headings, rows), below);
    if (whole.length <= room) return whole;
  }
  const left = element(
    'p',
    { class: 'aside' },
    text('Plots and tables of this bundle are left out for length.'),
  );
  return article(part, headings, above, left, below);
}

function article({ id, result, view }: BundlePart, headings: Headings, ...content: readonly Html[]): Html {
  return element(
    'article',
    { id, class: `bundle ${view.outcome}`, 'aria-labelledby': `${id}-title` },
    hero(result, view, element(headings.bundle, { id: `${id}-title` }, title(result, view))),
    ...content,
  );
}

function gatesAndFacts(view: ReportView, headings: Headings): Html {
  const facts = view.facts.flatMap(({ label, phrase }) => [
    element('dt', {}, text(label)),
    element('dd', {}, phraseHtml(phrase)),
  ]);
  return element(
    'section',
    {},
    element(headings.section, {}, text('Gates')),
    gateTable(view),
    facts.length === 0 ? NOTHING : element('dl', { class: 'facts' }, ...facts),
  );
}

function tables({ id, view, result }: BundlePart, headings: Headings, most: number): Html {
  if (view.folds.length === 0) return NOTHING;
  const of = name(result.head.bundle.name);
  return element(
    'section',
    {},
    element(headings.section, {}, text('All figures')),
    ...view.folds.map((fold) =>
      foldTable(fold, { id: `${id}-${fold.title.toLowerCase().replaceAll(' ', '-')}`, of, most }),
    ),
  );
}

function reproduce({ view, result }: BundlePart, headings: Headings): Html {
  return element(
    'section',
    {},
    element(headings.section, {}, text('The same answer on your machine')),
    scrolling(
      `Command for ${name(result.head.bundle.name)}`,
      element('pre', {}, element('code', {}, text(view.reproduce, LONGEST_COMMAND))),
    ),
  );
}

/** A command that is cut is of no use; one that is longer than this was made to be. */
const LONGEST_COMMAND = 4000;
