import type { SeededRegression } from '../../gates/self-test/own.ts';
import type { SelfTest } from '../../gates/self-test/self-test.ts';
import { addTo } from '../../reader/append.ts';
import type { Engine } from '../documents/documents.ts';
import { percent, plural, whole } from '../figures.ts';
import { type Phrase, quote, say, words } from '../phrase.ts';
import { axis } from './axis.ts';
import { page } from './frame.ts';
import { element, fragment, type Html, NOTHING, text } from './markup.ts';
import { name } from './phrase.ts';
import { curve, rounded } from './picture.ts';
import { frame, legend, plotCard } from './plot-card.ts';
import { linearScale } from './scale.ts';
import { table } from './table.ts';

/** A loss that was put in, and how often it is seen. */
interface Seen {
  readonly size: number;
  /** The gate fails. */
  readonly stopped: number;
  /** The gate does not pass. */
  readonly noticed: number;
}

/** What the gates are worth, as curves. */
export function selfTestHtml(
  tests: readonly { readonly bundle: string; readonly test: SelfTest }[],
  engine: Engine,
): string {
  const [only] = tests;
  const title =
    tests.length === 1 && only !== undefined
      ? `${name(only.bundle)}: the gate tests itself`
      : 'The gates test themselves';
  const content = fragment(
    element('header', { class: 'many' }, element('h1', {}, text(title))),
    ...tests.map(({ bundle, test }) => article(bundle, test)),
  );
  return page({ title, brand: 'Airlock: what the gates are worth', content, engine });
}

function article(bundle: string, { defaults, own, weakenings }: SelfTest): Html {
  return element(
    'article',
    { class: 'bundle', 'aria-label': name(bundle) },
    own === null ? NOTHING : ownSection(own),
    section(
      'The shipped defaults',
      'Identical bundles, and such as got worse in passed items, by the size of the suite.',
      [identical(defaults)],
      defaults.map(({ items, drops }) =>
        card(
          words(plural(items, 'item')),
          drops.map(({ drop, ...seen }) => ({ size: drop, ...seen })),
        ),
      ),
    ),
    section(
      'Weaker policies',
      `${weakenings.noticed} of ${weakenings.tried} ways to weaken the policy are seen as such.`,
      weakenings.missed.length === 0
        ? []
        : [
            element(
              'ul',
              {},
              ...weakenings.missed.map((key) => element('li', {}, text(`Not seen: ${name(key)}`))),
            ),
          ],
      [],
    ),
  );
}

function ownSection({ items, source, identical: same, regressions }: NonNullable<SelfTest['own']>): Html {
  const second =
    source === 'repeats'
      ? 'another of your repeats'
      : 'made of the first: what changes by chance is what expected-flips says';
  const said = `${plural(items, 'item')} of your own, run against themselves; the second run is ${second}. Of identical runs ${percent(same.go)} go, ${percent(same.undecided)} are undecided and ${percent(same.noGo)} are no-go; two of them differ ${percent(same.flipRate)} of the time.`;
  const groups = new Map<string, SeededRegression[]>();
  for (const one of regressions) {
    const key = JSON.stringify([one.gate, one.evidence, one.metric, one.slice]);
    addTo(groups, key, one);
  }
  return section(
    'Your own results',
    said,
    [],
    [...groups.values()].map((group) => card(titleOf(group), group)),
  );
}

function titleOf([first]: readonly SeededRegression[]): Phrase {
  if (first === undefined) return words('');
  const where = first.slice === null ? words('') : say` in ${quote(first.slice)}`;
  return say`${quote(first.metric)}${where}, ${words(plural(first.items, 'item'))}`;
}

function section(title: string, said: string, above: readonly Html[], cards: readonly Html[]): Html {
  return element(
    'section',
    {},
    element('h2', {}, text(title)),
    element('p', { class: 'lede' }, text(said, LONGEST)),
    ...above,
    cards.length === 0 ? NOTHING : element('div', { class: 'cards' }, ...cards),
  );
}

const LONGEST = 600;

function identical(defaults: SelfTest['defaults']): Html {
  return table({
    kind: 'figures',
    caption: text('Identical bundles under the shipped defaults'),
    header: ['items', 'go', 'undecided', 'no-go', 'margin'].map((word) => text(word)),
    rows: defaults.map(({ items, go, undecided, noGo, margin }) =>
      [
        whole(items),
        percent(go),
        percent(undecided),
        percent(noGo),
        margin === null ? 'none' : percent(margin),
      ].map((cell) => text(cell)),
    ),
  });
}

const SHARES = [
  { at: 20, label: '80 %' },
  { at: 50, label: '50 %' },
];

/** How often losses of several sizes are stopped, and how often they keep the gate from passing. */
function card(title: Phrase, seen: readonly Seen[]): Html {
  const sorted = [...seen].sort((a, b) => a.size - b.size);
  const scale = linearScale(0, sorted.at(-1)?.size ?? 1);
  const points = (of: (one: Seen) => number): [number, number][] =>
    sorted.map((one) => [scale.position(one.size), rounded(100 - 100 * of(one))]);
  const figures = sorted.map(
    ({ size, stopped, noticed }) =>
      `${percent(size)}: stopped ${percent(stopped)}, kept from passing ${percent(noticed)}`,
  );
  return plotCard(
    'h3',
    title,
    words('how often a loss of that size is seen'),
    LEGEND,
    frame(
      `Losses and how often they are seen: ${figures.join('; ')}`,
      SHARES,
      curve(
        'passes',
        points(({ noticed }) => noticed),
      ),
      curve(
        'stops',
        points(({ stopped }) => stopped),
      ),
    ),
    element('div', { class: 'under' }, axis(scale, { of: 'value', unit: 'share' })),
    table({
      kind: 'figures',
      caption: text('The same in figures'),
      header: [text('loss'), text('is stopped'), text('does not pass')],
      rows: sorted.map(({ size, stopped, noticed }) => [
        text(percent(size)),
        text(percent(stopped)),
        text(percent(noticed)),
      ]),
    }),
  );
}

const LEGEND = legend(['key-passes', words('does not pass')], ['key-stops', words('is stopped')]);
