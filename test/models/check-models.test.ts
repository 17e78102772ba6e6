import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { modelEol } from '../../src/models/eol.ts';
import { EOL_TABLE } from '../../src/models/table.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TABLE = join(ROOT, 'src/models/eol.json');
const text = readFileSync(TABLE, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'check-models-'));
afterAll(() => rmSync(folder, { recursive: true }));

function check(table?: string): { status: number | null; lines: string[] } {
  const file = join(folder, 'eol.json');
  if (table !== undefined) writeFileSync(file, table);
  const args = [join(ROOT, 'scripts/check-models.ts'), ...(table === undefined ? [] : [file])];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status: run.status, lines: run.stdout.trimEnd().split('\n') };
}

/** A copy with one piece of text replaced; fails when the piece is not there, or the test would prove nothing. */
function broken(from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

test('the table that ships is sound and small', () => {
  expect(check()).toEqual({ status: 0, lines: [`${EOL_TABLE.length} entries, 0 problems`] });
  expect(text.length).toBeLessThan(60_000);
});

// How a project names the platform before the id.
const PREFIX: Record<string, string> = { alibaba: 'dashscope/', vertex: 'vertex_ai/', google: 'gemini/' };

test('every line is found again through its own id behind its platform', () => {
  const lost = EOL_TABLE.filter(({ id, provider }) => {
    const found = modelEol(`${PREFIX[provider] ?? `${provider}/`}${id}`, '2026-11-21', []);
    return found.matched !== id;
  });
  expect(lost.map(({ id, provider }) => `${provider} ${id}`)).toEqual([]);
});

const SHAPE = /^block \d+ \(openai\) row \d+: not \[id, deprecated, retires, successor\]$/;
const ROW = '["gpt-4-0613", "2026-04-22", "2026-10-23", "gpt-5.6-sol"]';

test.each([
  [
    'a date that does not exist',
    ROW.replace('2026-10-23', '2026-02-30'),
    'openai gpt-4-0613: retires 2026-02-30 is not a date',
  ],
  [
    'an end before its announcement',
    ROW.replace('2026-04-22', '2026-12-22'),
    'openai gpt-4-0613: deprecated 2026-12-22 after it retires on 2026-10-23',
  ],
  ['no date at all', '["gpt-4-0613", null, null, null]', 'openai gpt-4-0613: has no date at all'],
  [
    'a successor gone before',
    ROW.replace('gpt-5.6-sol', 'gpt-4-0314'),
    'openai gpt-4-0613: successor gpt-4-0314 is gone from 2026-03-26, not after 2026-10-23',
  ],
  [
    'itself as successor',
    ROW.replace('gpt-5.6-sol', 'gpt-4-0613'),
    'openai gpt-4-0613: is its own successor',
  ],
  ['a model listed twice', `${ROW},\n      ${ROW}`, 'openai gpt-4-0613: listed twice'],
  [
    'rows out of order',
    `["gpt-9", null, "2026-10-23", null],\n      ${ROW}`,
    'openai gpt-4-0613: out of order after openai gpt-9',
  ],
  ['a flag nobody knows', ROW.replace(']', ', "perhaps"]'), SHAPE],
  ['a row that is too long', ROW.replace(']', ', "earliest", 1]'), SHAPE],
  ['a row that is too short', '["gpt-4-0613", "2026-10-23"]', SHAPE],
  [
    'a space in the id',
    ROW.replace('gpt-4-0613', 'gpt-4 0613'),
    'openai gpt-4 0613: id is empty or has a space',
  ],
])('%s is found', (_, row, problem) => {
  const { status, lines } = check(broken(ROW, row));
  expect(status).toBe(1);
  expect(lines).toContainEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem));
  expect(lines.at(-1)).toMatch(/^\d+ entries, [1-9]\d* problems$/);
});

test.each([
  [
    'a source that is not https',
    '"source": "https://docs.x.ai',
    '"source": "http://docs.x.ai',
    /^xai grok-3: source is not an https page$/,
  ],
  [
    'a check day that is no date',
    '"checked": "2026-09-22"',
    '"checked": "last week"',
    /^google .*: checked last week is not a date$/,
  ],
  ['a missing firsthand', '"firsthand": true', '"first": true', /firsthand must be true or false/],
])('%s is found', (_, from, to, problem) => {
  const { status, lines } = check(broken(from, to));
  expect(status).toBe(1);
  expect(lines).toContainEqual(expect.stringMatching(problem));
});

test('data of another shape is a problem, not a crash', () => {
  expect(check('{}')).toEqual({
    status: 1,
    lines: ['the table is not a list of blocks', '0 entries, 1 problems'],
  });
  expect(check('[1]').lines).toEqual(['block 0: not an object', '0 entries, 1 problems']);
});
