/**
 * Foreign text as a reader should see it: control, bidi, zero-width and tag characters as `⟦U+…⟧`, line ends as `⏎`,
 * cut at `longest` characters with `…`.
 */
export function visible(text: string, longest = Number.POSITIVE_INFINITY): string {
  let shown = '';
  let length = 0;
  for (const char of text.toWellFormed()) {
    const next = LINE_END.test(char) ? '⏎' : HIDDEN.test(char) ? name(char) : char;
    length += next.length;
    if (length > longest) return `${shown.trimEnd()}…`;
    shown += next;
  }
  return shown.trim();
}

function name(char: string): string {
  return `⟦U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`;
}

const LINE_END = /^[\n\r\u2028\u2029\u0085]$/u;
/** Not seen, or seen elsewhere than it stands: controls, formats, private and unassigned characters, blank letters. */
const HIDDEN = /^[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u115f\u1160\u3164\uffa0\u2800]$/u;
