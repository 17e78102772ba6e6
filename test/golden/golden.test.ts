import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Answers, answersOf, FORMS, readCase } from './golden.ts';

/** `UPDATE_GOLDEN=1 npx vitest run test/golden` writes what is expected anew; read every report that changes. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';
const CASES = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

test('there are cases', () => expect(CASES.length).toBeGreaterThanOrEqual(10));

describe.each(CASES)('%s', (name) => {
  const folder = join(import.meta.dirname, name);
  let answers: Answers;
  beforeAll(async () => {
    answers = await answersOf(folder);
  });

  test(readCase(folder).sentence, () => {
    const { files, errors } = answers;
    expect(errors).toBe('');
    for (const [file] of FORMS) {
      const path = join(folder, file);
      if (UPDATE) writeFileSync(path, files[file]);
      expect(existsSync(path), `${path} is missing: run with UPDATE_GOLDEN=1`).toBe(true);
      expect(files[file], path).toBe(readFileSync(path, 'utf8'));
    }
  });

  test('its report keeps to its manners', () => {
    const report = answers.files['report.md'];
    const [first = ''] = report.split('<details>', 1);
    const lines = first.split('\n').filter((line) => line.trim() !== '');
    expect(lines[0]).toMatch(
      /^### (?:✅ Go|⛔ No-go|❔ Undecided) · \S+ \S+ · (?:(?:low|medium|high) risk|risk unknown)$/u,
    );
    // A go is three lines, and one more where policy leaves items out; everything else fits on a screen.
    const go = first.includes('**Quarantined**') ? 4 : 3;
    expect(lines.length).toBeLessThanOrEqual(lines[0]?.includes('✅') === true ? go : 16);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(600);
    expect(report).not.toMatch(/\b(?:undefined|NaN|null|Infinity|\[object)\b/u);
  });
});
