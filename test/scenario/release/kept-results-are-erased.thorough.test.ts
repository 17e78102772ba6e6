import { expect, test } from 'vitest';
import { codesOf, feature } from './feature.ts';

test('kept results are erased by a person, the chain stays whole, and nothing is promoted on them', {
  timeout: 120_000,
}, async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  await bot.as('ana', 'candidate');
  const kept = () => bot.git('ls-tree', '-r', '--name-only', 'airlock-ledger', 'scores/').split('\n');
  expect(kept()).toHaveLength(1);

  const erase = (who: string, what: string) =>
    bot.as(who, 'erase', what, '--reason', 'A person asked for it.');
  expect(codesOf(await erase('claude', 'golden@1.1.0'))).toEqual(['actor-not-human']);
  const unknown = await bot.run('erase', 'golden@9.0.0', '--reason', 'A person asked for it.');
  expect({ code: unknown.code, stdout: unknown.stdout }).toEqual({
    code: 1,
    stdout: expect.stringContaining('golden@1.1.0'),
  });
  expect(kept()).toHaveLength(1);

  expect(await erase('kim', 'golden@1.1.0')).toMatchObject({
    code: 0,
    document: { schema: 'airlock.erase/1', outcome: 'done', already: false },
  });
  expect(await erase('kim', 'golden@1.1.0')).toMatchObject({ code: 0, document: { already: true } });
  expect(kept()).toEqual(['']);
  expect((await bot.as('kim', 'verify')).document).toMatchObject({ intact: true, faults: [] });
  expect(codesOf(await bot.as('ana', 'protect', '--record'))).toContain('evidence-gone');
  // What was live is judged no more against these numbers, and a check says what it compared with.
  expect((await bot.as('ana', 'live')).code).toBe(0);
});
