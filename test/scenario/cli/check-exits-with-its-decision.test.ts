import { expect, test } from 'vitest';
import { airlock, json } from '../airlock.ts';
import { bot } from '../bot.ts';
import { results, SHARES, tinyBase } from '../tiny.ts';

const EXITS = { go: 0, 'no-go': 1, undecided: 2 } as const;

test.each(Object.entries(EXITS))('check exits with its decision, %s', async (outcome, exit) => {
  const share = SHARES[outcome as keyof typeof SHARES];
  const files = { 'settings/low.txt': 'two\n', 'results.csv': results(share) };
  using repository = bot({ example: false, base: tinyBase(), files });
  const args = ['check', '--base', 'main', '--head', 'change'];
  const text = await airlock(repository.path, args);
  expect(text).toMatchObject({ code: exit, stderr: '' });
  expect(text.stdout).toMatchSnapshot();

  const machine = await airlock(repository.path, [...args, '--json', '--pr', '41']);
  expect(machine).toMatchObject({ code: exit, stderr: '' });
  expect(json(machine)).toMatchObject({
    schema: 'airlock.check/1',
    bundle: { name: 'tiny', version: '0.0.0-pr.41' },
    decision: { outcome },
    policy: { ref: repository.base, path: '.github/airlock.yml' },
  });
  expect(Object.keys(json(machine))).toMatchSnapshot();
});

test('check reads the results that are named, from the current folder', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  const args = ['check', '--base', 'main', '--head', 'change', '--json'];
  const here = await airlock(repository.path, args);
  expect(here.code).toBe(1);
  const same = await airlock(`${repository.path}/out`, [
    ...args,
    ...['--repo', '..', '--evidence', 'golden=base/golden.jsonl', '--baseline', 'golden=golden.jsonl'],
  ]);
  expect(same).toMatchObject({ code: 0, stderr: '' });
  expect(json(same)).toMatchObject({ baseline: { source: 'given' }, decision: { outcome: 'go' } });
});

test('check gives Markdown and a page too', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  const args = ['check', '--base', 'main', '--head', 'change'];
  const markdown = await airlock(repository.path, [...args, '--format', 'markdown']);
  expect(markdown.code).toBe(1);
  expect(markdown.stdout).toMatch(/^### ⛔ No-go · support-bot 3\.0\.0 · high risk\n/u);
  const page = await airlock(repository.path, [...args, '--format=html']);
  expect(page).toMatchObject({ code: 1, stderr: '' });
  expect(page.stdout).not.toBe('');
});
