import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf, marked } from '../pull.ts';

test('two runs at once leave one comment', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  await using github = await githubOf(repository);
  const steps = await Promise.all([1, 2, 3].map(() => gate(repository, github)));

  expect(steps.map(({ code }) => code)).toEqual([1, 1, 1]);
  expect(marked(github)).toHaveLength(1);
  expect(github.repository.pulls[0]?.labels).toEqual(['airlock: high']);
  github.assertClean();
});
