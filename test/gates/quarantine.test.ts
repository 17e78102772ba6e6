import { describe, expect, test } from 'vitest';
import { hashedItem } from '../../src/evidence/item-hash.ts';
import { quarantined } from '../../src/gates/quarantine.ts';
import { checksOf, flips, type Given, judged, measured, type Row, verdictOf } from './judged.ts';

const entry = (items: readonly string[], until = '2026-12-31'): Row => ({
  items,
  until,
  reason: 'flaky judge',
});
/** Items i190 to i199 are lost. */
const ten = flips({ both: 190, lost: 10 });
const LOST = Array.from({ length: 10 }, (_, i) => `i${190 + i}`);
const given: Given = { ...ten, quarantine: [entry(LOST)], today: '2026-11-28' };

describe('items that policy names', () => {
  test('are left out of both arms, and are counted', async () => {
    const check = await judged({ margin: 0.05 }, given);
    expect([check.n, check.candidate, check.baseline, check.verdict]).toEqual([190, 1, 1, 'pass']);
    expect(check.args['quarantined']).toBe(10);
  });

  test('count until the day is over, and again from the next on', async () => {
    const on = async (today: string) => (await judged({ margin: 0.05 }, { ...given, today })).n;
    expect([await on('2026-12-31'), await on('2027-01-01')]).toEqual([190, 200]);
  });

  test('without a day none is in force', async () => {
    const { today: _, ...rest } = given;
    expect((await judged({ margin: 0.05 }, rest)).n).toBe(200);
  });

  test('do not count as missing on one side', async () => {
    const candidate = ten.candidate.slice(0, 189);
    expect(await verdictOf({ margin: 0.05 }, { ...ten, candidate })).toBe('unmeasured items-differ');
    expect(await verdictOf({ margin: 0.05 }, { ...given, candidate })).toBe('pass within-margin');
  });

  test.each([
    ['floors', { min: 0.9 }, true],
    ['slices', { margin: 0.05, slices: ['team'] }, true],
    ['arms that are not paired', { margin: 0.05 }, false],
    ['weighted figures', { margin: 0.05, weights: 'team' }, true],
  ])('%s', async (_, criterion, paired) => {
    const team = (rows: readonly Row[] = []): Row[] => rows.map((row) => ({ ...row, team: 'a' }));
    const checks = await checksOf(criterion, {
      ...given,
      candidate: team(ten.candidate),
      baseline: team(ten.baseline),
      paired,
      mixes: { team: { a: 1 } },
    });
    for (const { candidate, baseline } of checks) expect([candidate, baseline ?? 1]).toEqual([1, 1]);
  });

  test('do not run again', async () => {
    const check = (await checksOf({ margin: 0.05, confirm: { evidence: 'again', max: 0.02 } }, given))[1];
    expect([check?.code, check?.confirm?.waiting]).toEqual(['broken-few', []]);
  });
});

test('a hit that must never be stays one', async () => {
  const hits = flips({ both: 200 });
  const candidate = hits.candidate.map((row, i) => ({ ...row, category: 'leak', score: i === 7 ? 0 : 1 }));
  const more = { ...hits, candidate, quarantine: [entry(['i7'])], today: '2026-11-28' };
  const [floor, never] = await checksOf({ min: 0.9, never: ['leak'] }, more);
  expect([floor?.candidate, never?.verdict, never?.args['items']]).toEqual([1, 'fail', 'i7']);
});

describe('more than one item in twenty', () => {
  const many = { ...given, quarantine: [entry([...LOST, 'i0'])] };

  test('is refused, and nothing is measured', async () => {
    const check = await judged({ margin: 0.05 }, many);
    expect([check.verdict, check.code, check.args]).toEqual([
      'unmeasured',
      'quarantine-too-large',
      { quarantined: 11, of: 200, most: 0.05 },
    ]);
  });

  test('what is over, or is not in the results, does not add to it', async () => {
    const over = { ...given, quarantine: [entry(LOST), entry(['i0', 'i1'], '2026-11-01'), entry(['gone'])] };
    expect((await judged({ margin: 0.05 }, over)).n).toBe(190);
  });
});

test('what a ledger keeps is found by its hash', async () => {
  const hashed = (rows: readonly Row[] = []): Row[] =>
    rows.map((row) => ({ ...row, id: hashedItem(String(row['id'])) }));
  const kept = { ...given, candidate: hashed(ten.candidate), baseline: hashed(ten.baseline) };
  expect((await judged({ margin: 0.05 }, kept)).n).toBe(190);
});

test('every entry says what came of it', async () => {
  const state = await measured(ten);
  if (state.state !== 'measured') throw new Error('measured');
  const rules = [
    { items: ['i190', 'gone'], until: '2026-11-28', reason: 'a' },
    { items: ['i0'], until: '2026-11-27', reason: 'b' },
  ];
  const { entries, count, of } = quarantined(rules, '2026-11-28', state);
  expect(entries.map((one) => [one.state, one.present])).toEqual([
    ['in-force', 1],
    ['expired', 1],
  ]);
  expect([count, of]).toEqual([1, 200]);
});
