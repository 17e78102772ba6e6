import { describe, expect, test } from 'vitest';
import { binomialPmf } from '../../src/stats/binomial.ts';
import {
  brokenAbove,
  brokenShare,
  confirmationOf,
  confirmRule,
  falselyConfirmed,
} from '../../src/stats/confirm.ts';

/** Probability, summed over all outcomes, that an item answered with these chances is lost first and then confirmed. */
function confirmedBy(live: number, candidate: number, repeats: number): number {
  const rule = confirmRule(repeats);
  let sum = 0;
  for (let a = 0; a <= repeats; a += 1)
    for (let b = 0; b <= repeats; b += 1)
      if (confirmationOf({ live: a, candidate: b }, rule) === 'confirmed')
        sum += binomialPmf(a, repeats, live) * binomialPmf(b, repeats, candidate);
  return live * (1 - candidate) * sum;
}

describe('an item that is no worse', () => {
  const chances = Array.from({ length: 21 }, (_, i) => i / 20);

  test.each([2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'is called broken by %i repeats no more often than is said',
    (repeats) => {
      const bound = falselyConfirmed(confirmRule(repeats));
      for (const live of chances)
        for (const candidate of chances)
          if (candidate >= live)
            expect(confirmedBy(live, candidate, repeats)).toBeLessThanOrEqual(bound + 1e-12);
      expect(confirmedBy(0.5, 0.5, repeats)).toBeCloseTo(bound, 12);
      if (repeats > 2) expect(bound).toBeLessThanOrEqual(0.01);
    },
  );

  test('the fewest repeats that agree', () => {
    expect([2, 3, 5, 8, 10].map((repeats) => confirmRule(repeats).agree)).toEqual([2, 3, 4, 6, 7]);
  });
});

test('what live does not answer again was luck, whatever the candidate does', () => {
  const rule = confirmRule(5);
  const said = (live: number, candidate: number) => confirmationOf({ live, candidate }, rule);
  expect([said(1, 0), said(0, 5)]).toEqual(['already-failing', 'already-failing']);
  expect([said(4, 1), said(5, 0)]).toEqual(['confirmed', 'confirmed']);
  expect([said(3, 0), said(5, 2), said(5, 5)]).toEqual(['not-confirmed', 'not-confirmed', 'not-confirmed']);
});

test('what waits counts against either end', () => {
  const known = brokenShare({ n: 100, confirmed: 5, waiting: 0 });
  const open = brokenShare({ n: 100, confirmed: 5, waiting: 3 });
  expect(open.lo).toBe(known.lo);
  expect(open.hi).toBe(brokenShare({ n: 100, confirmed: 8, waiting: 0 }).hi);
  // The test and the interval agree.
  expect(brokenAbove({ n: 100, confirmed: 5, waiting: 0 }, known.lo)).toBeCloseTo(0.05, 9);
});
