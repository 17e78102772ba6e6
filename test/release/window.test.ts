import { expect, test } from 'vitest';
import { parseCron } from '../../src/config/cron.ts';
import type { WindowRule } from '../../src/config/policy.ts';
import { freezeAt, isOpen, offsetAt, slotFrom } from '../../src/release/window.ts';

function open(rule: WindowRule, time: string): boolean {
  const at = Date.parse(time);
  return isOpen(slotFrom(rule, at), at);
}

const OFFICE: WindowRule = { opens: '0 9 * * 1-5', minutes: 480, zone: 'Europe/Berlin' };

test.each([
  ['2026-11-02T07:59:59Z', false],
  ['2026-11-02T08:00:00Z', true],
  ['2026-11-02T15:59:59Z', true],
  ['2026-11-02T16:00:00Z', false],
  ['2026-11-01T09:00:00Z', false],
  ['2026-07-01T07:00:00Z', true],
  ['2026-07-01T06:59:00Z', false],
])('the office in Berlin at %s', (time, expected) => {
  expect(open(OFFICE, time)).toBe(expected);
});

test('the second Tuesday of a month', () => {
  const rule: WindowRule = { opens: '0 10 * * 2#2', minutes: 360, zone: 'UTC' };
  expect(open(rule, '2026-11-10T10:00:00Z')).toBe(true);
  expect(open(rule, '2026-11-03T10:00:00Z')).toBe(false);
  expect(new Date(slotFrom(rule, Date.parse('2026-11-10T16:00:00Z'))?.opens ?? 0).toISOString()).toBe(
    '2026-12-08T10:00:00.000Z',
  );
});

test('a window that opens in the hour that is skipped, or shown twice', () => {
  const night: WindowRule = { opens: '30 2 * * *', minutes: 60, zone: 'Europe/Berlin' };
  // 2026-03-29: 02:00 becomes 03:00. 02:30 is 03:30 by the new time.
  expect(open(night, '2026-03-29T01:29:00Z')).toBe(false);
  expect(open(night, '2026-03-29T01:30:00Z')).toBe(true);
  expect(open(night, '2026-03-29T02:30:00Z')).toBe(false);
  // 2026-10-25: 03:00 becomes 02:00. An hour by both readings is no time at all; two hours leave one.
  expect(open(night, '2026-10-25T00:45:00Z')).toBe(false);
  expect(open(night, '2026-10-25T01:45:00Z')).toBe(false);
  const long: WindowRule = { ...night, minutes: 120 };
  expect(open(long, '2026-10-25T01:00:00Z')).toBe(false);
  expect(open(long, '2026-10-25T01:45:00Z')).toBe(true);
  expect(open(long, '2026-10-25T02:45:00Z')).toBe(false);
});

/** Wall time of an instant, by a formatter of another kind than the one under test uses. */
function wall(at: number, zone: string): string {
  return new Date(at).toLocaleString('sv-SE', { timeZone: zone }).slice(0, 16);
}

test('wherever no clock changes, a window is open exactly while the wall clock is inside it', () => {
  const zones = [
    'UTC',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'America/St_Johns',
    'Pacific/Apia',
    'America/New_York',
  ];
  for (const zone of zones) {
    const rule: WindowRule = { opens: '15 9 * * *', minutes: 90, zone };
    for (
      let at = Date.parse('2026-01-10T00:00:00Z');
      at < Date.parse('2026-12-20T00:00:00Z');
      at += 7 * 3_600_000 + 780_000
    ) {
      const clock = wall(at, zone).slice(11);
      expect(open(rule, new Date(at).toISOString()), `${zone} ${clock}`).toBe(
        clock >= '09:15' && clock < '10:45',
      );
    }
  }
});

test('every zone has an offset that its clocks agree with, on both sides of every change', () => {
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    for (const at of [Date.parse('2026-01-15T12:34:00Z'), Date.parse('2026-07-15T12:34:00Z')])
      expect(new Date(at + offsetAt(at, zone)).toISOString().slice(0, 16).replace('T', ' '), zone).toBe(
        wall(at, zone),
      );
  }
});

test('a freeze holds on its first and its last day, by the calendar of its zone', () => {
  const freezes = [{ from: '2026-12-18', to: '2027-01-04', zone: 'Asia/Tokyo', reason: 'holidays' }];
  const frozen = (time: string): boolean => freezeAt(freezes, Date.parse(time)) !== null;
  expect(frozen('2026-12-17T14:59:00Z')).toBe(false);
  expect(frozen('2026-12-17T15:00:00Z')).toBe(true);
  expect(frozen('2027-01-04T14:59:00Z')).toBe(true);
  expect(frozen('2027-01-04T15:00:00Z')).toBe(false);
});

test.each(['0 9 * * 1-5', '*/15 0-6 1,15 * *', '0 10 * * 2#2', '5/20 * * * 7'])(
  '%s is a cron expression',
  (text) => {
    expect(parseCron(text)).not.toBeNull();
  },
);

test.each([
  '',
  '* * * *',
  '60 * * * *',
  '* 24 * * *',
  '* * 0 * *',
  '* * * 13 *',
  '* * * * 8',
  '1-0 * * * *',
  '*/0 * * * *',
  '* * * * 2#6',
  'a b c d e',
  '* * * * * *',
])('%s is none', (text) => {
  expect(parseCron(text)).toBeNull();
});
