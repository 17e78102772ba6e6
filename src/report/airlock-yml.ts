import type { ComponentDraft } from '../setup/components.ts';
import type { BundleDraft } from '../setup/draft.ts';
import { autoDrop, type CriterionDraft, type EvidenceDraft } from '../setup/evidence.ts';
import { plural, whole } from './figures.ts';
import { visible } from './visible.ts';

/** Who wrote a file, for its first line. */
export const WRITTEN_BY = 'Written by `airlock init`, which renews it as long as nobody edits it.';

const WIDEST = 100;

/** The configuration of a bundle, as `init` writes it: short, and every choice explained where it stands. */
export function configText(draft: BundleDraft, defaultStage: BundleDraft['stage'] | null): string {
  return [
    comment(
      'What is released, and what judges a change of it. Every setting: docs/configuration.md of Airlock.',
    ),
    `bundle: ${draft.name}`,
    ...(draft.root === null ? [] : [`root: ${text(draft.root)} # before every path below`]),
    ...(draft.stage === defaultStage ? [] : stageLines(draft.stage)),
    '',
    ...componentLines(draft.components),
    ...evidenceLines(draft.evidence),
    ...gateLines(draft.evidence),
    '',
  ].join('\n');
}

/** Policy that the bundles of a folder share. */
export function defaultsText(stage: BundleDraft['stage']): string {
  return [
    comment("Policy that holds for every bundle in this folder, until the bundle's own file says otherwise."),
    ...stageLines(stage),
    '',
  ].join('\n');
}

function stageLines(stage: BundleDraft['stage']): string[] {
  return stage === 'observe'
    ? [
        comment(
          'Reports say what would have been blocked, and block nothing. Take this line away once the evals run.',
        ),
        'stage: observe',
      ]
    : [comment('A no-go fails the check. `observe` only reports.'), 'stage: enforce'];
}

function componentLines(components: readonly ComponentDraft[]): string[] {
  return [
    comment('A path belongs to the first component that matches; `airlock why PATH` says which.'),
    'components:',
    ...components.flatMap(componentLine),
  ];
}

function componentLine({ name, kind, paths, links, confidence, files }: ComponentDraft): string[] {
  const more = links === 'record' ? ', links: record' : '';
  const short = `  ${name}: { kind: ${kind}, paths: [${paths.map(text).join(', ')}]${more} }`;
  const note =
    confidence === 'high'
      ? []
      : [`  # ${plural(files, 'file')}, ${CONFIDENCE[confidence]}: look through these.`];
  if (short.length <= WIDEST) return [...note, short];
  return [
    ...note,
    `  ${name}:`,
    `    kind: ${kind}`,
    ...(links === 'record' ? ['    links: record'] : []),
    '    paths:',
    ...paths.map((path) => `      - ${text(path)}`),
  ];
}

const CONFIDENCE = { medium: 'found by what they say', low: 'parts of any program' } as const;

function evidenceLines(evidence: readonly EvidenceDraft[]): string[] {
  if (evidence.length === 0)
    return [
      '',
      comment('No evals were found, so nothing can be measured yet. Evidence looks like this:'),
      comment('evidence:'),
      comment('  golden: { format: jsonl, path: out/golden.jsonl, run: npm run eval }'),
    ];
  return [
    '',
    comment(
      'Where results come from; `baseline` has those of the state before, which the workflow makes by the same command.',
    ),
    'evidence:',
    ...evidence.flatMap(oneEvidence),
  ];
}

function oneEvidence(one: EvidenceDraft): string[] {
  const state =
    one.items === null
      ? `from ${shown(one.source)}; its results are not there yet`
      : `${plural(one.items, 'item')} in ${shown(one.path)}`;
  return [
    `  # ${state}`,
    `  ${one.name}:`,
    `    format: ${one.format}`,
    `    path: ${text(one.path)}`,
    ...(one.baseline === null ? [] : [`    baseline: ${text(one.baseline)}`]),
    ...(one.run === null ? ['    # run: the command that writes the file'] : [`    run: ${text(one.run)}`]),
    ...(one.purpose === 'full' ? [] : [`    purpose: ${one.purpose}`]),
  ];
}

/** A path inside a comment: what would end the line is made visible. */
function shown(path: string): string {
  return visible(path, 120);
}

function gateLines(evidence: readonly EvidenceDraft[]): string[] {
  const all = evidence.flatMap((one) => one.criteria.map((criterion) => ({ one, criterion })));
  if (all.length === 0) return [];
  const gates = ['functional', 'safety', 'operational', 'business'].flatMap((gate) => {
    const own = all.filter(({ criterion }) => criterion.gate === gate);
    if (own.length === 0) return [];
    return [`  ${gate}:`, ...own.flatMap(({ one, criterion }) => criterionLines(one, criterion))];
  });
  return ['', ...marginNotes(), 'gates:', ...gates];
}

function points(items: number): string {
  const drop = autoDrop(items);
  return drop === null ? 'any' : whole(Math.round(drop * 100));
}

function marginNotes(): string[] {
  const sizes = [50, 100, 200, 400].map((items) => `with ${items} items ${points(items)}`).join(', ');
  return [
    comment(
      '`margin: auto`: a change may be worse by the smallest loss that a suite of this size can rule out, where the same',
    ),
    comment(`bundle, run twice, answers 8 % of the items differently: ${sizes} points.`),
    comment(
      'Add `min:` for a floor that must hold whatever was live before, and `slices:` for what must hold by itself.',
    ),
  ];
}

function criterionLines(one: EvidenceDraft, { metric, statistic, better, binary }: CriterionDraft): string[] {
  const direction = better === 'lower' && !/_ms$|^cost_usd$|^tokens_/u.test(metric) ? ', better: lower' : '';
  const measure = statistic === 'mean' ? '' : `, statistic: ${statistic}`;
  const line = `    - { evidence: ${one.name}, metric: ${text(metric)}${measure}${direction}, margin: auto }`;
  if (one.cases === null || !binary) return [line];
  return [
    `    # ${plural(one.cases, 'item')} can rule out a loss of ${points(one.cases)} points or more`,
    line,
  ];
}

/** A line that YAML does not read. */
function comment(words: string): string {
  return ['#', words].join(' ');
}

/** A text as YAML: plain where it cannot be anything else, else quoted as JSON, which YAML reads the same. */
function text(value: string): string {
  return /^[A-Za-z_][\w./-]*$/u.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(value)
    ? value
    : JSON.stringify(value);
}
