import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codesOf, feature, release, results } from './feature.ts';

test('adopted, released, released badly, taken back, kept out, cleared, released again', {
  timeout: 120_000,
}, async () => {
  using bot = feature();
  const adopted = await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  expect(adopted).toMatchObject({
    code: 0,
    document: { schema: 'airlock.adopt/1', live: { version: '1.0.0' } },
  });

  bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  const second = await bot.as('ana', 'candidate');
  expect(second).toMatchObject({ code: 0, document: { decision: { outcome: 'go' } } });
  const secondVersion = second.document.version;
  expect(await release(bot)).toMatchObject({
    code: 0,
    document: { outcome: 'done', live: { version: secondVersion } },
  });

  bot.commit({ 'model.txt': 'model: gpt-5-mini\n' });
  const bad = await bot.as('ana', 'candidate');
  expect(await release(bot)).toMatchObject({
    code: 0,
    document: { live: { version: bad.document.version } },
  });
  const before = await bot.as('kim', 'live');
  expect(before.document.environments?.[0]).toMatchObject({
    live: { version: bad.document.version, how: 'promoted' },
    previous: { version: secondVersion, changed: ['model'] },
    target: { version: secondVersion },
    parts: [
      { scope: 'model', version: secondVersion },
      { scope: 'policy', version: null, reason: 'scope-unchanged' },
      { scope: 'routing', version: null, reason: 'scope-unchanged' },
    ],
  });

  const back = await bot.as('kim', 'rollback', 'model', '--reason', 'It makes up order numbers.');
  expect(back).toMatchObject({
    code: 0,
    document: {
      schema: 'airlock.rollback/1',
      live: { version: secondVersion },
      holds: [{ reason: 'It makes up order numbers.' }],
      condemned: [{ component: 'model' }],
    },
  });
  const again = await bot.as('kim', 'rollback', '--reason', 'It makes up order numbers.');
  expect({ code: again.code, codes: codesOf(again) }).toEqual({ code: 1, codes: ['already-rolled-back'] });

  bot.commit({ 'prompts/system.md': 'You answer questions about orders, returns and invoices.\n' });
  expect((await bot.as('ana', 'candidate')).code).toBe(0);
  expect(codesOf(await bot.as('ana', 'protect', '--record'))).toEqual(['held', 'component-condemned']);

  expect((await bot.as('kim', 'release-hold', '--reason', 'The prompt was not at fault.')).code).toBe(0);
  expect(codesOf(await bot.as('ana', 'protect', '--record'))).toEqual(['component-condemned']);
  const cleared = await bot.as(
    'kim',
    'clear',
    'model',
    '--reason',
    'Fixed upstream.',
    '--evidence',
    'golden now has order numbers',
  );
  expect(cleared).toMatchObject({ code: 0, document: { condemned: [] } });
  expect(await release(bot)).toMatchObject({ code: 0, document: { outcome: 'done' } });

  const verified = await bot.as('kim', 'verify');
  expect(verified).toMatchObject({ code: 0, document: { intact: true, faults: [] } });
  const deployed = readFileSync(join(bot.path, '../deployed'), 'utf8').trim().split('\n');
  expect(deployed).toHaveLength(4);
  expect(bot.git('status', '--porcelain')).toBe('');
});

test('what is live is the first rung of the baseline', async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.git('checkout', '--quiet', '-b', 'worse');
  bot.commit({ 'prompts/system.md': 'Answer.\n', 'results.csv': results(0.7) });
  const checked = await bot.as('ana', 'check', '--base', 'main');
  expect(checked).toMatchObject({
    code: 1,
    document: {
      baseline: {
        source: 'live',
        version: '1.0.0',
        environment: 'production',
        recordedAt: '2026-11-02T09:01:00.000Z',
      },
    },
  });
});
