import { expect, test } from 'vitest';
import { feature, PLAN, results } from './feature.ts';

test('a page shows how a figure went over the releases, and which items no run is sure of', async () => {
  using bot = feature();
  expect((await bot.as('ana', 'candidate')).code).toBe(0);
  // No result depends on the plan: what is answered otherwise nothing but chance has moved.
  bot.commit({ 'docs/rollback.md': `${PLAN}Or Lee.\n`, 'results.csv': results(0.88) });
  expect((await bot.as('ana', 'candidate')).code).toBe(0);
  bot.commit({ 'prompts/system.md': 'You answer questions about returns.\n', 'results.csv': results(0.95) });

  const page = await bot.run('check', '--base', 'HEAD~1', '--format', 'html');
  expect(page).toMatchObject({ stderr: '' });
  expect(/History of score: [^"]*/u.exec(page.stdout)?.[0]).toMatch(
    /^History of score: \S+ 90\.0 %, \S+ 88\.0 %, \S+ 95\.0 %$/u,
  );
  expect(/Flaky: [^<]*/u.exec(page.stdout)?.[0]).toBe(
    'Flaky: 4 items that runs of the same content answered differently',
  );

  const text = await bot.run('check', '--base', 'HEAD~1');
  expect(text.stdout.includes('Over the releases')).toBe(false);
});
