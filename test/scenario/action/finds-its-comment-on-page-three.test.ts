import { expect, test } from 'vitest';
import { comment } from '../../github/fixtures.ts';
import { bot } from '../bot.ts';
import { botComment, gate, githubOf, MARKER, marked } from '../pull.ts';

test('finds its comment on page three', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  const talk = Array.from({ length: 250 }, (_, i) => comment({ issue: 41, body: `Remark ${i}` }));
  const own = botComment(`### An earlier report\n\n${MARKER}`);
  await using github = await githubOf(repository, { comments: [...talk, own] });
  await gate(repository, github);

  expect(github.repository.comments).toHaveLength(251);
  expect(marked(github)).toHaveLength(1);
  expect(marked(github)[0]?.id).toBe(own.id);
  expect(marked(github)[0]?.body).toContain('No-go');
  expect(github.routes().filter((route) => /comments/u.test(route))).toMatchInlineSnapshot(`
    [
      "GET /repos/acme/support-bot/issues/41/comments?per_page=100 → 200",
      "GET /repositories/{repository}/issues/41/comments?per_page=100&page=2 → 200",
      "GET /repositories/{repository}/issues/41/comments?per_page=100&page=3 → 200",
      "GET /repos/acme/support-bot/issues/41/comments?per_page=100 → 200",
      "GET /repositories/{repository}/issues/41/comments?per_page=100&page=2 → 200",
      "GET /repositories/{repository}/issues/41/comments?per_page=100&page=3 → 200",
      "PATCH /repos/acme/support-bot/issues/comments/{comment} → 200",
    ]
  `);
  github.assertClean();
});
