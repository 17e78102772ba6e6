import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf, marked } from '../pull.ts';
import { annotations } from '../shown.ts';

test('works on an Enterprise Server, where it uploads nothing and says so once', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  await using github = await githubOf(repository);
  const env = { GITHUB_SERVER_URL: 'https://git.acme.example', GITHUB_API_URL: `${github.url}/api/v3` };
  const step = await gate(repository, github, { env, artifacts: true });

  expect(step.code).toBe(1);
  expect(step.stderr).toBe('');
  expect(marked(github)[0]?.body).toContain('(https://git.acme.example/acme/support-bot/actions/runs/4711)');
  expect(github.repository.pulls[0]?.labels).toEqual(['airlock: high']);
  expect(annotations(step).filter((line) => line.startsWith('notice'))).toMatchInlineSnapshot(`
    [
      "notice The report is not uploaded: an Enterprise Server has no artifact service that this action can use. The report is in the job summary.",
    ]
  `);
  expect(github.artifacts()).toEqual([]);
  expect(step.summary).not.toContain('Open the report');
  github.assertClean();
});
