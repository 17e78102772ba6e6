import { expect, test } from 'vitest';
import { json } from '../airlock.ts';
import { put } from '../folder.ts';
import { CONFIG, FIRST, feature } from './feature.ts';

const traffic = (nth: number): string =>
  Array.from(
    { length: 1000 },
    (_, i) => `${JSON.stringify({ id: `r${i}`, task: i % nth === 0 ? 'refund' : 'other' })}\n`,
  ).join('');
const mix = (refund: number): string => JSON.stringify({ task: { refund, other: 1 - refund } });
const config = CONFIG.replace(
  'evidence:',
  '  drift: { kind: drift-baseline, paths: [drift.json] }\nevidence:',
);

interface Drift {
  readonly schema: string;
  readonly alike: boolean;
  readonly against: { readonly version: string | null; readonly environment: string | null };
  readonly likeness: readonly { readonly key: string; readonly alike: boolean }[];
}

test('later traffic is held against the record of the live release, and not of what was merged since', async () => {
  using bot = feature({ ...FIRST, '.github/airlock.yml': config, 'drift.json': mix(0.2) });
  put(bot.path, { 'now.jsonl': traffic(5) });
  // Nothing is known to be live: the commit says what was recorded.
  const before = await bot.run('baseline', 'compare', 'now.jsonl', '--json');
  expect(json<Drift>(before)).toMatchObject({
    schema: 'airlock.drift/1',
    alike: true,
    against: { version: null, environment: null },
  });

  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'drift.json': mix(0.8) });
  const live = await bot.run('baseline', 'compare', 'now.jsonl', '--json');
  expect(live.code).toBe(0);
  expect(json<Drift>(live)).toMatchObject({
    alike: true,
    against: { version: '1.0.0', environment: 'production' },
    likeness: [{ key: 'task', alike: true }],
  });
  expect(
    json<Drift>(await bot.run('baseline', 'compare', 'now.jsonl', '--ref', 'HEAD', '--json')).alike,
  ).toBe(false);

  put(bot.path, { 'later.jsonl': traffic(2) });
  const drifted = await bot.run('baseline', 'compare', 'later.jsonl');
  // A warning is no verdict.
  expect(drifted.code).toBe(0);
  expect(drifted.stdout).toContain(
    '1,000 rows against what 1.0.0, live in production, recorded in drift.json',
  );
  expect(drifted.stdout).toContain('task refund  50.0 % here, 20.0 % in production: too many');
});

test('where nothing was recorded it says so', async () => {
  using bot = feature();
  put(bot.path, { 'now.jsonl': traffic(5) });
  const answer = await bot.run('baseline', 'compare', 'now.jsonl', '--json');
  expect([answer.code, json<{ errors: { code: string }[] }>(answer).errors[0]?.code]).toEqual([
    64,
    'drift-baseline-missing',
  ]);
});
