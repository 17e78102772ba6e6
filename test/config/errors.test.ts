import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/read.ts';
import { problemText } from '../../src/report/problems.ts';

/**
 * Every kind of wrong configuration with the sentence that a user reads: `fixtures/errors.txt` is meant to be read.
 * AIRLOCK_UPDATE=1 writes it again.
 */
const GOLDEN = new URL('fixtures/errors.txt', import.meta.url);
const SAYS = '\n→\n';

function sentences(text: string): string {
  const result = readConfig({ path: 'airlock.yml', bytes: Buffer.from(text) }, null, 'bot');
  if (result.ok) return 'nothing is wrong';
  return result.problems.map((one) => problemText(one).split('\n')[0]).join('\n');
}

const blocks = readFileSync(GOLDEN, 'utf8').trimEnd().split('\n\n\n');
const cases = blocks.map((block) => block.split(SAYS)).map(([text = '', says = '']) => [text, says] as const);

test.each(cases)('%s', (text, says) => {
  if (process.env['AIRLOCK_UPDATE'] !== '1') expect(sentences(text)).toBe(says);
});

test('every case is an error', () => {
  expect(cases.filter(([, says]) => says === 'nothing is wrong')).toEqual([]);
  expect(cases.length).toBeGreaterThan(130);
});

test('every error has a place that lies in the text', () => {
  for (const [text] of cases) {
    const result = readConfig({ path: 'airlock.yml', bytes: Buffer.from(text) }, null, 'bot');
    if (result.ok) continue;
    for (const { line, column, file, expected } of result.problems) {
      expect(file).toBe('airlock.yml');
      const letters = [...(text.split('\n')[(line ?? 0) - 1] ?? '')];
      expect(column, text).toBeGreaterThanOrEqual(1);
      expect(column, text).toBeLessThanOrEqual(letters.length + 1);
      expect(expected, text).not.toBeNull();
    }
  }
});

if (process.env['AIRLOCK_UPDATE'] === '1')
  writeFileSync(GOLDEN, `${cases.map(([text]) => text + SAYS + sentences(text)).join('\n\n\n')}\n`);
