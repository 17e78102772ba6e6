import { JsonDocument, JsonFault } from '../reader/json-document.ts';
import { type ByteSource, LARGEST_ROW } from './source.ts';

const SNIFFED = 65_536;
/** How the first entry of a zip begins. */
const ZIP = Buffer.from('PK\u0003\u0004');

/**
 * What kind of text a file is, from its beginning: enough to choose who reads it. `object` is one JSON object alone on
 * one line, which may be a document or the only row of many.
 */
export type Sniffed = 'empty' | 'zip' | 'xml' | 'json' | 'object' | 'lines' | 'csv' | 'unknown';

export async function sniff(source: ByteSource): Promise<Sniffed> {
  const head = await beginning(source);
  if (head.subarray(0, 4).equals(ZIP)) return 'zip';
  if (head.subarray(0, 8000).includes(0)) return 'unknown';
  const text = textOf(head);
  if (text === '') return 'empty';
  if (text.startsWith('<')) return 'xml';
  if (text.startsWith('[')) return 'json';
  if (text.startsWith('{')) return linesOrDocument(text);
  const [header = ''] = text.split(/\r?\n/u, 1);
  return /[,;\t]/u.test(header) || /^"?[\w. -]+"?$/u.test(header) ? 'csv' : 'unknown';
}

function textOf(head: Buffer): string {
  return head
    .toString('utf8')
    .replace(/^\ufeff/u, '')
    .trimStart();
}

/** A first line that is an object of its own makes lines, whatever follows; a document's first line is open. */
function linesOrDocument(text: string): Sniffed {
  const end = text.indexOf('\n');
  const first = end === -1 ? text : text.slice(0, end);
  if (!isClosed(first)) return 'json';
  return end === -1 || text.slice(end).trim() === '' ? 'object' : 'lines';
}

function isClosed(line: string): boolean {
  try {
    new JsonDocument(Buffer.from(line), { depth: Number.POSITIVE_INFINITY, part: LARGEST_ROW });
    return true;
  } catch (error) {
    if (error instanceof JsonFault) return false;
    throw error;
  }
}

/** The beginning of a file; of one that begins with an object so much that its first line is whole, if a row can be that long. */
async function beginning(source: ByteSource): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  let enough = SNIFFED;
  for await (const chunk of source.open()) {
    parts.push(Buffer.from(chunk));
    length += chunk.length;
    if (length < enough) continue;
    const head = Buffer.concat(parts);
    if (length > LARGEST_ROW || !textOf(head.subarray(0, SNIFFED)).startsWith('{') || hasSecondLine(head))
      return head;
    parts.splice(0, parts.length, head);
    enough = 2 * length;
  }
  return Buffer.concat(parts);
}

function hasSecondLine(head: Buffer): boolean {
  const text = textOf(head);
  const end = text.indexOf('\n');
  return end !== -1 && text.slice(end).trim() !== '';
}
