import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { botComment, gate, githubOf, MARKER } from '../pull.ts';
import { annotations, talk } from '../shown.ts';

const FILES = { 'README.md': '# Another title\n' };

test('a pull request that touches neither bundle nor policy gets no comment', async () => {
  using repository = bot({ files: FILES });
  await using github = await githubOf(repository);
  const step = await gate(repository, github);

  expect(step.code).toBe(0);
  expect(step.outputs).toMatchObject({ decision: 'go', tier: 'low', version: '2.3.1' });
  expect(github.repository.comments).toEqual([]);
  expect(github.repository.pulls[0]?.labels).toEqual([]);
  expect(annotations(step)).toEqual([]);
  expect(talk(step)).toMatchInlineSnapshot(`
    [
      "support-bot: reading its files …",
      "support-bot: comparing with the base …",
      "[report]",
      "The gate passes.",
    ]
  `);
  expect(step.summary).toMatchInlineSnapshot(`
    "Airlock: neither a bundle nor its policy changed.
    "
  `);
  expect(github.routes()).toMatchInlineSnapshot(`
    [
      "GET /repos/acme/support-bot/issues/41/labels?per_page=100 → 200",
      "GET /repos/acme/support-bot/issues/41/comments?per_page=100 → 200",
      "GET /repos/acme/support-bot/commits/{sha}/check-runs?check_name=airlock-report → 200",
    ]
  `);
  github.assertClean();
});

test('an earlier comment shrinks to one line, and a tier that no longer holds goes', async () => {
  using repository = bot({ files: FILES });
  const earlier = botComment(`### ⛔ No-go · support-bot 3.0.0-pr.41 · high risk\n\n${MARKER}`);
  await using github = await githubOf(repository, { comments: [earlier] });
  const [pull] = github.repository.pulls;
  pull?.labels.push('airlock: high', 'bug');
  const step = await gate(repository, github);

  expect(step.code).toBe(0);
  expect(github.repository.comments.map(({ body }) => body)).toMatchInlineSnapshot(`
    [
      "Airlock: this pull request no longer changes a bundle or its policy.

    <!-- airlock:gate -->",
    ]
  `);
  expect(pull?.labels).toEqual(['bug']);
  github.assertClean();
});
