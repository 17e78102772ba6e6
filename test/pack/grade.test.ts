import { expect, test } from 'vitest';
import { GRADES, type GradeFacts, gradeOf } from '../../src/pack/grade.ts';

const ROWS = ['recomputed', 'taken-over'] as const;
const RUNS = ['trusted', 'untrusted', 'claimed', 'unknown'] as const;
const ATTESTATIONS = ['verified', 'unnamed', 'none'] as const;
const ALL: GradeFacts[] = ROWS.flatMap((rows) =>
  RUNS.flatMap((run) => ATTESTATIONS.map((attestation) => ({ rows, run, attestation }))),
);
const rank = (facts: GradeFacts): number => GRADES.indexOf(gradeOf(facts).grade);

test('each grade needs all of the one below', () => {
  for (const facts of ALL) {
    const least = [
      true,
      facts.rows === 'recomputed',
      facts.run === 'trusted' && facts.attestation !== 'unnamed',
      facts.attestation === 'verified',
    ];
    const expected = least.findIndex((holds) => !holds);
    expect(rank(facts), JSON.stringify(facts)).toBe(expected === -1 ? 3 : expected - 1);
  }
});

test('every grade but the highest says why it is not higher', () => {
  for (const facts of ALL) expect(gradeOf(facts).whyNotHigher === null).toBe(gradeOf(facts).grade === 'E3');
});

test('less is never graded higher', () => {
  for (const facts of ALL) {
    expect(rank({ ...facts, rows: 'taken-over' })).toBeLessThanOrEqual(rank(facts));
    expect(rank({ ...facts, run: 'unknown' })).toBeLessThanOrEqual(rank(facts));
    expect(rank({ ...facts, attestation: 'none' })).toBeLessThanOrEqual(Math.max(rank(facts), 2));
  }
});
