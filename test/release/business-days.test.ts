import { expect, test } from 'vitest';
import { businessDaysAfter } from '../../src/release/business-days.ts';

test.each([
  ['2026-11-02T02:13:00Z', 5, '2026-11-09'], // Monday
  ['2026-11-06T23:59:59Z', 5, '2026-11-13'], // Friday
  ['2026-11-07T00:00:00Z', 5, '2026-11-13'], // Saturday
  ['2026-11-08T12:00:00Z', 5, '2026-11-13'], // Sunday
  ['2026-12-30T12:00:00Z', 5, '2027-01-06'],
  ['2028-02-28T12:00:00Z', 1, '2028-02-29'],
])('%s and %i business days are %s', (moment, days, expected) => {
  expect(businessDaysAfter(moment, days).slice(0, 10)).toBe(expected);
});
