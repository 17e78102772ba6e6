import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf, marked } from '../pull.ts';
import { tinyBase, tinyConfig } from '../tiny.ts';

test('a long report is trimmed to 60,000 characters, from the least important end', async () => {
  const config = tinyConfig().replace('min: 0.75', 'min: 0.75, slices: [team]');
  const rows = Array.from(
    { length: 2000 },
    (_, i) => `item-${i},${i % 2},a-team-with-a-rather-long-name-${i % 500}`,
  );
  using repository = bot({
    example: false,
    base: { ...tinyBase(), '.github/airlock.yml': config },
    files: { 'settings/high.txt': 'two\n', 'results.csv': `id,score,team\n${rows.join('\n')}\n` },
  });
  await using github = await githubOf(repository);
  const step = await gate(repository, github);

  expect(step.code).toBe(1);
  const body = marked(github)[0]?.body ?? '';
  expect(body.length).toBeLessThanOrEqual(60_500);
  expect(body).toContain('| functional | ⛔ fail |');
  expect(body.match(/^Left out.*$/mu)?.[0]).toMatchInlineSnapshot(`undefined`);
  expect(body.endsWith('<!-- airlock:gate -->')).toBe(true);
  expect(step.summary.length).toBeLessThanOrEqual(60_500);
  github.assertClean();
});
