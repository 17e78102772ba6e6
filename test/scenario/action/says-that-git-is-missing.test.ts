import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf } from '../pull.ts';
import { annotations } from '../shown.ts';

test('says that git is missing', async () => {
  using repository = bot({ evals: false });
  await using github = await githubOf(repository);
  const step = await gate(repository, github, { env: { PATH: '/nowhere' } });
  expect(step).toMatchObject({ code: 1, stderr: '', outputs: {} });
  expect(annotations(step)).toMatchInlineSnapshot(`
    [
      "error git-missing: git could not be started. Found "spawn git ENOENT", expected git 2.30 or later on PATH.
      Install git 2.30 or later and put it on PATH.",
    ]
  `);
});
