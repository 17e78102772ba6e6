import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DOCUMENTS } from '../../../src/report/documents/schema.ts';
import { codesOf, type Feature, feature, release } from './feature.ts';

/** Runs a command as a person and as a program, and holds the document against its schema. */
async function shaped(bot: Feature, ...args: readonly string[]) {
  const answer = await bot.as('kim', ...args);
  const { schema } = answer.document;
  const shape = DOCUMENTS[schema as keyof typeof DOCUMENTS];
  expect(shape, schema).toBeDefined();
  expect(shape.safeParse(answer.document).error ?? null, `${args.join(' ')}`).toBeNull();
  expect(Object.keys(answer.document)[0]).toBe('schema');
  return answer;
}

test('every command of the release side answers in text and in JSON of its schema', {
  timeout: 120_000,
}, async () => {
  using bot = feature();
  await shaped(bot, 'live');
  await shaped(bot, 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  await shaped(bot, 'protect', '--version', '7.0.0');
  await shaped(bot, 'candidate');
  const planned = await shaped(bot, 'protect', '--record', '--checks');
  expect(planned.code).toBe(0);
  await shaped(bot, 'approve', planned.document.plan?.digest ?? '');
  await shaped(bot, 'promote', '--plan', planned.document.plan?.digest ?? '');
  await shaped(bot, 'hold', '--reason', 'Something is odd.');
  await shaped(bot, 'release-hold', '--reason', 'It was nothing.');
  await shaped(bot, 'rollback', '--reason', 'It is wrong.');
  await shaped(bot, 'clear', 'prompts', '--reason', 'It was not.', '--evidence', 'golden');
  await shaped(bot, 'materialize', '1.0.0', '--to', '../served');
  const audit = await shaped(bot, 'audit', '--csv', '../audit.csv');
  expect(audit.document['releases']).toMatchObject([
    { how: 'adopted' },
    { how: 'promoted', by: 'kim', approvers: ['kim'], exceptions: ['graded-below-e2'] },
    { how: 'rolled-back' },
  ]);
  expect(readFileSync(join(bot.path, '../audit.csv'), 'utf8').split('\r\n')).toHaveLength(5);
  for (const command of ['live', 'log', 'audit', 'verify']) {
    await shaped(bot, command);
    const text = await bot.run(command);
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(text.stdout).not.toBe('');
  }
});

test('nothing else than what was approved gets out, seen from outside', { timeout: 120_000 }, async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  await bot.as('ana', 'candidate');
  const { plan } = (await bot.as('ana', 'protect', '--record')).document;
  const promote = () => bot.as('ana', 'promote', '--plan', plan?.digest ?? '');
  expect(codesOf(await promote())).toEqual(['approvals-missing']);
  await bot.as('Ana Example', 'approve', plan?.digest ?? '');
  expect(codesOf(await promote())).toEqual(['approvals-missing', 'approver-is-author']);
  await bot.as('claude', 'approve', plan?.digest ?? '');
  await bot.as('kim', 'approve', plan?.digest.slice(7, 15) ?? '');
  expect(codesOf(await bot.as('claude', 'promote', '--plan', plan?.digest ?? ''))).toEqual([
    'actor-not-human',
  ]);
  bot.commit({
    '.github/airlock.yml': bot.git('show', 'HEAD:.github/airlock.yml').replace('min: 0.75', 'min: 0.95'),
  });
  expect(codesOf(await promote())).toEqual(['policy-stricter', 'not-go', 'plan-differs']);
  bot.git('revert', '--no-edit', 'HEAD');
  expect((await promote()).code).toBe(0);
  expect(codesOf(await release(bot))).toEqual(['already-live', 'no-target']);
});

test('a deployment that fails stays open, and is gone on with or taken back', {
  timeout: 120_000,
}, async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  await bot.as('ana', 'candidate');
  bot.commit({ broken: '' }, 'The cluster goes away');
  const failed = await release(bot);
  expect({ code: failed.code, codes: codesOf(failed) }).toEqual({ code: 69, codes: ['deploy-failed'] });
  expect(failed.document['open']).toMatchObject({ kind: 'promotion' });
  expect(codesOf(await bot.as('ana', 'protect'))).toEqual(['locked']);
  const stuck = await bot.as('kim', 'rollback', '--reason', 'It hangs.');
  expect(codesOf(stuck)).toEqual(['deploy-failed']);
  bot.commit({ broken: null }, 'The cluster is back');
  const back = await bot.as('kim', 'rollback', '--reason', 'It hangs.');
  expect(back).toMatchObject({
    code: 0,
    document: { live: { version: '1.0.0' }, open: null, condemned: [{ component: 'prompts' }] },
  });
  bot.commit({ liar: '' });
  expect((await bot.as('kim', 'verify')).document['intact']).toBe(true);
});
