import type { ProposeDocument, Replaced } from '../documents/propose.ts';
import type { Palette } from '../terminal.ts';
import { visible } from '../visible.ts';
import { reasonText } from './reason-text.ts';

/** What was proposed, and where it is. */
export function proposeText(document: ProposeDocument, palette: Palette): string {
  const { bundle, on, replaced, commit, branch, already, reasons } = document;
  if (reasons.length > 0 || on === null)
    return `${reasons.flatMap((one) => reasonText(one, palette)).join('\n')}\n`;
  const name = `${bundle} ${visible(on.version)}`;
  if (commit === null) return `${palette.bold(`${name} says so already: there is nothing to propose`)}\n`;
  return [
    palette.green(`✅ ${name} with a replacement${already ? ', as it was proposed before' : ''}`),
    ...replaced.map((one) => `  ${changeOf(one)}`),
    `commit ${commit}, branch ${visible(branch ?? '')}`,
    palette.dim(
      `Run its evals on that commit, then: airlock candidate --ref ${commit.slice(0, 12)} --bundle ${bundle}`,
    ),
    '',
  ].join('\n');
}

/** The message of its commit. Whoever asked for it is no approver of it, and stands in it. */
export function proposeMessage(replaced: readonly Replaced[], askedBy: string | null): string {
  const [first] = replaced;
  const what = replaced.length === 1 && first !== undefined ? placeOf(first) : `${replaced.length} places`;
  return [
    `Replace ${what} in what is live`,
    '',
    ...replaced.map(changeOf),
    ...(askedBy === null ? [] : ['', `Requested-by: ${visible(askedBy)}`]),
    '',
  ].join('\n');
}

function changeOf(one: Replaced): string {
  const { from, to } = one;
  return from === null && to === null
    ? `${placeOf(one)}: another pointer`
    : `${placeOf(one)}: ${visible(from ?? 'none')} → ${visible(to ?? 'none')}`;
}

function placeOf({ path, key }: Replaced): string {
  return key === null ? visible(path) : `${visible(path)}:${visible(key)}`;
}
