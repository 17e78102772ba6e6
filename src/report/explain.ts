import type { ExplainedCode } from './codes/all.ts';
import type { Palette } from './terminal.ts';

export function explainText({ code, area, title, why, mend }: ExplainedCode, palette: Palette): string {
  return `${palette.bold(code)} (${area})\n  ${title}\n  ${why}\n  ${palette.green(mend)}\n`;
}
