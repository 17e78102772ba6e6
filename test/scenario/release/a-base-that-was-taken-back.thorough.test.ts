import { expect, test } from 'vitest';
import { type Answer, feature, release, results } from './feature.ts';

const BETTER = 'You answer questions about orders and returns.\n';
const GOOD = 'You answer questions about orders.\n';

function standingOf(answer: { readonly document: Answer }): unknown {
  return answer.document['standing'];
}

test('a change on a base that carries what was taken back says so, with the command that brings it back', {
  timeout: 120_000,
}, async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'prompts/system.md': BETTER, 'prompts/more.md': 'Be brief.\n' });
  await bot.as('ana', 'candidate');
  expect((await release(bot)).code).toBe(0);
  await bot.as('kim', 'rollback', '--reason', 'It makes up order numbers.');

  bot.commit({ 'routing.txt': 'default: large\n' });
  const carried = await bot.as('ana', 'check', '--base', 'HEAD~1');
  const first = bot.git('rev-parse', '--short=12', 'HEAD~2').trim();
  const command = `git restore --source=${first} --staged --worktree -- ':(glob)prompts/**'`;
  expect(standingOf(carried)).toMatchObject({
    condemned: [{ component: 'prompts', reason: 'It makes up order numbers.', carried: true, command }],
    blocked: null,
  });
  for (const format of ['text', 'markdown', 'html']) {
    const { stdout } = await bot.run('check', '--base', 'HEAD~1', '--format', format);
    expect(stdout, format).toContain('of the base was taken back with');
    expect(stdout.replaceAll('&#39;', "'"), format).toContain(command);
  }

  bot.git('restore', `--source=${first}`, '--staged', '--worktree', '--', ':(glob)prompts/**');
  bot.git('commit', '--quiet', '--message', 'The prompts as they serve');
  expect(bot.git('show', 'HEAD:prompts/system.md')).toBe(GOOD.trim());
  const mended = await bot.as('ana', 'check', '--base', 'HEAD~1');
  expect(standingOf(mended)).toMatchObject({ condemned: [{ component: 'prompts', carried: false }] });
  await bot.as('kim', 'clear', 'prompts', '--reason', 'It is caught.', '--evidence', 'golden');
  expect(standingOf(await bot.as('ana', 'check', '--base', 'HEAD~1'))).toMatchObject({ condemned: [] });
});

test('a change on a base that cannot be released says since which pull request', {
  timeout: 120_000,
}, async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'prompts/system.md': BETTER, 'results.csv': results(0.5) }, 'A better prompt (#41)');
  expect((await bot.as('ana', 'candidate')).code).toBe(1);
  bot.commit({ 'routing.txt': 'default: large\n' }, 'Merge pull request #42 from acme/large');
  expect((await bot.as('ana', 'candidate')).code).toBe(1);
  bot.commit({ 'routing.txt': 'default: medium\n' });
  expect(standingOf(await bot.as('ana', 'check', '--base', 'HEAD~1'))).toMatchObject({
    blocked: { pull: 41, commit: bot.git('rev-parse', 'HEAD~2').trim() },
  });
  const { stdout } = await bot.run('check', '--base', 'HEAD~1');
  expect(stdout).toContain('the base has not been releasable since #41');

  bot.commit({ 'results.csv': results(0.95) });
  await bot.as('ana', 'candidate');
  expect(standingOf(await bot.as('ana', 'check', '--base', 'HEAD~1'))).toMatchObject({ blocked: null });
});
