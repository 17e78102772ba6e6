import { expect, test } from 'vitest';
import { codesOf, feature, PLAN, release } from './feature.ts';

const BETTER = 'You answer questions about orders and returns.\n';

test('a rollback writes what was measured, and its worklist is closed item by item', {
  timeout: 120_000,
}, async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'prompts/system.md': BETTER });
  await bot.as('ana', 'candidate');
  expect((await release(bot)).code).toBe(0);
  const before = await bot.as('kim', 'live');
  const served = before.document.environments?.[0]?.['live'] as { since: string } | undefined;
  expect(before.document.environments?.[0]).toMatchObject({
    plan: { responses: [{ symptom: 'It makes up order numbers', scope: 'bundle', owner: '@kim' }] },
  });
  expect((await bot.run('live')).stdout).toContain('if It makes up order numbers: bundle, by @kim');

  const back = await bot.as(
    'kim',
    ...['rollback', '--reason', 'It makes up order numbers.'],
    ...['--detected', '2026-11-02T09:04:00Z', '--detected-by', 'the alert on refunds', '--degraded', 'yes'],
  );
  expect(back.code).toBe(0);
  expect(back.document['remediation']).toMatchObject([
    {
      exposure: { from: served?.since, segments: [], share: 1 },
      items: [
        { item: 'notes', remedy: 'recompute', owner: '@lee', how: 'make notes', due: null, done: null },
        { item: 'review', remedy: 'review', due: '2026-11-09', done: null },
      ],
    },
  ]);
  const { entries } = (await bot.as('kim', 'log')).document as unknown as { entries: { type: string }[] };
  expect(entries.find(({ type }) => type === 'detected')).toMatchObject({
    detectedAt: '2026-11-02T09:04:00Z',
    detectedBy: 'the alert on refunds',
    harmfulSince: null,
  });
  expect(entries.find(({ type }) => type === 'mitigated')).toMatchObject({
    detectedAt: '2026-11-02T09:04:00Z',
    decisionQualityDegraded: true,
    evidenceComplete: false,
    missing: ['evidence of grade E2'],
    unitCost: { before: null, after: null },
  });

  expect((await bot.run('remediate')).stdout).toContain('☐ notes (recompute, by @lee, make notes)');
  const audit = (await bot.as('kim', 'audit')).document['remediation'];
  expect(audit).toMatchObject([{ item: 'notes' }, { item: 'review', due: '2026-11-09' }]);
  expect(codesOf(await bot.as('kim', 'remediate', 'nots', '--done', 'Made again.'))).toEqual([
    'no-such-item',
  ]);
  expect(codesOf(await bot.as('claude', 'remediate', 'review', '--done', 'Reviewed.'))).toEqual([
    'actor-not-human',
  ]);
  const done = await bot.as('claude', 'remediate', 'notes', '--done', 'Made 412 notes again.');
  expect(done).toMatchObject({
    code: 0,
    document: {
      already: false,
      remediation: [{ items: [{ done: { by: 'claude', reason: 'Made 412 notes again.' } }, { done: null }] }],
    },
  });
  expect((await bot.as('lee', 'remediate', 'notes', '--done', 'Again.')).document.already).toBe(true);
  expect((await bot.run('live')).stdout).not.toContain('☐ notes');
  expect(
    (await bot.as('kim', 'remediate', 'review', '--done', 'Gate added.')).document['remediation'],
  ).toEqual([]);
  expect((await bot.as('kim', 'audit')).document['remediation']).toEqual([]);
  expect((await bot.as('kim', 'verify')).document['intact']).toBe(true);
});

test('at medium a release without a plan that can be read is refused', { timeout: 120_000 }, async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'model.txt': 'model: gpt-5-mini\n', 'docs/rollback.md': 'Call Kim.\n' });
  await bot.as('ana', 'candidate');
  const refused = await bot.as('ana', 'protect');
  expect(codesOf(refused)).toEqual(['rollback-plan-missing']);
  expect(refused.document.reasons?.[0]?.command).toBe('airlock candidate --bundle bot');

  bot.commit({ 'docs/rollback.md': PLAN.replace('scope: bundle', 'scope: budle') });
  const wrong = await bot.run('candidate');
  expect(wrong.code).toBe(64);
  expect(wrong.stderr).toContain('docs/rollback.md:4:12');
  expect((await bot.run('check', '--base', 'HEAD~1')).stderr).toContain('docs/rollback.md:4:12');

  bot.commit({ 'docs/rollback.md': PLAN });
  await bot.as('ana', 'candidate');
  expect((await bot.as('ana', 'protect')).code).toBe(0);
});
