import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Names } from '../../src/evidence/columns.ts';
import { ANY, readEvidence } from '../../src/evidence/read.ts';
import type { ByteSource } from '../../src/evidence/source.ts';
import { fileSource } from '../../src/host/files.ts';
import { Refusal } from '../../src/problem.ts';
import { jsonl, memory, read, refused, rowsOf } from './read.ts';

const folder = mkdtempSync(join(tmpdir(), 'airlock-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const promptfooRow = (question: string): Record<string, unknown> => ({
  prompt: { raw: 'x', label: 'p' },
  vars: { question },
  testCase: { vars: { question } },
  success: true,
  score: 1,
  gradingResult: { pass: true, score: 1, reason: 'é' },
});

/** What may be left of a file that is cut off. */
const CUT = {
  /** Its end is marked: whatever is missing is seen. */
  marked: {
    json: '[{"id":"a","score":1,"x":"é"},\n {"id":"b","score":-0.5e1}]\n',
    'json under a key': '{"rows":[{"id":"a","score":null}],"more":true}',
    promptfoo: JSON.stringify(
      { evalId: 'e', results: { version: 3, results: [promptfooRow('a'), promptfooRow('b')] } },
      null,
      1,
    ),
    scorecard:
      '{"schema":"airlock.scorecard/1","metrics":["m"],"labels":[],"rows":[["a","ok",[1],[]],["b","error",[null],[]]]}',
    junit:
      '<?xml version="1.0"?>\n<testsuites><testsuite name="é"><testcase name="a" time="1.5"/><testcase name="b"><failure>x</failure></testcase></testsuite></testsuites>\n',
  },
  /** Its rows are marked: it is seen unless the cut is between two of them. */
  rows: {
    jsonl: jsonl([
      { id: 'a', score: 1, t: 'é' },
      { id: 'b', score: 0.25 },
      { id: 'c', score: null },
    ]),
    'jsonl of promptfoo': jsonl([promptfooRow('a'), promptfooRow('b')]),
    azure: jsonl([
      { question: 'q', answer: 'é', gpt: 4 },
      { question: 'r', answer: 'b', gpt: 5 },
    ]),
  },
  /** Nothing is marked but quotes: a last field that is cut short looks whole. */
  nothing: { csv: 'id,score,"note, long"\na,0.125,"é, x"\nb,1,y\nc,0,"z"\n' },
};

describe('cut off at every byte', () => {
  test.each(Object.entries(CUT.marked))('%s: refused as cut off, always', async (_, text) => {
    const bytes = Buffer.from(text);
    const whole = bytes.length - (text.endsWith('\n') ? 1 : 0);
    for (let length = 1; length < whole; length += 1) {
      const says = await refused(bytes.subarray(0, length));
      // The first letters alone do not tell yet what it is.
      expect(says, String(length)).toMatch(
        /evidence-(?:truncated|not-utf8|unknown-format|syntax|wrong-format)$/u,
      );
      if (length > 20) expect(says, String(length)).toMatch(/evidence-(?:truncated|not-utf8)$/u);
    }
    expect(await refused(bytes.subarray(0, whole))).toMatch(/ with [12] rows$/u);
  });

  test.each(Object.entries(CUT.rows))(
    '%s: refused as cut off, or the rows before the cut as they were',
    async (_, text) => {
      const bytes = Buffer.from(text);
      const all = rowsOf(await read(bytes));
      const ends = new Set(
        [...text.matchAll(/\n/gu)].flatMap(({ index }) => {
          const end = Buffer.byteLength(text.slice(0, index));
          return [end, end + 1];
        }),
      );
      for (let length = 1; length < bytes.length; length += 1) {
        const cut = bytes.subarray(0, length);
        if (!ends.has(length))
          expect(await refused(cut), String(length)).toMatch(/evidence-(?:truncated|not-utf8)$/u);
        else
          expect(rowsOf(await read(cut))).toEqual(
            all
              .slice(0, rowsOf(await read(cut)).length)
              .map((row) => expect.objectContaining({ item: row.item, status: row.status })),
          );
      }
    },
  );

  test.each(Object.entries(CUT.nothing))(
    '%s: refused, or the rows before the cut and one that may be cut short',
    async (_, text) => {
      const bytes = Buffer.from(text);
      const all = rowsOf(await read(bytes)).map(({ item }) => item);
      const seen = { refused: 0, read: 0 };
      for (let length = 1; length < bytes.length; length += 1) {
        const cut = bytes.subarray(0, length);
        const says = await refused(cut);
        if (says.includes('evidence-')) seen.refused += 1;
        else {
          seen.read += 1;
          const found = rowsOf(await read(cut)).map(({ item }) => item);
          expect(found).toEqual(all.slice(0, found.length));
        }
      }
      expect(Math.min(seen.read, seen.refused)).toBeGreaterThan(10);
    },
  );
});

