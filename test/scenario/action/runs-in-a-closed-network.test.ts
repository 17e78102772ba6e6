import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { gitRef } from '../../github/fixtures.ts';
import { bot } from '../bot.ts';
import { checkout, gitServer } from '../clone.ts';
import { HOST, startEnterprise } from '../enterprise.ts';
import { gate, githubOf, marked } from '../pull.ts';
import { annotations } from '../shown.ts';

test('a whole run on an Enterprise Server: one proxy as the only way out, and a private authority', async () => {
  using repository = bot({ change: 'tidy-refund-prompt', tag: null });
  const refs = [gitRef('refs/tags/airlock/support-bot/v2.3.1', repository.base)];
  await using github = await githubOf(repository, { refs });
  const server = gitServer(repository);
  await using enterprise = await startEnterprise(dirname(repository.path), github, server);
  // The base is not in the clone, so that git itself has to go out, too.
  const workspace = checkout(repository, server, { commit: repository.merge, depth: 1 });
  const step = await gate(repository, github, { workspace, env: enterprise.env, artifacts: true });

  expect(step.stderr).toBe('');
  expect(step, step.log).toMatchObject({ code: 1 });
  expect(step.outputs).toMatchObject({ decision: 'no-go', tier: 'high', version: '3.0.0-pr.41' });
  const [comment, ...others] = marked(github);
  expect(others).toEqual([]);
  expect(comment?.body).toContain(`(https://${HOST}/acme/support-bot/actions/runs/4711)`);
  expect(comment?.body).not.toContain('github.com');
  expect(github.repository.pulls[0]?.labels).toEqual(['airlock: high']);
  expect(annotations(step).filter((line) => line.startsWith('notice'))).toEqual([
    expect.stringContaining('The report is in the job summary.'),
  ]);
  expect(step.summary).toContain('No-go');
  expect(step.summary).not.toContain('github.com');
  expect(github.artifacts()).toEqual([]);
  github.assertClean();

  // Everything that the server saw came through the proxy, which leads nowhere else and was asked for nothing else.
  expect(new Set(enterprise.tunnels)).toEqual(new Set([`${HOST}:443`]));
  expect(enterprise.requests.filter((line) => line.includes('/git-upload-pack')).length).toBeGreaterThan(0);
  expect(enterprise.requests.filter((line) => line.includes('/api/v3/')).length).toBe(github.log.length);
  // And no process of ours opened a socket, or looked a name up, but for the proxy: nothing is loaded from anywhere.
  expect(new Set(enterprise.sockets().filter((line) => !line.startsWith('lookup 127.0.0.1')))).toEqual(
    new Set([enterprise.proxy]),
  );
});
