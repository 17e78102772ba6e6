import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codesOf, feature, release, results } from './feature.ts';

const BETTER = 'You answer questions about orders and returns.\n';

test('a combination nobody gated is refused, with the versions that did serve', {
  timeout: 120_000,
}, async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'model.txt': 'model: gpt-5-mini\n', 'prompts/system.md': BETTER });
  await bot.as('ana', 'candidate');
  expect((await release(bot)).code).toBe(0);
  const refused = await bot.as('kim', 'rollback', 'model', '--reason', 'It makes up order numbers.');
  expect({ code: refused.code, codes: codesOf(refused) }).toEqual({
    code: 1,
    codes: ['combination-never-gated'],
  });
  expect(refused.document.reasons?.[0]?.command).toContain('airlock rollback');
  expect((await bot.as('kim', 'rollback', '--reason', 'It makes up order numbers.')).code).toBe(0);
});

test('gated beforehand, one part is taken back and the rest stays', { timeout: 120_000 }, async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'model.txt': 'model: gpt-5-mini\n', 'prompts/system.md': BETTER });
  const whole = await bot.as('ana', 'candidate');
  bot.commit({ 'revert.csv': results(0.92) });
  const revert = await bot.as(
    'ana',
    'candidate',
    '--ref',
    'HEAD~1',
    '--revert',
    'model',
    '--evidence',
    'golden=revert.csv',
  );
  expect(revert).toMatchObject({ code: 0, document: { version: `${whole.document.version}-revert.model` } });
  expect(codesOf(await bot.as('ana', 'protect', '--version', revert.document.version ?? ''))).toContain(
    'digest-differs',
  );

  expect(await release(bot)).toMatchObject({
    code: 0,
    document: { live: { version: whole.document.version } },
  });
  const { environments } = (await bot.as('kim', 'live')).document;
  expect(environments?.[0]?.['parts']).toContainEqual({
    scope: 'model',
    version: revert.document.version,
    reason: null,
  });

  const back = await bot.as('kim', 'rollback', 'model', '--reason', 'It makes up order numbers.');
  expect(back).toMatchObject({
    code: 0,
    document: { live: { version: revert.document.version }, condemned: [{ component: 'model' }] },
  });
  const written = await bot.as('kim', 'materialize', revert.document.version ?? '', '--to', '../served');
  expect(written).toMatchObject({
    code: 0,
    document: { outcome: 'done', digest: revert.document['digest'], pointers: [] },
  });
  expect(readFileSync(join(bot.path, '../served/model.txt'), 'utf8')).toBe('model: gpt-5\n');
  expect(readFileSync(join(bot.path, '../served/prompts/system.md'), 'utf8')).toBe(BETTER);
  expect(codesOf(await bot.as('kim', 'materialize', '9.9.9', '--to', '../other'))).toEqual([
    'unknown-version',
  ]);
  expect((await bot.as('kim', 'verify')).document['intact']).toBe(true);
});
