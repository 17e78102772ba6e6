import type { ReleaseReason } from '../../release/reason.ts';
import { RELEASES } from '../codes/release.ts';
import type { Palette } from '../terminal.ts';
import { visible } from '../visible.ts';

const LONGEST = 160;

/** A refusal in words: what is the case, what was seen, what to do, and the command where there is one. */
export function reasonText(
  { code, args, command }: ReleaseReason & { readonly command: string | null },
  palette: Palette,
): string[] {
  const { title, mend } = RELEASES[code];
  const facts = Object.entries(args)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name} ${palette.cyan(visible(String(value), LONGEST))}`);
  return [
    `${palette.red(code)}: ${title}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`,
    `  ${palette.dim(mend)}`,
    ...(command === null ? [] : [`  ${palette.bold(command)}`]),
  ];
}
