import type { Entry, Node } from './data.ts';

/**
 * A table as a list of maps by its header (RFC 4180: quotes may hold separators, quotes and line ends). A row shorter
 * than the header leaves its last columns out; what a longer one has too many stands under its column number.
 */
export function readCsv(text: string, separator: string): Node {
  const [header, ...rows] = rowsOf(text, separator);
  const names = header?.map((cell) => cell.text.trim()) ?? [];
  return { kind: 'list', offset: 0, items: rows.map((row) => rowNode(row, names)) };
}

interface Cell {
  readonly text: string;
  readonly offset: number;
  readonly end: number;
}

function rowNode(row: readonly Cell[], names: readonly string[]): Node {
  const entries = row.map(({ text, offset, end }, i): [string, Entry] => [
    names[i] ?? String(i + 1),
    { keyOffset: offset, value: { kind: 'scalar', value: text, offset, end } },
  ]);
  return { kind: 'map', entries: new Map(entries), offset: row[0]?.offset ?? 0 };
}

function rowsOf(text: string, separator: string): Cell[][] {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  for (let at = 0; at < text.length; ) {
    const cell = cellAt(text, at, separator);
    row.push(cell);
    at = cell.end;
    if (text[at] === separator) {
      at += 1;
      if (at < text.length) continue;
      row.push({ text: '', offset: at, end: at });
    }
    if (row.length > 1 || row[0]?.text !== '') rows.push(row);
    row = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return rows;
}

function cellAt(text: string, offset: number, separator: string): Cell {
  let value = '';
  let at = offset;
  if (text[at] === '"') {
    at += 1;
    for (; at < text.length; at += 1) {
      if (text[at] !== '"') value += text[at];
      else if (text[at + 1] === '"') {
        value += '"';
        at += 1;
      } else break;
    }
    at += 1;
  }
  const start = at;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return { text: value + text.slice(start, at), offset, end: Math.min(at, text.length) };
}
