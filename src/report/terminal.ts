import type { Phrase, Piece } from './phrase.ts';
import { visible } from './visible.ts';

/** Terminal styles; all do nothing where colours are off. */
export interface Palette {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const plain = (text: string): string => text;
export const PLAIN: Palette = {
  bold: plain,
  dim: plain,
  red: plain,
  green: plain,
  yellow: plain,
  cyan: plain,
};

const ansi =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;
export const COLOURS: Palette = {
  bold: ansi(1, 22),
  dim: ansi(2, 22),
  red: ansi(31, 39),
  green: ansi(32, 39),
  yellow: ansi(33, 39),
  cyan: ansi(36, 39),
};

const LONGEST_QUOTE = 160;

/** A phrase for a terminal. Escape sequences in foreign text are made visible, so that they cannot act. */
export function terminal(phrase: Phrase, palette: Palette): string {
  return phrase.map((part) => piece(part, palette)).join('');
}

function piece(part: Piece, palette: Palette): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'quote':
      return palette.cyan(visible(part.text, LONGEST_QUOTE));
    case 'strong':
      return palette.bold(terminal(part.phrase, palette));
  }
}

/** Rows with padded columns; the widths are those of the text without its styles. */
export function columns(rows: readonly (readonly Phrase[])[], palette: Palette): string[] {
  const width = (cell: Phrase): number => terminal(cell, PLAIN).length;
  const most = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: most }, (_, i) =>
    Math.max(0, ...rows.map((row) => width(row[i] ?? []))),
  );
  return rows.map((row) =>
    row
      .map((cell, i) => terminal(cell, palette) + ' '.repeat(Math.max(0, (widths[i] ?? 0) - width(cell))))
      .join('  ')
      .trimEnd(),
  );
}
