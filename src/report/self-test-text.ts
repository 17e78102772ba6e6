import type { DefaultsRow } from '../gates/self-test/defaults.ts';
import type { OwnResults, SeededRegression } from '../gates/self-test/own.ts';
import type { SelfTest } from '../gates/self-test/self-test.ts';
import { decimals, percent, plural, whole } from './figures.ts';
import { type Phrase, quote, words } from './phrase.ts';
import { columns, type Palette } from './terminal.ts';
import { visible } from './visible.ts';

/** What the gates are worth, for the terminal. */
export function selfTestText(bundle: string, test: SelfTest, palette: Palette): string {
  return [
    palette.bold(`${visible(bundle)}: the gate tests itself`),
    ...own(test.own, palette),
    palette.bold('  the shipped defaults, on identical bundles and on such as got worse'),
    ...indent(columns([HEAD, ...test.defaults.map(defaultsRow)], palette)),
    '  In brackets: a drop in passed items of that size is stopped, or at least keeps the gate from passing.',
    palette.bold('  weaker policies'),
    `    ${test.weakenings.noticed} of ${test.weakenings.tried} ways to weaken the policy are seen as such.`,
    ...test.weakenings.missed.map((key) => palette.yellow(`    not seen: ${visible(key)}`)),
    '',
  ].join('\n');
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `    ${line}`);
}

const SHOWN_DROPS = [0.05, 0.1, 0.2];
const HEAD: Phrase[] = [
  'items',
  'go',
  'undecided',
  'no-go',
  'margin',
  ...SHOWN_DROPS.map((drop) => `[${points(drop)}]`),
].map(words);

function defaultsRow({ items, go, undecided, noGo, margin, drops }: DefaultsRow): Phrase[] {
  const shown = SHOWN_DROPS.map((size) => drops.find(({ drop }) => drop === size)).map((drop) =>
    drop === undefined ? '' : `[${share(drop.stopped)} / ${share(drop.noticed)}]`,
  );
  const cells = [
    whole(items),
    share(go),
    share(undecided),
    share(noGo),
    margin === null ? 'none' : points(margin),
    ...shown,
  ];
  return cells.map(words);
}

function own(results: OwnResults | null, palette: Palette): string[] {
  if (results === null)
    return [
      '  No results are at hand: name some with --evidence NAME=FILE to see what the policy makes of them.',
    ];
  const { items, source, identical, regressions } = results;
  return [
    palette.bold('  these gates on your own results, run against themselves'),
    `    ${plural(items, 'item')}; the second run ${source === 'repeats' ? 'is another of your repeats' : 'is made of the first: what changes by chance is what `expected-flips` says'}.`,
    `    Of identical runs ${share(identical.go)} go, ${share(identical.undecided)} are undecided and ${share(identical.noGo)} are no-go; two of them differ ${share(identical.flipRate)} of the time.`,
    palette.bold('  regressions that were put in'),
    ...indent(
      columns(
        regressions.map((one) => sentence(one)),
        palette,
      ),
    ),
  ];
}

function sentence({
  metric,
  slice,
  size,
  stopped,
  noticed,
  requiredItems,
  items,
}: SeededRegression): Phrase[] {
  return [
    words(`${points(size)} worse`),
    [...quote(metric), ...words(slice === null ? '' : ' in '), ...(slice === null ? [] : quote(slice))],
    words(plural(items, 'item')),
    words(`stopped ${share(stopped)}`),
    words(`kept from passing ${share(noticed)}`),
    words(lever(stopped, items, requiredItems)),
  ];
}

/** What would help to stop it more often. */
function lever(stopped: number, items: number, required: number | null): string {
  if (stopped >= 0.8) return '';
  if (required === null) return 'the margin allows it';
  return required > items ? `${whole(required - items)} more items would make it 80 %` : '';
}

function share(value: number): string {
  return `${decimals(value * 100, 0)} %`;
}

function points(value: number): string {
  return percent(value).replace(/\.0 %$/u, ' %');
}
