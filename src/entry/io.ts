import { COLOURS, type Palette, PLAIN } from '../report/terminal.ts';

/** What a command may touch of its process; given, so that nothing below reads the environment. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
  /** YYYY-MM-DD. */
  readonly today: string;
  /** UTC; asked anew at each entry of a ledger. */
  readonly now: () => string;
}

/** Colours only where a person looks. https://no-color.org */
export function paletteFor(stream: { readonly isTTY?: boolean }, env: Terminal['env']): Palette {
  return stream.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb' ? COLOURS : PLAIN;
}
