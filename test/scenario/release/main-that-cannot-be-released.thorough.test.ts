import { expect, test } from 'vitest';
import { codesOf, feature, results } from './feature.ts';
import { hosted, ME } from './hosted.ts';

const BETTER = 'You answer questions about orders and returns.\n';

test('one issue says that what is merged cannot be released, until it can', {
  timeout: 120_000,
}, async () => {
  await using self = await hosted();
  const { bot, gh } = self;
  await self.step('record-live', { environment: 'production', version: '1.0.0' });
  const good = bot.git('rev-parse', '--short=12', 'HEAD');
  expect((await self.step('candidate')).document?.['issue']).toBeNull();

  bot.commit({ 'prompts/system.md': BETTER, 'results.csv': results(0.5) }, 'A better prompt (#41)');
  gh.faults.push({ kind: 'cut-after-commit', method: 'POST', path: '/repos/*/*/issues' });
  const bad = await self.step('candidate');
  expect(bad).toMatchObject({ code: 1, outputs: { outcome: 'no-go' } });
  const [issue] = gh.repository.issues;
  expect(issue).toMatchObject({ state: 'open', author: ME });
  expect(bad.document?.['issue']).toBe(issue?.number);
  for (const part of [
    '50.0 %',
    'the base has not been releasable since #41',
    'changed since: `prompts`',
    `git restore --source=${good} --staged --worktree -- ':(glob)prompts/**'`,
  ])
    expect(issue?.body).toContain(part);

  bot.commit({ 'routing.txt': 'default: large\n' }, 'Merge pull request #42 from acme/large');
  expect((await self.step('candidate')).code).toBe(1);
  expect(gh.repository.issues).toHaveLength(1);
  expect(gh.repository.issues[0]?.body).toContain('changed since: `prompts`, `routing`');
  expect(gh.repository.issues[0]?.body).toContain('since #41');

  bot.commit({ 'results.csv': results(0.95) });
  expect(await self.step('candidate')).toMatchObject({ code: 0, outputs: { outcome: 'go' } });
  expect(gh.repository.issues).toMatchObject([{ state: 'closed', stateReason: 'completed' }]);
  gh.assertClean();

  bot.commit({ 'prompts/system.md': 'Again.\n', 'results.csv': results(0.4) }, 'Worse (#50)');
  const lost = await self.step('candidate', {}, 'kim', 'ghs_ledger');
  expect({ code: lost.code, issue: lost.document?.['issue'] }).toEqual({ code: 1, issue: null });
  await self.step('candidate');
  expect(gh.repository.issues).toMatchObject([{ state: 'open' }]);
  expect(gh.repository.issues[0]?.body).toContain('since #50');
});

test('the newest merge wins, whichever run comes first', { timeout: 120_000 }, async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'prompts/system.md': BETTER });
  const older = bot.git('rev-parse', 'HEAD');
  bot.commit({ 'routing.txt': 'default: large\n' });
  const newer = await bot.as('ana', 'candidate');
  bot.git('checkout', '--quiet', older);
  const late = await bot.as('ana', 'candidate');
  expect({ code: late.code, outcome: late.document.outcome, codes: codesOf(late) }).toEqual({
    code: 0,
    outcome: 'superseded',
    codes: ['superseded'],
  });
  expect((await bot.run('candidate')).stdout).toContain('superseded: A later merge was recorded already.');
  bot.git('checkout', '--quiet', 'main');
  const { plan } = (await bot.as('ana', 'protect')).document as unknown as {
    plan: { candidate: { version: string } };
  };
  expect(plan.candidate.version).toBe(newer.document.version);
  // Who names a commit means that one.
  expect((await bot.as('ana', 'candidate', '--ref', older)).document['ledger']).toMatchObject({ seq: 3 });
});
