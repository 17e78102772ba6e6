import { describe, expect, test } from 'vitest';
import type { Check } from '../../src/gates/check.ts';
import { checksOf, type Flips, flips, type Given, type Row } from './judged.ts';

/** Arms made of slices of a team each. */
function teams(slices: Readonly<Record<string, Flips>>): Given & { baseline: Row[] } {
  const parts = Object.entries(slices).map(([team, counts], i) => flips(counts, { team }, 10_000 * i));
  return {
    candidate: parts.flatMap(({ candidate }) => candidate),
    baseline: parts.flatMap(({ baseline }) => baseline),
  };
}

const said = (checks: readonly Check[]): string[] =>
  checks.map(({ slice, verdict, code, blocks }) => `${slice ?? '*'} ${verdict} ${code} ${blocks}`);

describe('harm: a slice fails the gate only where harm is shown', () => {
  const harm = { margin: 0.05, slices: ['team'] };

  test('a loss in one slice, though the whole is well', async () => {
    const given = teams({ a: { both: 400 }, b: { both: 60, lost: 20 }, c: { both: 400 } });
    expect(said(await checksOf(harm, given))).toEqual([
      '* pass within-margin true',
      'team=a pass within-margin false',
      'team=b fail regressed true',
      'team=c pass within-margin false',
    ]);
  });

  test('an open slice does not block, and its own verdict stays', async () => {
    const given = teams({ a: { both: 400 }, b: { both: 20 } });
    expect(said(await checksOf(harm, given)).slice(1)).toEqual([
      'team=a pass within-margin false',
      'team=b inconclusive underpowered false',
    ]);
  });

  test("Holm's correction runs over all slices of the criterion", async () => {
    const counts = { both: 68, lost: 12 };
    const alone = await checksOf(harm, teams({ b: counts, a: { both: 80 } }));
    expect(said(alone).at(-1)).toBe('team=b fail regressed true');
    const others = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`x${i}`, { both: 80 }]));
    const many = await checksOf(harm, teams({ ...others, b: counts }));
    const slice = many.find((check) => check.slice === 'team=b');
    expect(said(slice === undefined ? [] : [slice])).toEqual([
      'team=b inconclusive not-shown-after-correction false',
    ]);
    expect(slice?.args['adjustedP']).toBeGreaterThan(0.05);
  });

  test('a floor of slices', async () => {
    const given = teams({ a: { both: 95, neither: 5 }, b: { both: 60, neither: 40 } });
    expect(said(await checksOf({ min: 0.9, slices: ['team'] }, given)).slice(1)).toEqual([
      'team=a pass limit-kept false',
      'team=b fail limit-broken true',
    ]);
  });
});

describe('non-inferior: every slice must pass by itself', () => {
  const strict = { margin: 0.05, slices: { by: ['team'], rule: 'non-inferior' } };
  test('an open slice blocks', async () => {
    const given = teams({ a: { both: 400 }, b: { both: 20 } });
    expect(said(await checksOf(strict, given)).slice(1)).toEqual([
      'team=a pass within-margin true',
      'team=b inconclusive underpowered true',
    ]);
  });

  test('nothing is corrected', async () => {
    const others = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`x${i}`, { both: 80 }]));
    const checks = await checksOf(strict, teams({ ...others, b: { both: 68, lost: 12 } }));
    expect(said(checks.filter((check) => check.slice === 'team=b'))).toEqual(['team=b fail regressed true']);
  });
});

test('ids are those of the slice, in the order of its name', async () => {
  const given = teams({ z: { both: 60 }, a: { both: 60 } });
  expect((await checksOf({ margin: 0.1, slices: ['team'] }, given)).map(({ id }) => id)).toEqual([
    'functional/golden/score/margin',
    'functional/golden/score/margin/team=a',
    'functional/golden/score/margin/team=z',
  ]);
});

test('a key that no row has is unmeasured, never dropped', async () => {
  const given = teams({ a: { both: 100 } });
  expect(said(await checksOf({ margin: 0.1, slices: ['taem'] }, given))).toEqual([
    '* pass within-margin true',
    'taem unmeasured slice-missing true',
  ]);
});

test('the margin of a slice follows from its own size', async () => {
  const given = teams({ a: { both: 200 }, b: { both: 50 } });
  const margins = (await checksOf({ margin: 'auto', slices: ['team'] }, given)).map(({ margin }) => margin);
  expect(margins).toEqual([0.07, 0.08, 0.16]);
});
