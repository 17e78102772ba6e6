import { expect, test } from 'vitest';
import { scriptOf } from '../../src/evidence/script.ts';
import { recordBaseline } from '../../src/gates/production/baseline.ts';
import { likenessOf } from '../../src/gates/production/likeness.ts';
import { evidenceDocument } from '../../src/report/documents/evidence.ts';
import { evidenceText } from '../../src/report/evidence-text.ts';
import { PLAIN } from '../../src/report/terminal.ts';
import { jsonl, read, rows } from './read.ts';

test.each([
  ['Where is my parcel?', 'Latin'],
  ['Где моя посылка?', 'Cyrillic'],
  ['荷物はどこですか', 'Kana'],
  ['我的包裹在哪里', 'Han'],
  ['내 소포는 어디에 있나요', 'Hangul'],
  ['أين طردي', 'Arabic'],
  ['12345 ?!', 'other'],
  ['', 'other'],
])('%s is written in %s', (text, script) => {
  expect(scriptOf(text)).toBe(script);
});

test('of a text its length and its script are told, where that is asked for, and never the text', async () => {
  const line = { id: 'a', input: 'Где моя посылка?', note: 'x'.repeat(100), language: 'ru' };
  const [plain] = await rows(jsonl([line]));
  expect(plain).not.toHaveProperty('input.length');
  const [described] = await rows(jsonl([line]), { describeTexts: true });
  expect(described).toMatchObject({
    'input.length': 16,
    'input.script:': 'Cyrillic',
    'note.length': 100,
    'language:': 'ru',
  });
  expect(described).not.toHaveProperty('language.length');
  expect(described).not.toHaveProperty('input:');
});

test('results against recorded traffic, in words', async () => {
  const of = (share: number) =>
    read(
      jsonl(
        Array.from({ length: 400 }, (_, i) => ({
          id: `r${i}`,
          team: i < 400 * share ? 'a' : 'b',
          score: i % 2,
        })),
      ),
    );
  const baseline = recordBaseline((await of(0.5)).table);
  const said = async (share: number): Promise<string> => {
    const file = await of(share);
    return evidenceText(evidenceDocument(file, likenessOf(file.table, baseline)), PLAIN);
  };
  expect(await said(0.9)).toMatch(/team a +90\.0 % here, 50\.0 % in production: too many/u);
  expect(await said(0.9)).toMatch(/team b +10\.0 % here, 50\.0 % in production: too few/u);
  expect(await said(0.5)).toContain('alike in 2 respects that both know');
});
