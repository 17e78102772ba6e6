import type { ByteSource } from './source.ts';

const SNIFFED = 65_536;

/** What kind of text a file is, from its beginning: enough to choose who reads it. */
export type Sniffed = 'empty' | 'xml' | 'json' | 'lines' | 'csv' | 'unknown';

export async function sniff(source: ByteSource): Promise<Sniffed> {
  const head = await beginning(source);
  if (head.subarray(0, 8000).includes(0)) return 'unknown';
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/u, '')
    .trimStart();
  if (text === '') return 'empty';
  if (text.startsWith('<')) return 'xml';
  if (text.startsWith('[')) return 'json';
  if (text.startsWith('{')) return linesOrDocument(text);
  const [header = ''] = text.split(/\r?\n/u, 1);
  return /[,;\t]/u.test(header) || /^"?[\w. -]+"?$/u.test(header) ? 'csv' : 'unknown';
}

/** JSON lines have an object on the first line and, where there is a second one, another object on that. */
function linesOrDocument(text: string): Sniffed {
  const [first = '', ...rest] = text.split('\n');
  const next = rest.find((line) => line.trim() !== '');
  if (next !== undefined) return next.startsWith('{') && first.trim() !== '{' ? 'lines' : 'json';
  return isRow(first) ? 'lines' : 'json';
}

/** One object alone on one line: a row holds values, a document holds lists of rows. */
function isRow(line: string): boolean {
  try {
    return !Object.values(JSON.parse(line) as object).some(Array.isArray);
  } catch {
    return false; // longer than what was looked at, or broken: reading it whole will tell
  }
}

async function beginning(source: ByteSource): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of source.open()) {
    parts.push(Buffer.from(chunk));
    length += chunk.length;
    if (length >= SNIFFED) break;
  }
  return Buffer.concat(parts).subarray(0, SNIFFED);
}
