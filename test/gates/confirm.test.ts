import { describe, expect, test } from 'vitest';
import { compactScores, keptScores } from '../../src/check/scores.ts';
import { ARM, bothArms } from '../../src/evidence/both-arms.ts';
import { Names } from '../../src/evidence/columns.ts';
import { hashedItem } from '../../src/evidence/item-hash.ts';
import { ANY, readEvidence } from '../../src/evidence/read.ts';
import type { Check } from '../../src/gates/check.ts';
import { clopperPearson } from '../../src/stats/proportion.ts';
import { checksOf, flips, type Given, measured, type Row } from './judged.ts';

const confirmed = { margin: 0.1, confirm: { evidence: 'again', repeats: 3, max: 0.02 } };

/** So many repeats of an item on both sides, of which so many are good. */
interface Again {
  readonly live?: number;
  readonly candidate?: number;
  readonly repeats?: number;
}

function again(items: Readonly<Record<string, Again>>, more: Row = {}): Given {
  const rows = (side: 'live' | 'candidate'): Row[] =>
    Object.entries(items).flatMap(([id, one]) =>
      Array.from({ length: one.repeats ?? 3 }, (_, run) => ({
        id,
        run,
        score: run < (one[side] ?? 0) ? 1 : 0,
        ...more,
      })),
    );
  return { candidate: rows('candidate'), baseline: rows('live') };
}

/** Items i180 to i199 are lost, of 200 pairs. */
const twenty = flips({ both: 180, lost: 20 });
const broken = { live: 3, candidate: 0 };
const chance = { live: 3, candidate: 3 };
const lucky = { live: 0, candidate: 0 };

function losses(from: number, to: number, what: Again): Record<string, Again> {
  return Object.fromEntries(Array.from({ length: to - from }, (_, i) => [`i${from + i}`, what]));
}

async function stepOf(given: Given, criterion: Row = confirmed): Promise<{ margin: Check; step: Check }> {
  const checks = await checksOf(criterion, given);
  const of = (rule: string): Check => {
    const check = checks.find((one) => one.rule === rule);
    if (check === undefined) throw new Error(`no ${rule}`);
    return check;
  };
  return { margin: of('margin'), step: of('confirm') };
}

describe('what the repeats of lost items say', () => {
  test('an item is confirmed, not confirmed, or fails on live too', async () => {
    const repeats = again({
      ...losses(180, 190, chance),
      ...losses(190, 198, broken),
      i198: lucky,
      i199: { live: 2, candidate: 0 },
    });
    const { step } = await stepOf({ ...flips({ both: 180, lost: 20, neither: 4 }), again: repeats });
    expect(step.confirm).toMatchObject({
      confirmed: Object.keys(losses(190, 198, broken)),
      alreadyFailing: ['i198'],
      waiting: [],
      repeats: 3,
      agree: 3,
      failedBefore: 4,
    });
    expect(step.confirm?.notConfirmed).toHaveLength(11);
    expect([step.n, step.candidate]).toEqual([204, 8 / 204]);
  });

  test('the share of broken items has an exact interval, and fails where all of it is too much', async () => {
    const { step } = await stepOf({ ...twenty, again: again(losses(180, 200, broken)) });
    const { lo, hi } = clopperPearson({ k: 20, n: 200 }, 0.05);
    expect(step.interval).toEqual([lo, hi]);
    expect([step.verdict, step.code]).toEqual(['fail', 'broken-many']);
    expect(step.args).toMatchObject({ itemCount: 20, items: 'i180, i181, i182, i183, i184' });
  });

  test('losses by chance pass', async () => {
    const { step } = await stepOf({ ...twenty, again: again(losses(180, 200, chance)) });
    expect([step.verdict, step.code]).toEqual(['pass', 'broken-few']);
  });

  test('in between nobody can tell', async () => {
    const mixed = again({ ...losses(180, 193, chance), ...losses(193, 200, broken) });
    const { step } = await stepOf({ ...twenty, again: mixed });
    expect([step.verdict, step.code]).toEqual(['inconclusive', 'broken-not-shown']);
    expect([step.args['lever'], step.args['requiredN']]).toEqual(['items', expect.any(Number)]);
    expect(step.args['requiredN']).toBeGreaterThan(200);
  });

  test('a share at the limit itself is settled by no number of items', async () => {
    const at = again({ ...losses(180, 196, chance), ...losses(196, 200, broken) });
    const { step } = await stepOf({ ...twenty, again: at });
    expect([step.code, step.args['lever']]).toEqual(['broken-not-shown', 'none']);
  });

  test('no loss in too few items is settled by more of them', async () => {
    const few = flips({ both: 98, lost: 2 });
    const { step } = await stepOf({ ...few, again: again(losses(98, 100, chance)) });
    expect([step.code, step.args['requiredN']]).toEqual(['broken-not-shown', 149]);
  });

  test('without `max` the margin is the limit', async () => {
    const criterion = { margin: 0.1, confirm: { evidence: 'again' } };
    const { step } = await stepOf({ ...twenty, again: again(losses(180, 200, chance)) }, criterion);
    expect(step.limit).toBe(0.1);
  });

  test('of what is better where lower, a hit is what is lost', async () => {
    const flipped = (rows: readonly Row[]): Row[] =>
      rows.map((row) => ({ ...row, score: row['score'] === 1 ? 0 : 1 }));
    const repeats = again(losses(180, 200, broken));
    const { step } = await stepOf(
      {
        candidate: flipped(twenty.candidate),
        baseline: flipped(twenty.baseline),
        again: { candidate: flipped(repeats.candidate), baseline: flipped(repeats.baseline ?? []) },
      },
      { ...confirmed, better: 'lower' },
    );
    expect([step.code, step.confirm?.confirmed.length]).toEqual(['broken-many', 20]);
  });
});

