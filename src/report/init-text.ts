import type { LeftOut, Missing } from '../setup/draft.ts';
import type { Action } from '../setup/plan.ts';
import { CONFIDENCE_WORDS, takenBy } from './detection-words.ts';
import type { InitDocument } from './documents/init.ts';
import { plural } from './figures.ts';
import { joined, type Phrase, quote, SILENCE, say, words } from './phrase.ts';
import { columns, type Palette, terminal } from './terminal.ts';
import { visible } from './visible.ts';

const MOST = 8;

/** What `init` found, what it left out and what it wrote, for the terminal. */
export function initText(document: InitDocument, palette: Palette): string {
  const parts = [
    ...document.bundles.map((bundle) => bundleLines(bundle, palette)),
    foundLines(document, palette),
    leftOutLines(document.leftOut, palette),
    document.missing.map((code) => `${palette.yellow('not found')}: ${MISSING[code]}`),
    fileLines(document, palette),
    serverLines(document, palette),
    nextLines(document),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')}`;
}

function bundleLines(
  { bundle, root, stage, components, evidence }: InitDocument['bundles'][number],
  palette: Palette,
): string[] {
  const where = root === null ? SILENCE : say` in ${quote(root)}`;
  const rows = components.map(({ name, kind, files, confidence, paths }) => [
    quote(name),
    words(kind),
    words(plural(files, 'file')),
    words(CONFIDENCE_WORDS[confidence]),
    listed(paths),
  ]);
  return [
    `${palette.bold(visible(bundle, 80))}${terminal(where, palette)}: ${stage}`,
    ...columns(rows, palette).map((line) => `  ${line}`),
    ...evidence.map((one) => `  ${terminal(evidencePhrase(one), palette)}`),
  ];
}

function listed(paths: readonly string[]): Phrase {
  const more = paths.length > 3 ? words(` and ${paths.length - 3} more`) : SILENCE;
  return [...joined(paths.slice(0, 3).map(quote), ', '), ...more];
}

function evidencePhrase({
  name,
  path,
  items,
  source,
}: InitDocument['bundles'][number]['evidence'][number]): Phrase {
  if (items === null)
    return say`evidence ${quote(name)}, from ${quote(source)}: no results yet in ${quote(path)}`;
  return say`evidence ${quote(name)}: ${words(plural(items, 'item'))} in ${quote(path)}`;
}

function foundLines({ found }: InitDocument, palette: Palette): string[] {
  const lines = [
    ...found.gates.map(
      (path) => say`Airlock runs already in ${quote(path)}: one gate is enough, take one away`,
    ),
    ...found.workflows.map(
      ({ path, line, run }) =>
        say`evals run already in ${quote(`${path}:${line}`)}: ${quote(run.split('\n')[0])}`,
    ),
    ...found.notUnderstood.map(
      ({ path, code }) => say`not taken as results: ${quote(path)} (${words(code)})`,
    ),
  ];
  const rest = lines.length - MOST;
  return [
    ...lines.slice(0, MOST).map((line) => terminal(line, palette)),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ];
}

function leftOutLines(all: readonly LeftOut[], palette: Palette): string[] {
  const reasons = [...new Set(all.map(({ basis }) => basis))];
  return reasons.map((basis) => {
    const own = all.filter((one) => one.basis === basis).map(({ path }) => path);
    return terminal(say`left out, ${words(leftBy(basis))}: ${listed(own)}`, palette);
  });
}

function leftBy(basis: LeftOut['basis']): string {
  switch (basis) {
    case 'name-is-a-glob':
      return 'as its name would be read as a glob';
    case 'outside-features':
      return 'as it lies outside every feature';
    case 'too-many':
      return 'as there are too many to list one by one: write a glob for them';
    case 'unowned':
      return 'though it looks like a part of the feature, as no component has it';
    default:
      return takenBy(basis);
  }
}

const MISSING: Readonly<Record<Missing, string>> = {
  'no-feature':
    'anything of an AI feature: a prompt, a model id, a tool, an eval. Commit one and run it again.',
  'no-prompt': 'a prompt, neither as a file nor in code.',
  'no-model': 'the id of a model.',
  'no-evals': 'evals. Without them a change is classified and nothing is measured.',
  'no-results': 'results of evals. The stage is `observe` until there are some.',
  'no-rollback-plan': 'a rollback plan, such as docs/rollback.md.',
};

const DONE: Readonly<Record<Action, readonly [string, string]>> = {
  create: ['would be created', 'created'],
  unchanged: ['is as it should be', 'is as it should be'],
  update: ['would be renewed; nobody has edited it', 'renewed; nobody had edited it'],
  keep: ['is edited and stays as it is', 'is edited and stays as it is; `--overwrite` would replace it'],
  overwrite: ['is edited and would be replaced', 'was edited and is replaced'],
};

function fileLines({ files, existing, dryRun }: InitDocument, palette: Palette): string[] {
  return [
    ...existing.map((path) => terminal(say`${quote(path)} was there before and stays as it is`, palette)),
    ...files.flatMap(({ path, action, diff }) => [
      terminal(say`${quote(path)} ${words(DONE[action][dryRun ? 0 : 1])}`, palette),
      ...(diff !== null && (dryRun || action !== 'create') ? [diffText(diff, palette)] : []),
    ]),
  ];
}

/** What is other than on github.com, and what the server must have. */
function serverLines({ server, kit, absent, files }: InitDocument, palette: Palette): string[] {
  if (server.kind !== 'enterprise-server' || files.length === 0) return [];
  return [
    say`written for the Enterprise Server ${quote(server.url)}; it must have ${quote(kit)} and ${quote('actions/checkout')}`,
    ...(absent.length === 0
      ? []
      : [say`not written, as it needs artifacts that this server does not keep: ${listed(absent)}`]),
  ].map((line) => terminal(line, palette));
}

function diffText(diff: string, palette: Palette): string {
  const paint = (line: string): string => {
    const text = line
      .split('\t')
      .map((part) => visible(part))
      .join('  ');
    const shown = `${/^\s*/u.exec(line)?.[0] ?? ''}${text}`;
    return line.startsWith('+') ? palette.green(shown) : line.startsWith('-') ? palette.red(shown) : shown;
  };
  return diff
    .trimEnd()
    .split('\n')
    .map((line) => `  ${paint(line)}`)
    .join('\n');
}

function nextLines({ bundles, files, dryRun, pin }: InitDocument): string[] {
  const written = files.some(({ action }) => action !== 'unchanged' && action !== 'keep');
  if (dryRun)
    return pin === null
      ? ['Nothing was written. To write, name the commit of a release: `airlock init --pin COMMIT`.']
      : ['Nothing was written. To write, run it without `--dry-run`.'];
  if (bundles.length === 0 && !written) return [];
  if (!written) return ['Nothing to do.'];
  return [
    'Next: look through the configuration, commit, open a pull request and merge it; the next pull request is gated.',
    'Then require the check `airlock` on the default branch; `airlock doctor` says what else is missing.',
  ];
}
