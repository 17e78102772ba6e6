import { diffWordsWithSpace } from 'diff';
import type { Change, ChangeItem } from '../change/change.ts';
import type { CheckResult } from '../check.ts';
import { changeSentence } from './change-sentences.ts';
import { type Phrase, quote, say, words } from './phrase.ts';
import { type Palette, terminal } from './terminal.ts';
import { visible } from './visible.ts';

/** A semantic difference for the terminal: by component, then by file, then by what changed in it. */
export function diffText(result: CheckResult, palette: Palette): string {
  const { changes, map } = result.changes;
  const components = [...new Set(changes.map((change) => change.component))].sort();
  const parts = components.flatMap((component) => [
    palette.bold(component),
    ...changes
      .filter((change) => change.component === component)
      .flatMap((change) => changeLines(change, palette)),
  ]);
  const moved = map.map((change) =>
    palette.red(
      `  ${change.type.replaceAll('-', ' ')}: ${visible(change.type === 'path-left' ? change.path : change.component)}`,
    ),
  );
  const title = palette.bold(`${result.head.bundle.name}: ${result.baseVersion} → ${result.version}`);
  return `${[title, ...(parts.length + moved.length === 0 ? ['  no change'] : parts), ...moved].join('\n')}\n`;
}

function changeLines(change: Change, palette: Palette): string[] {
  const head = `  ${terminal(changeSentence(change), palette)}`;
  return change.confidential
    ? [head]
    : [head, ...change.items.flatMap((item) => itemLines(item, palette)).map((line) => `    ${line}`)];
}

function itemLines(item: ChangeItem, palette: Palette): string[] {
  switch (item.type) {
    case 'value':
      return [terminal(say`${quote(item.key)}: ${value(item.from)} → ${value(item.to)}`, palette)];
    case 'order':
      return [
        terminal(
          say`${quote(item.key)}: order ${quote(item.from.join(', '))} → ${quote(item.to.join(', '))}`,
          palette,
        ),
      ];
    case 'tool':
      return [
        terminal(
          say`${quote(item.tool)} ${words(item.aspect)}${item.key === '' ? words('') : say` ${quote(item.key)}`}${item.aspect === 'added' || item.aspect === 'removed' ? words('') : say`: ${value(item.from)} → ${value(item.to)}`}`,
          palette,
        ),
      ];
    case 'case':
      return [terminal(say`case ${quote(item.id)} ${words(item.aspect)}`, palette)];
    case 'pointer':
      return [
        terminal(
          say`${quote(item.pointer)} ${quote(item.from?.digest ?? 'none')} → ${quote(item.to?.digest ?? 'none')}`,
          palette,
        ),
      ];
    case 'lines':
      return [
        ...item.from.map((line) => palette.red(`- ${visible(line)}`)),
        ...item.to.map((line) => palette.green(`+ ${visible(line)}`)),
      ];
    case 'sentence':
      return [`${item.line}: ${sentence(item.from, item.to, palette)}`];
  }
}

function value(data: unknown): Phrase {
  return quote(data === undefined ? 'none' : typeof data === 'string' ? data : JSON.stringify(data));
}

/** A sentence with its changed words marked: `[-old-]{+new+}`, as git's word diff shows them. */
function sentence(from: string | null, to: string | null, palette: Palette): string {
  if (from === null) return palette.green(`{+${visible(to ?? '')}+}`);
  if (to === null) return palette.red(`[-${visible(from)}-]`);
  return diffWordsWithSpace(from, to)
    .map((part) =>
      part.added
        ? palette.green(`{+${visibleInner(part.value)}+}`)
        : part.removed
          ? palette.red(`[-${visibleInner(part.value)}-]`)
          : visibleInner(part.value),
    )
    .join('');
}

/** Spaces between words stay; `visible` by itself trims. */
function visibleInner(text: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/u.exec(text) ?? [];
  return (before === '' ? '' : ' ') + visible(inner) + (after === '' || inner === '' ? '' : ' ');
}