describe('the margin rests on the first run', () => {
  const lost = flips({ both: 160, lost: 40 });

  test('whatever the repeats say, its figures stay', async () => {
    const of = async (what: Again): Promise<Check> =>
      (await stepOf({ ...lost, again: again(losses(160, 200, what)) })).margin;
    const [excused, shown] = [await of(chance), await of(broken)];
    expect(excused).toEqual(shown);
    expect(excused.verdict).toBe('fail');
  });

  test('being told worse in two ways is as often wrong as in one', async () => {
    const edge = { both: 172, lost: 28 };
    const plain = await checksOf({ margin: 0.1 }, flips(edge));
    expect(plain[0]?.verdict).toBe('fail');
    const given = { ...flips(edge), again: again(losses(172, 200, chance)) };
    const { margin } = await stepOf(given);
    expect([margin.verdict, margin.code]).toEqual(['inconclusive', 'not-shown-at-half']);
    // Where both say so, neither is chance.
    const both = await stepOf({ ...flips(edge), again: again(losses(172, 200, broken)) });
    expect([both.margin.verdict, both.step.verdict]).toEqual(['fail', 'fail']);
  });
});

describe('repeats that are not there', () => {
  test('no result is none', async () => {
    const { step } = await stepOf(twenty);
    expect([step.verdict, step.code]).toEqual(['unmeasured', 'confirm-missing']);
    expect(step.confirm?.waiting).toHaveLength(20);
    expect(step.args).toMatchObject({ again: 'again', repeats: 3, itemCount: 20 });
  });

  test('few losses need none', async () => {
    const { step } = await stepOf(flips({ both: 399, lost: 1 }));
    expect([step.verdict, step.code]).toEqual(['pass', 'confirm-not-needed']);
  });

  test('enough that are confirmed fail without the others', async () => {
    const { step } = await stepOf({ ...twenty, again: again(losses(180, 195, broken)) });
    expect([step.verdict, step.confirm?.waiting.length]).toEqual(['fail', 5]);
  });

  test.each([
    ['fewer', { ...chance, repeats: 2 }],
    ['more, of which some were picked', { ...chance, repeats: 4 }],
  ])('%s than the rule asks', async (_, what) => {
    const { step } = await stepOf({ ...twenty, again: again(losses(180, 200, what)) });
    expect([step.code, step.confirm?.waiting.length]).toEqual(['confirm-missing', 20]);
  });

  test('one run twice is not two, and an error is no answer', async () => {
    const whole = again(losses(180, 200, chance));
    const twice = { ...whole, candidate: whole.candidate.map((row) => ({ ...row, run: 1 })) };
    expect((await stepOf({ ...twenty, again: twice })).step.code).toBe('confirm-missing');
    const erred = {
      ...whole,
      candidate: whole.candidate.map(({ score: _, ...row }) => ({ ...row, error: 'timeout' })),
    };
    expect((await stepOf({ ...twenty, again: erred })).step.code).toBe('metric-missing');
    const once = {
      ...whole,
      candidate: whole.candidate.map((row, i) =>
        i === 0 ? { id: row['id'], run: 0, error: 'timeout' } : row,
      ),
    };
    expect((await stepOf({ ...twenty, again: once })).step.confirm?.waiting).toEqual(['i180']);
  });

  test('an error beside enough answers is one repeat too many', async () => {
    const whole = again(losses(180, 200, chance));
    const more = { id: 'i180', run: 9, error: 'timeout' };
    const { step } = await stepOf({
      ...twenty,
      again: { ...whole, candidate: [...whole.candidate, more] },
    });
    expect(step.confirm?.waiting).toEqual(['i180']);
  });

  test('repeats by another judge say nothing', async () => {
    const other = { ...again(losses(180, 200, chance)), facts: { judge: 'another' } };
    const { step } = await stepOf({ ...twenty, again: other });
    expect([step.verdict, step.code]).toEqual(['unmeasured', 'judge-differs']);
  });

  test('an item that erred runs again, and items that were never lost count for nothing', async () => {
    const { candidate, baseline } = flips({ both: 200 });
    const erred = candidate.map((row, i) => (i < 20 ? { id: row['id'], error: 'timeout' } : row));
    const given = { candidate: erred, baseline, again: again(losses(0, 40, chance)) };
    const { step } = await stepOf(given);
    expect([step.code, step.confirm?.notConfirmed.length]).toEqual(['broken-few', 20]);
  });
});

