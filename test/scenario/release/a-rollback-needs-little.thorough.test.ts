import { expect, test } from 'vitest';
import { businessDaysAfter } from '../../../src/release/business-days.ts';
import { ME, served } from './hosted.ts';

const REASON = { reason: 'It makes up order numbers.' };
/** Nobody answers, for longer than anybody waits. */
const HANGS = { kind: 'timeout', ms: 60_000, times: 1000 } as const;

test('with everything down but git and the ledger, a rollback takes ten calls and fifteen seconds at most', {
  timeout: 120_000,
}, async () => {
  await using self = await served();
  const { gh, bot } = self;
  const before = gh.log.length;
  gh.slow(200);
  for (const path of [/\/issues/u, /\/comments/u, /\/actions\/runs\/\d+\/artifacts/u, /\/attestations/u])
    gh.faults.push({ ...HANGS, path });
  const began = performance.now();
  const { code, document } = await self.step('rollback', REASON);
  const seconds = (performance.now() - began) / 1000;
  const calls = gh.log.length - before;
  expect({ code, live: document?.live?.version, review: document?.['review'] }).toMatchObject({
    code: 0,
    live: '1.0.0',
    review: { number: null, lost: 'no-answer', title: expect.stringContaining('1.1.0 was taken back') },
  });
  expect(document?.holds).toHaveLength(1);
  expect(calls).toBeLessThanOrEqual(10);
  expect(seconds).toBeLessThan(15);
  expect((await bot.as('kim', 'verify')).document['intact']).toBe(true);
});

test('the review is opened once, with the facts and its due date, and found again', {
  timeout: 120_000,
}, async () => {
  await using self = await served();
  const { gh } = self;
  // The issue is there, and nobody said so.
  gh.faults.push({ kind: '502-after-commit', method: 'POST', path: '/repos/*/*/issues' });
  const first = await self.step('rollback', { ...REASON, from: '1.1.0' });
  const [issue, ...others] = gh.repository.issues;
  expect(others).toEqual([]);
  expect(first.document?.['review']).toMatchObject({ number: issue?.number, lost: null });
  expect(issue).toMatchObject({ state: 'open', author: ME });
  expect(issue?.title).toBe('Airlock review: bot 1.1.0 was taken back in production');
  for (const fact of [
    'why: `It makes up order numbers.`',
    'serving now: `1.0.0`',
    '`notes`: recompute, by `@lee`',
    'airlock remediate review --done TEXT --bundle bot --environment production',
  ])
    expect(issue?.body).toContain(fact);
  const due = /Due (\d{4}-\d\d-\d\d)/u.exec(issue?.body ?? '')?.[1] ?? '';
  expect(due).toBe(businessDaysAfter(new Date().toISOString(), 5).slice(0, 10));

  const again = await self.step('rollback', { ...REASON, from: '1.1.0' });
  expect(again).toMatchObject({ code: 0, document: { already: true, review: { number: issue?.number } } });
  expect(gh.repository.issues).toHaveLength(1);
  gh.assertClean();
});

test('a token without the right to it loses the review and nothing else', { timeout: 120_000 }, async () => {
  await using self = await served();
  const { code, document, log } = await self.step('rollback', REASON, 'kim', 'ghs_ledger');
  expect({ code, live: document?.live?.version }).toEqual({ code: 0, live: '1.0.0' });
  expect(document?.['review']).toMatchObject({ number: null, lost: 'forbidden' });
  expect(log).toContain('the token may not open it (issues: write), so here is its text');
  expect(self.gh.repository.issues).toEqual([]);
});
