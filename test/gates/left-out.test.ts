import { describe, expect, test } from 'vitest';
import { flips, type Given, judged, numbered, type Row, verdictOf } from './judged.ts';

/** The first `n` rows with something else in them. */
function first(rows: readonly Row[], n: number, change: (row: Row) => Row): Row[] {
  return rows.map((row, i) => (i < n ? change(row) : row));
}
const erred = ({ id }: Row): Row => ({ id, error: 'timeout' });
const unscored = ({ id }: Row): Row => ({ id, score: null });

describe('errors count against the arm that erred, and must not decide', () => {
  const same = flips({ both: 200 });
  const worse = flips({ both: 192, lost: 8 });
  test.each<[string, Given, string]>([
    ['too few to turn a pass', { ...same, candidate: first(same.candidate, 2, erred) }, 'pass within-margin'],
    [
      'enough to turn it',
      { ...same, candidate: first(same.candidate, 12, erred) },
      'inconclusive errors-decide',
    ],
    [
      'so many that a loss is shown only by them',
      { ...same, candidate: first(same.candidate, 60, erred) },
      'inconclusive errors-decide',
    ],
    [
      'of the baseline, that might have been right',
      { ...worse, baseline: first(worse.baseline, 12, erred) },
      'inconclusive errors-decide',
    ],
    [
      'of the same items in both',
      { candidate: first(same.candidate, 12, erred), baseline: first(same.baseline, 12, erred) },
      'inconclusive errors-decide',
    ],
  ])('%s', async (_, given, expected) => {
    expect(await verdictOf({ margin: 0.05 }, given)).toBe(expected);
  });

  test('a loss that is one without them stays one', async () => {
    const lost = flips({ both: 150, lost: 50 });
    const given = { ...lost, candidate: first(lost.candidate, 2, erred) };
    const check = await judged({ margin: 0.05 }, given);
    expect([check.code, check.args['candidateErrors'], check.candidate]).toEqual(['regressed', 2, 0.74]);
  });

  test('nothing is better only because the baseline erred', async () => {
    const given = { ...same, baseline: first(same.baseline, 12, erred) };
    expect(await verdictOf({ margin: 0.05 }, given)).toBe('pass within-margin');
  });

  test('what else it might have been is said', async () => {
    const given = { ...same, candidate: first(same.candidate, 60, erred) };
    expect((await judged({ margin: 0.05 }, given)).args['otherwise']).toBe('pass');
  });

  test('of a floor', async () => {
    const rows = numbered(100, (i) => (i < 95 ? 1 : 0));
    expect(await verdictOf({ min: 0.9 }, { candidate: rows })).toBe('pass limit-kept');
    expect(await verdictOf({ min: 0.9 }, { candidate: first(rows, 8, erred) })).toBe(
      'inconclusive errors-decide',
    );
  });

  test('a latency or a cost has none', async () => {
    const slow = numbered(100, () => 800, 'latency_ms');
    const check = await judged(
      { metric: 'latency_ms', statistic: 'p95', max: 1000 },
      { candidate: first(slow, 10, erred) },
    );
    expect([check.verdict, check.n]).toEqual(['pass', 90]);
  });
});

describe('a missing score leaves its pair out', () => {
  const same = flips({ both: 200 });
  test('it counts neither as an item nor as unmatched', async () => {
    const check = await judged({ margin: 0.05 }, { ...same, candidate: first(same.candidate, 40, unscored) });
    expect([check.verdict, check.n, check.args['missing']]).toEqual(['pass', 160, 40]);
  });

  test('in either arm, and never as 0', async () => {
    const lost = { ...same, baseline: first(same.baseline, 100, unscored) };
    const check = await judged({ margin: 0.05 }, lost);
    expect([check.n, check.baseline, check.candidate]).toEqual([100, 1, 1]);
  });

  test('where all are missing nothing is known', async () => {
    const none = first(same.candidate, 200, unscored);
    expect(await verdictOf({ margin: 0.05 }, { ...same, candidate: none })).toBe('unmeasured no-pairs');
    expect(await verdictOf({ min: 0.5 }, { candidate: none })).toBe('unmeasured no-values');
  });
});

