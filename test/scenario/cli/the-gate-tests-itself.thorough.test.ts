import { expect, test } from 'vitest';
import { airlock, json } from '../airlock.ts';
import { put, scratchFolder } from '../folder.ts';
import { commitAll, initialise } from '../git.ts';

interface Shares {
  readonly items: number;
  readonly go: number;
  readonly noGo: number;
}

test('the shipped defaults mostly let identical bundles go, and see every weaker policy', {
  timeout: 300_000,
}, async () => {
  using folder = scratchFolder();
  put(folder.path, { 'README.md': 'nothing to see\n' });
  initialise(folder.path);
  commitAll(folder.path, 'first');
  const result = await airlock(folder.path, ['gate', '--self-test', '--json']);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  const { selfTest } = json<{
    selfTest: { defaults: Shares[]; own: unknown; weakenings: { missed: string[] } };
  }>(result);
  expect(selfTest.defaults.map(({ items }) => items)).toEqual([30, 50, 100, 200, 400]);
  for (const { items, go, noGo } of selfTest.defaults.filter((one) => one.items >= 50)) {
    expect(go, String(items)).toBeGreaterThanOrEqual(0.85);
    expect(noGo, String(items)).toBeLessThan(0.03);
  }
  expect([selfTest.own, selfTest.weakenings.missed]).toEqual([null, []]);
});
