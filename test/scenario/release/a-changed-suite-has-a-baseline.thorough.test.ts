import { expect, test } from 'vitest';
import { CONFIG, codesOf, FIRST, feature, results } from './feature.ts';
import { served } from './hosted.ts';

const BETTER = 'You answer questions about orders and returns.\n';
const of = (judge: string) => CONFIG.replace('path: results.csv }', `path: results.csv, judge: ${judge} }`);

test('with another judge nothing can be compared, until what is live was scored by it too', {
  timeout: 120_000,
}, async () => {
  using bot = feature({ ...FIRST, '.github/airlock.yml': of('judge-a') });
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ '.github/airlock.yml': of('judge-b') }, 'Another judge');
  bot.commit({ 'prompts/system.md': BETTER });
  const open = await bot.as('ana', 'candidate');
  expect(open).toMatchObject({ code: 2, document: { decision: { outcome: 'undecided' } } });
  expect(JSON.stringify(open.document['gates'])).toContain('judge-differs');

  bot.commit({ 'live.csv': results(0.88), 'worse.csv': results(0.5, 'b'), 'low.csv': results(0.4, 'c') });
  const at = async (file: string) => bot.as('ana', 'rescore', '--evidence', `golden=${file}`);
  const done = await at('live.csv');
  expect(done).toMatchObject({ code: 0, document: { already: false, live: { version: '1.0.0' } } });
  expect((await at('live.csv')).document.already).toBe(true);
  const now = await bot.as('ana', 'candidate', '--ref', 'HEAD~1');
  expect(now).toMatchObject({ code: 0, document: { decision: { outcome: 'go' } } });

  // The newest candidate is still the newest.
  const { plan } = (await bot.as('ana', 'protect')).document as unknown as {
    plan: { candidate: { version: string } };
  };
  expect(plan.candidate.version).toBe(now.document.version);
  expect((await at('worse.csv')).code).toBe(0);
  expect((await at('low.csv')).code).toBe(0);
  bot.commit({ 'again.csv': results(0.3, 'd') });
  expect(codesOf(await at('again.csv'))).toEqual(['attempts-exceeded']);
  expect(codesOf(await bot.as('ana', 'rescore'))).toEqual(['option-missing']);
  expect((await bot.as('kim', 'verify')).document['intact']).toBe(true);
});

test('the action records it with `rescore`', { timeout: 120_000 }, async () => {
  await using self = await served();
  self.bot.commit({ 'live.csv': results(0.85) });
  const step = await self.step('record-live', {
    environment: 'production',
    evidence: 'golden=live.csv',
    rescore: 'true',
  });
  expect(step).toMatchObject({ code: 0, outputs: { outcome: 'done', version: '1.1.0' } });
  expect(step.document?.schema).toBe('airlock.rescore/1');
});