describe('an item that occurs twice', () => {
  const same = flips({ both: 100 });
  test('is left out of pairs and counted', async () => {
    const candidate = [...same.candidate, { id: 'i0', score: 0 }, { id: 'i1', score: 0 }];
    const check = await judged({ margin: 0.1 }, { ...same, candidate });
    expect([check.verdict, check.n, check.args['duplicates']]).toEqual(['pass', 98, 2]);
  });

  test('in the baseline as well', async () => {
    const baseline = [...same.baseline, { id: 'i0', score: 0 }];
    const check = await judged({ margin: 0.1 }, { ...same, baseline });
    expect([check.n, check.args['duplicates']]).toEqual([99, 1]);
  });
});

describe('what cannot be compared gets no number', () => {
  const same = flips({ both: 100 });
  const cut = (rows: readonly Row[], n: number): Row[] => rows.slice(0, n);
  const runs = (rows: readonly Row[]): Row[] =>
    ['1', '2'].flatMap((run) => rows.map((row) => ({ ...row, run })));
  test.each<[string, Given, string]>([
    ['no baseline', { candidate: same.candidate }, 'no-baseline'],
    ['items of one arm only', { ...same, candidate: cut(same.candidate, 94) }, 'items-differ'],
    [
      'other items altogether',
      { ...same, candidate: flips({ both: 100 }, {}, 1000).candidate },
      'items-differ',
    ],
    ['another scorer', { ...same, facts: { scorer: 'a' }, baselineFacts: { scorer: 'b' } }, 'scorer-differs'],
    ['a scorer that one does not name', { ...same, facts: { scorer: 'a' } }, 'scorer-differs'],
    ['another judge', { ...same, facts: { judge: 'a' }, baselineFacts: { judge: 'b' } }, 'judge-differs'],
    ['a judge that one does not name', { ...same, baselineFacts: { judge: 'b' } }, 'judge-differs'],
    ['more repeats', { ...same, candidate: runs(same.candidate) }, 'repeats-differ'],
    ['a run that was cut short', { ...same, facts: { complete: false } }, 'run-incomplete'],
    ['a baseline that was cut short', { ...same, baselineFacts: { complete: false } }, 'run-incomplete'],
    ['several candidates', { ...same, facts: { candidates: ['a', 'b'] } }, 'several-candidates'],
    ['no rows', { ...same, candidate: [] }, 'no-rows'],
    ['no such metric', { ...same, candidate: numbered(100, () => 1, 'scroe') }, 'metric-missing'],
    ['no such metric before', { ...same, baseline: numbered(100, () => 1, 'other') }, 'metric-missing'],
  ])('%s', async (_, given, code) => {
    const check = await judged({ margin: 0.1 }, given);
    expect([check.verdict, check.code, check.delta, check.interval]).toEqual([
      'unmeasured',
      code,
      null,
      null,
    ]);
  });

  test('what neither states counts as equal, and so does what both state alike', async () => {
    const alike = { scorer: 's', judge: 'j' };
    expect(await verdictOf({ margin: 0.1 }, same)).toBe('pass within-margin');
    expect(await verdictOf({ margin: 0.1 }, { ...same, facts: alike, baselineFacts: alike })).toBe(
      'pass within-margin',
    );
  });

  test('95 of 100 items in common are enough', async () => {
    const check = await judged({ margin: 0.1 }, { ...same, candidate: cut(same.candidate, 95) });
    expect([check.verdict, check.n, check.args['baselineOnly']]).toEqual(['pass', 95, 5]);
  });

  test('a suite that the change itself alters is paired where it did not', async () => {
    const candidate = [...cut(same.candidate, 60), ...flips({ both: 50 }, {}, 1000).candidate];
    const check = await judged({ margin: 0.15 }, { ...same, candidate, suiteChanged: true });
    expect([check.verdict, check.n, check.args['candidateOnly'], check.args['baselineOnly']]).toEqual([
      'pass',
      60,
      50,
      40,
    ]);
    const other = flips({ both: 100 }, {}, 1000).candidate;
    expect(await verdictOf({ margin: 0.1 }, { ...same, candidate: other, suiteChanged: true })).toBe(
      'unmeasured no-pairs',
    );
  });

  test('an absolute limit needs no baseline', async () => {
    expect(await verdictOf({ min: 0.9 }, { candidate: same.candidate })).toBe('pass limit-kept');
  });

  test('a threshold makes a graded metric pass or fail', async () => {
    const arm = numbered(100, (i) => (i < 90 ? 4 : 2));
    const check = await judged({ min: 0.85 }, { candidate: arm, pass: { score: '>= 4' } });
    expect([check.code, check.candidate, check.method]).toEqual(['limit-kept', 0.9, 'wilson']);
  });
});