test('one file may hold both arms, and the order of its rows plays no part', async () => {
  const two = again({ ...losses(180, 190, chance), ...losses(190, 200, broken) });
  const rows = [
    ...two.candidate.map((row) => ({ ...row, arm: 'candidate' })),
    ...(two.baseline ?? []).map((row) => ({ ...row, arm: 'live' })),
  ];
  const expected = await stepOf({ ...twenty, again: two });
  for (const one of [rows, rows.toReversed()])
    expect((await stepOf({ ...twenty, again: { candidate: one } })).step).toEqual(expected.step);
});

test('what the ledger keeps of both arms says the same at the promotion', async () => {
  const again_ = again({ ...losses(180, 190, chance), ...losses(190, 200, broken) });
  const state = await measured(again_);
  if (state.state !== 'measured' || state.baseline === null) throw new Error('measured');
  const kept = compactScores(bothArms(state.candidate, state.baseline), {
    plain: new Set([ARM]),
    hashed: new Set(['run']),
  });
  const source = keptScores(kept, 'again', new Names());
  const candidate = await readEvidence(source, new Names(), { ...ANY, kept: new Set([ARM]) });
  const hashed = (rows: readonly Row[]): Row[] =>
    rows.map((row) => ({ ...row, id: hashedItem(String(row['id'])) }));
  const first = await stepOf({ ...twenty, again: again_ });
  const later = await stepOf({
    candidate: hashed(twenty.candidate),
    baseline: hashed(twenty.baseline),
    againState: { ...state, candidate, baseline: null },
  });
  expect([later.step.code, later.step.interval]).toEqual([first.step.code, first.step.interval]);
  expect(later.step.confirm?.confirmed).toHaveLength(10);
});

test('a grade does not flip', async () => {
  const graded = (rows: readonly Row[]): Row[] => rows.map((row, i) => ({ ...row, score: i % 7 }));
  const { step } = await stepOf({ candidate: graded(twenty.candidate), baseline: graded(twenty.baseline) });
  expect([step.verdict, step.code]).toEqual(['unmeasured', 'confirm-ungraded']);
});
