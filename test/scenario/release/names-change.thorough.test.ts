import { expect, test } from 'vitest';
import { CONFIG, codesOf, type Feature, feature, release } from './feature.ts';

const BETTER = 'You answer questions about orders and returns.\n';

/** A bot that was rolled back: held, its prompts condemned. */
async function rolledBack(): Promise<Feature> {
  const bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'prompts/system.md': BETTER });
  await bot.as('ana', 'candidate');
  await release(bot);
  await bot.as('kim', 'rollback', '--reason', 'It is wrong.');
  return bot;
}

const PLACE = 'environments:\n  production:\n';

test('a bundle and an environment are renamed, and everything goes on', { timeout: 120_000 }, async () => {
  using bot = await rolledBack();
  const renamed = CONFIG.replace('bundle: bot', 'bundle: helper').replace(
    PLACE,
    'environment: eu\nenvironments:\n  eu:\n',
  );
  bot.commit({ '.github/airlock.yml': renamed });
  for (const command of [['candidate'], ['protect'], ['adopt', '--environment', 'eu']])
    expect(codesOf(await bot.as('ana', ...command))).toEqual(['name-vanished']);
  const said = renamed
    .replace('bundle: helper', 'bundle: helper\nformerly: [bot]')
    .replace('  eu:\n', '  eu:\n    formerly: [production]\n');
  bot.commit({ '.github/airlock.yml': said });
  expect((await bot.as('ana', 'candidate')).code).toBe(0);
  const live = (await bot.as('kim', 'live')).document.environments;
  expect(live).toMatchObject([
    {
      bundle: 'helper',
      environment: 'eu',
      live: { version: '1.0.0', how: 'rolled-back' },
      holds: [{ reason: 'It is wrong.' }],
      condemned: [{ component: 'prompts' }],
    },
  ]);
  expect(codesOf(await bot.as('ana', 'protect', '--record'))).toEqual(['held', 'component-condemned']);
  const { stdout } = await bot.run('log');
  expect(stdout).toMatch(/renamed +helper.*environment production carried over/u);
  expect(stdout).toMatch(/renamed +helper.*bundle bot carried over/u);
  expect((await bot.as('kim', 'verify')).document['intact']).toBe(true);
});

test('at night the new name finds what is live under the old one', { timeout: 120_000 }, async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'prompts/system.md': BETTER });
  await bot.as('ana', 'candidate');
  await release(bot);
  bot.commit({ '.github/airlock.yml': CONFIG.replace('bundle: bot', 'bundle: helper\nformerly: [bot]') });
  await bot.as('kim', 'hold', '--bundle', 'helper', '--environment', 'production', '--reason', 'Odd.');
  const where = ['--bundle', 'helper', '--environment', 'production'];
  const back = await bot.as('kim', 'rollback', ...where, '--reason', 'It is wrong.');
  expect(back).toMatchObject({
    code: 0,
    document: { live: { version: '1.0.0' }, holds: [{ reason: 'Odd.' }, { reason: 'It is wrong.' }] },
  });
  expect((await bot.as('kim', 'verify')).document['intact']).toBe(true);
});

test('a component that was taken back stays so under a new name', { timeout: 120_000 }, async () => {
  using bot = await rolledBack();
  await bot.as('kim', 'release-hold', '--reason', 'Found it.');
  const renamed = CONFIG.replace('  prompts: { kind: prompt,', '  texts: { kind: prompt,');
  bot.commit({ '.github/airlock.yml': renamed });
  await bot.as('ana', 'candidate');
  expect(codesOf(await bot.as('ana', 'protect'))).toEqual(['component-vanished']);
  bot.commit({
    '.github/airlock.yml': renamed.replace('kind: prompt,', 'kind: prompt, formerly: [prompts],'),
  });
  await bot.as('ana', 'candidate');
  expect(codesOf(await bot.as('ana', 'protect'))).toEqual(['component-condemned']);
  bot.commit({ 'prompts/system.md': 'You answer questions about orders, returns and invoices.\n' });
  await bot.as('ana', 'candidate');
  expect(codesOf(await bot.as('ana', 'protect', '--record'))).toEqual([]);
});

test('a second bundle beside the first is no new name of it', { timeout: 120_000 }, async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({
    '.github/airlock.yml': null,
    '.github/airlock/bot.yml': CONFIG,
    '.github/airlock/search.yml': CONFIG.replace('bundle: bot', 'bundle: search'),
  });
  const adopted = await bot.as('ana', 'adopt', '--bundle', 'search', '--environment', 'production');
  expect(adopted.code).toBe(0);
});
