/**
 * A strict reader of the Markdown that reports are made of. It knows the forms that `report/markdown.ts` writes and no
 * others: whatever a hostile name could add to a report, a tag, a link, a mention, a column, a second marker, is a fault.
 */
export function faultsOf(report: string, marker: string | null): string[] {
  const faults: string[] = [];
  const body = marker === null ? report : withoutMarker(report, marker, faults);
  const lines = body.split('\n');
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    const say = (fault: string): void => void faults.push(`line ${i + 1}: ${fault}: ${line.slice(0, 160)}`);
    if (line.startsWith('```')) {
      const end = lines.indexOf('```', i + 1);
      if (line !== '```sh' || end !== i + 2) say('a fence that is not one command');
      i = end === -1 ? lines.length : end;
    } else if (line.startsWith('|')) {
      i = checkTable(lines, i, faults);
    } else if (/^<\/?details>/u.test(line)) {
      checkFold(line, say);
    } else checkLine(line, say);
  }
  return [...faults, ...balance(lines)];
}

function withoutMarker(report: string, marker: string, faults: string[]): string {
  const count = report.split(marker).length - 1;
  if (count !== 1) faults.push(`the marker stands ${count} times`);
  if (!report.endsWith(`\n\n${marker}`)) faults.push('the marker is not at the end');
  return report.slice(0, report.lastIndexOf(marker)).trimEnd();
}

/** Rows until an empty line: as many cells everywhere, and a separator in the second row. */
function checkTable(lines: readonly string[], start: number, faults: string[]): number {
  const end = lines.findIndex((line, i) => i >= start && !line.startsWith('|'));
  const rows = lines.slice(start, end === -1 ? lines.length : end);
  const cells = (row: string): number => row.split('|').length - 2;
  const [header = '', separator = ''] = rows;
  if (!/^\|(?: --- \|)+$/u.test(separator)) faults.push(`line ${start + 2}: no separator`);
  for (const [i, row] of rows.entries()) {
    if (!row.endsWith('|') || cells(row) !== cells(header))
      faults.push(`line ${start + i + 1}: ${cells(row)} cells instead of ${cells(header)}`);
    if (i !== 1)
      for (const cell of row.slice(1, -1).split('|'))
        checkInline(cell, (fault) => void faults.push(`line ${start + i + 1}: ${fault}: ${cell}`));
  }
  return start + rows.length - 1;
}

function checkFold(line: string, say: (fault: string) => void): void {
  if (line === '</details>') return;
  const summary = /^<details><summary>([^<>]*)<\/summary>$/u.exec(line)?.[1];
  if (summary === undefined) say('a fold of another form');
  else checkInline(summary, say);
}

/** A heading, a bullet or a paragraph. */
function checkLine(line: string, say: (fault: string) => void): void {
  const text = line.replace(/^(?:### |- )/u, '');
  if (/^\s/u.test(line)) say('indented text');
  if (/^(?:#|>|\d+[.)]|[*+-] |={3,}|-{3,}|~{3,})/u.test(text)) say('a block that we do not write');
  checkInline(text, say);
}

/** Outside code spans nothing may mean anything but `**strong**` and a link of ours. */
function checkInline(text: string, say: (fault: string) => void): void {
  const outside = text
    .replace(/`[^`\n]+`/gu, '')
    .replace(/\[[A-Z][\w ]+\]\(https:\/\/[\w./-]+\)/gu, '')
    // Intervals, which nothing could make a link of: `[−1.9, +0.3]`.
    .replace(/\[[+−∞\d][+−∞\d.,]*, [+−∞\d][+−∞\d.,]*\](?![(:[])/gu, '');
  if (outside.includes('`')) say('a code span that is not closed');
  const plain = outside.replace(/\*\*([^*]*)\*\*/gu, '$1');
  if (/[<>*_~[\]\\]/u.test(plain)) say('markup outside a code span');
  if (/@[\w-]/u.test(plain)) say('a mention');
  if (/(?:^|[\s(])(?:#|GH-)\d/u.test(plain)) say('a reference to an issue');
  if (/\bhttps?:|\bwww\./u.test(plain)) say('a link');
  if (/&[#\w]+;/u.test(plain)) say('an entity');
  if (/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u.test(text))
    say('something that is not seen');
}

function balance(lines: readonly string[]): string[] {
  let depth = 0;
  for (const line of lines) {
    if (line.startsWith('<details>')) depth += 1;
    if (line === '</details>') depth -= 1;
    if (depth < 0) return ['a fold is closed that was not open'];
  }
  return depth === 0 ? [] : ['a fold is not closed'];
}