describe('cut off at random, in pieces of random size', () => {
  const all = Object.values({ ...CUT.marked, ...CUT.rows, ...CUT.nothing });
  test('the size of the pieces changes nothing', async () => {
    for (const text of all) {
      const whole = rowsOf(await read(text));
      for (const piece of [1, 2, 3, 5, 8, 13, 64]) expect(rowsOf(await read(text, { piece }))).toEqual(whole);
    }
  });

  test('a changed byte is refused or read, and never a crash', async () => {
    for (const text of all) {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; at += 1) {
        const changed = Buffer.from(bytes);
        changed[at] = (at * 37 + 11) % 256;
        await refused(changed);
      }
    }
  });
});

const MB = 1024 * 1024;

test('a row of 10 MB is read, a row above 16 MB is refused at its line', async () => {
  const row = (size: number): string => `{"id":"a","score":1,"text":"${'x'.repeat(size)}"}`;
  const around = (middle: string): string => `{"id":"b"}\n${middle}\n{"id":"c"}\n`;
  expect(await refused(around(row(10 * MB)))).toBe('jsonl with 3 rows');
  expect(await refused(around(row(17 * MB)))).toBe('2:null evidence-row-too-large');
  expect(await refused(around(row(17 * MB)), { piece: 40 * MB })).toBe('2:null evidence-row-too-large');
  expect(await refused(`[${row(17 * MB)}]`)).toBe('1:2 evidence-row-too-large');
  expect(await refused(`id,text\nb,\na,"${'x'.repeat(10 * MB)}"\n`)).toBe('csv with 2 rows');
  expect(await refused(`id,text\nb,\na,"${'x'.repeat(17 * MB)}"\n`)).toMatch(/evidence-row-too-large$/u);
  expect(await refused(`<testsuite><testcase name="${'x'.repeat(17 * MB)}"/></testsuite>`)).toMatch(
    /evidence-row-too-large$/u,
  );
});

test('deep nesting', async () => {
  const deep = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
  expect(await refused(`{"id":"a","x":${deep(100)}}\n{"id":"b"}\n`)).toBe('jsonl with 2 rows');
  expect(await refused(`{"id":"b"}\n{"id":"a","x":${deep(200)}}\n`)).toBe('2:142 evidence-too-deep');
  expect(await refused(`[{"id":"a","x":${deep(200)}}]`)).toBe('1:142 evidence-too-deep');
  expect(await refused('['.repeat(5 * MB))).toBe('1:129 evidence-too-deep');
  expect(await refused('{"a":'.repeat(MB))).toBe('1:641 evidence-too-deep');
  expect(await refused(`{"id":"a","x":${'['.repeat(MB)}\n{"id":"b"}\n`)).toMatch(
    /evidence-(?:too-deep|truncated)$/u,
  );
});

test.each([
  ['1e999', null],
  ['-1e999', null],
  ['1e308', 1e308],
  ['5e-324', 5e-324],
  ['1e-999', 0],
  ['123456789012345678901234567890', 1.2345678901234568e29],
  [`0.${'1'.repeat(5_000)}`, 1 / 9],
])('the number %s', async (text, expected) => {
  for (const file of [`{"id":"a","score":${text}}\n{"id":"b","score":0}\n`, `[{"id":"a","score":${text}}]`]) {
    const [row] = rowsOf(await read(file));
    expect(row?.['score']).toBe(expected);
  }
});

test('the places of bytes that are not UTF-8', async () => {
  const bad = (text: string): Buffer => Buffer.from(text.replace('#', '\xff'), 'latin1');
  expect(await refused(bad('{"id":"a"}\n{"id":"b#"}\n'))).toBe('2:9 evidence-not-utf8');
  expect(await refused(bad('[{"id":"a"},\n{"id":"b#"}]'))).toBe('2:9 evidence-not-utf8');
  expect(await refused(bad('id\na\nbc#\n'))).toBe('3:3 evidence-not-utf8');
  for (const piece of [1, 2, 3, 5])
    expect(await refused(bad('id\na\nbc#\n'), { piece })).toBe('3:3 evidence-not-utf8');
  expect(await refused(Buffer.from('id,score\na,1\n', 'utf16le'))).toBe('null:null evidence-unknown-format');
});

test.each([
  ['nothing', ''],
  ['space', ' \n\n\t '],
  ['a byte order mark', '\ufeff'],
])('%s', async (_, text) => {
  expect(await refused(text)).toBe('null:null evidence-empty');
});

test.each([
  ['text', 'hello world, this is no result;\n'],
  ['YAML', 'id: a\nscore: 1\n'],
  ['Markdown', '# Results\n\n| a | b |\n'],
  ['a binary', Buffer.from([0, 1, 2, 3, 255])],
  ['a JSON string', '"x"'],
  ['JSON lists as lines', '[1]\n[2]\n'],
  ['HTML', '<!doctype html><html></html>'],
])('%s is refused', async (_, bytes) => {
  expect(await refused(bytes)).toMatch(/evidence-(?:unknown-format|no-item|syntax|wrong-format)$/u);
});

