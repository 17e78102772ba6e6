import { plural } from './figures.ts';
import type { Palette } from './terminal.ts';
import { visible } from './visible.ts';

/** What was added to a pack, for the terminal. */
export function appendText(
  grown: { readonly file: string; readonly additions: number; readonly records: number },
  palette: Palette,
): string {
  const { file, additions, records } = grown;
  return `${palette.bold(visible(file))}: ${plural(records, 'record')} in ${plural(additions, 'addition')}\n`;
}
