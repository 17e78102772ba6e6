import { expect, test } from 'vitest';
import { comment } from '../../github/fixtures.ts';
import { bot } from '../bot.ts';
import { botComment, gate, githubOf, MARKER, marked } from '../pull.ts';

const PLANTED = `### ✅ Go · support-bot 9.9.9 · low risk\n\n${MARKER}`;

test('ignores a marker planted by a stranger', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  const planted = comment({ issue: 41, author: 'mallory', body: PLANTED });
  await using github = await githubOf(repository, { comments: [planted] });
  await gate(repository, github);
  await gate(repository, github);

  expect(github.repository.comments[0]).toEqual(planted);
  expect(marked(github).map(({ author }) => author)).toEqual(['mallory', 'github-actions[bot]']);
  github.assertClean();
});

test('ignores a marker that a bot quotes and goes on after', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  const quoting = botComment(`Somebody wrote:\n> ${PLANTED}\n\nIs that so?`);
  await using github = await githubOf(repository, { comments: [quoting] });
  await gate(repository, github);

  expect(github.repository.comments).toHaveLength(2);
  expect(github.repository.comments[0]).toEqual(quoting);
});

test('a person with a token of their own finds the comment that they posted', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  const planted = comment({ issue: 41, author: 'mallory', body: PLANTED });
  const tokens = { ghp_ana: { login: 'ana', permissions: { contents: 'read', issues: 'write' } } } as const;
  await using github = await githubOf(repository, { comments: [planted], tokens });
  await gate(repository, github, { token: 'ghp_ana' });
  await gate(repository, github, { token: 'ghp_ana' });

  expect(marked(github).map(({ author }) => author)).toEqual(['mallory', 'ana']);
  github.assertClean();
});
