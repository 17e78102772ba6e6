/** Comment syntax by file ending; what is not here has none that is known. */
const HASH = new Set([
  'py',
  'rb',
  'sh',
  'bash',
  'zsh',
  'tf',
  'r',
  'pl',
  'ex',
  'exs',
  'co',
  'bicepparam',
  'ps1',
]);
const SLASH = new Set([
  'ts',
  'tsx',
  'js',
  'jsx',
  'mjs',
  'cjs',
  'mts',
  'cts',
  'go',
  'java',
  'kt',
  'cs',
  'rs',
  'swift',
  'c',
  'h',
  'cpp',
  'scala',
  'dart',
  'bicep',
  'php',
]);
/** Where indentation is syntax, whitespace at the start of a line is kept. */
const INDENTED = new Set(['py', 'co']);

export function endingOf(path: string): string {
  const name = path.split('/').at(-1) ?? '';
  return /^(?:Dockerfile|Makefile|Procfile)/u.test(name)
    ? 'sh'
    : (/\.([^.]+)$/u.exec(name)?.[1] ?? '').toLowerCase();
}

/** Code without its comments, strings left whole. Null where the language is not known. */
export function withoutComments(text: string, ending: string): string | null {
  const marker = HASH.has(ending) ? '#' : SLASH.has(ending) ? '//' : null;
  if (marker === null) return null;
  let out = '';
  for (let i = 0; i < text.length; ) {
    const string = stringAt(text, i, ending);
    if (string !== null) {
      out += text.slice(i, string);
      i = string;
    } else if (text.startsWith(marker, i) && text[i - 1] !== '\\') i = lineEnd(text, i);
    else if (marker === '//' && text.startsWith('/*', i)) i = after(text, '*/', i + 2);
    else {
      out += text[i];
      i += 1;
    }
  }
  return out;
}

/** The end of a string literal that begins at `i`; null where none does. An unclosed one ends with its line. */
function stringAt(text: string, i: number, ending: string): number | null {
  const quote = text[i];
  if (quote !== '"' && quote !== "'" && quote !== '`') return null;
  const triple = quote.repeat(3);
  if (quote !== '`' && ending === 'py' && text.startsWith(triple, i)) return after(text, triple, i + 3);
  const manyLines = quote === '`' || ending === 'sh' || ending === 'rb';
  for (let j = i + 1; j < text.length; j += 1) {
    if (text[j] === '\\') j += 1;
    else if (text[j] === quote) return j + 1;
    else if (text[j] === '\n' && !manyLines) return j;
  }
  return text.length;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function after(text: string, token: string, from: number): number {
  const end = text.indexOf(token, from);
  return end === -1 ? text.length : end + token.length;
}

/** Code as far as its layout means nothing: blank lines and trailing spaces gone, and inner runs too where layout is free. */
export function squeezeCode(text: string, ending: string): string {
  const lines = text.split(/\r\n|\r|\n/u).map((line) => line.trimEnd());
  const kept = lines.filter((line) => line !== '');
  return INDENTED.has(ending)
    ? kept.join('\n')
    : kept.map((line) => line.trim().replace(/\s+/gu, ' ')).join('\n');
}
