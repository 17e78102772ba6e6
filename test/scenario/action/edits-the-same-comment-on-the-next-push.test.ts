import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf } from '../pull.ts';

test('edits the same comment on the next push, and leaves an equal one alone', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  await using github = await githubOf(repository);
  await gate(repository, github);
  const [first] = structuredClone(github.repository.comments);

  await gate(repository, github);
  expect(github.repository.comments).toEqual([first]);

  const next = repository.push({
    'config/model.yaml': 'model: gpt-5.2-2026-03-01\ntemperature: 0.2\nmax_tokens: 700\n',
  });
  await gate(next, github);
  const [second, ...others] = github.repository.comments;
  expect(others).toEqual([]);
  expect(second?.id).toBe(first?.id);
  expect(second?.body).not.toBe(first?.body);
  expect(github.routes().filter((route) => /comments/u.test(route))).toMatchInlineSnapshot(`
    [
      "GET /repos/acme/support-bot/issues/41/comments?per_page=100 → 200",
      "GET /repos/acme/support-bot/issues/41/comments?per_page=100 → 200",
      "POST /repos/acme/support-bot/issues/41/comments → 201",
      "GET /repos/acme/support-bot/issues/41/comments?per_page=100 → 200",
      "GET /repos/acme/support-bot/issues/41/comments?per_page=100 → 200",
      "GET /repos/acme/support-bot/issues/41/comments?per_page=100 → 200",
      "GET /repos/acme/support-bot/issues/41/comments?per_page=100 → 200",
      "GET /repos/acme/support-bot/issues/41/comments?per_page=100 → 200",
      "PATCH /repos/acme/support-bot/issues/comments/{comment} → 200",
    ]
  `);
  github.assertClean();
});
