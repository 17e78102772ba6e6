import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf } from '../pull.ts';
import { results, tinyBase } from '../tiny.ts';

test('a hundred changed files cost fifteen calls of the API or fewer', async () => {
  const names = Array.from({ length: 100 }, (_, i) => `settings/medium-${i}.txt`);
  using repository = bot({
    example: false,
    base: { ...tinyBase(), ...Object.fromEntries(names.map((name) => [name, 'one\n'])) },
    files: { 'results.csv': results(1), ...Object.fromEntries(names.map((name) => [name, 'two\n'])) },
  });
  await using github = await githubOf(repository);
  const step = await gate(repository, github);
  expect(step.outputs).toMatchObject({ decision: 'go', tier: 'medium' });
  const api = github.routes().filter((route) => route.includes('/repos/'));
  expect(api.length).toBeLessThanOrEqual(15);
  expect(github.repository.comments[0]?.body.length).toBeLessThan(60_000);
});