test('columns without end do not take memory without end', async () => {
  const own = Array.from({ length: 30_000 }, (_, i) => ({ id: `i${i}`, [`m${i}`]: 1 }));
  expect(await refused(jsonl(own))).toBe('null:null evidence-row-too-large');
  expect(await refused(jsonl(own.map(({ id }, i) => ({ id, [`l${i}`]: 'x' }))))).toBe(
    'null:null evidence-row-too-large',
  );
  // A thousand columns that are used in the first row and in the last one only.
  const wide = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`m${i}`, i]));
  const rows = [
    { id: 'first', ...wide },
    ...Array.from({ length: 200_000 }, (_, i) => ({ id: `i${i}` })),
    { id: 'last', ...wide },
  ];
  const before = process.memoryUsage().arrayBuffers;
  const { table } = await read(jsonl(rows), { piece: MB });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * MB);
  expect([table.metric('m7')?.get(0), table.metric('m7')?.get(1), table.metric('m7')?.get(200_001)]).toEqual([
    7,
    Number.NaN,
    7,
  ]);
});

/** A file of 2 GB that takes no room. */
async function sparse(name: string, head: string): Promise<ByteSource> {
  const path = join(folder, name);
  writeFileSync(path, head);
  execFileSync('truncate', ['-s', '2G', path]);
  const source = await fileSource(path, name);
  if (source === null) throw new Error('is not there');
  return source;
}

test.each([
  ['JSON', `[{"id":"${'a'.repeat(10_000)}"},`, 'evidence-too-large'],
  ['a JSON document', `{"x":"${'a'.repeat(10_000)}",\n"results":[`, 'evidence-too-large'],
  ['XML', `<testsuites name="${'a'.repeat(10_000)}">`, 'evidence-too-large'],
  ['a row without end', `{"id":"${'a'.repeat(10_000)}`, 'evidence-too-large'],
  ['JSON lines', `{"id":"${'a'.repeat(10_000)}"}\n{"id":"b"}\n`, 'evidence-row-too-large'],
  ['zeros', '', 'evidence-unknown-format'],
])('2 GB of %s are refused at once', async (kind, head, code) => {
  const source = await sparse(kind.replaceAll(' ', '-'), head);
  const before = process.memoryUsage().arrayBuffers;
  const start = performance.now();
  const error = await readEvidence(source, new Names(), ANY).catch((reason: unknown) => reason);
  expect(error instanceof Refusal ? error.problems[0]?.code : error).toBe(code);
  expect(performance.now() - start).toBeLessThan(5_000);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * MB);
});

test('a file that grows beyond what it was said to have', async () => {
  const endless: ByteSource = {
    ...memory(''),
    size: null,
    async *open() {
      yield Buffer.from('[');
      for (;;) yield Buffer.alloc(MB, '{"id":"a"},');
    },
  };
  await expect(readEvidence(endless, new Names(), ANY)).rejects.toMatchObject({
    problems: [{ code: 'evidence-too-large' }],
  });
});

test('a file that changes while it is read, or is gone', async () => {
  const path = join(folder, 'gone.csv');
  writeFileSync(path, 'id\na\n');
  const source = await fileSource(path, 'gone.csv');
  if (source === null) throw new Error('is not there');
  appendFileSync(path, 'b\n');
  expect((await readEvidence(source, new Names(), ANY)).table.rows).toBe(2);
  rmSync(path);
  await expect(readEvidence(source, new Names(), ANY)).rejects.toMatchObject({
    problems: [{ code: 'file-missing', file: 'gone.csv' }],
  });
});

/** AIRLOCK_BENCH=1: two gigabytes of rows, of which the items are few. */
test.skipIf(process.env['AIRLOCK_BENCH'] !== '1')(
  '2 GB of JSON lines in bounded memory',
  { timeout: 900_000 },
  async () => {
    const block = Buffer.from(
      jsonl(
        Array.from({ length: 2_000 }, (_, i) => ({
          id: `i${i}`,
          run: 'r',
          score: i % 2,
          text: 'x'.repeat(450),
        })),
      ),
    );
    const source: ByteSource = {
      name: 'large',
      size: null,
      async *open() {
        for (let sent = 0; sent < 2 * 1024 * MB; sent += block.length) yield block;
      },
    };
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 50);
    const start = performance.now();
    const { table } = await readEvidence(source, new Names(), ANY);
    clearInterval(timer);
    process.stderr.write(
      `${table.rows} rows in ${Math.round(performance.now() - start)} ms, at most ${Math.round(peak / MB)} MB\n`,
    );
    expect(peak).toBeLessThan(512 * MB);
  },
);
