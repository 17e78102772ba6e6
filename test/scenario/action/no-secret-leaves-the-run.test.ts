import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { checkout, gitServer } from '../clone.ts';
import { gate, githubOf } from '../pull.ts';

const CANARY = 'ghs_canary0123456789abcdefghijklmnopqrstuv';
const PERMISSIONS = { contents: 'read', 'pull-requests': 'write' } as const;

test.each(['a run that goes well', 'a run that fails', 'a run whose server cannot be reached'])(
  'no secret leaves %s',
  async (kind) => {
    using repository = bot({ change: 'tidy-refund-prompt' });
    await using github = await githubOf(repository, { tokens: { [CANARY]: PERMISSIONS } });
    const server = gitServer(repository);
    const workspace = checkout(repository, server, { commit: repository.merge, depth: 1 });
    const serverUrl = kind.includes('reached') ? 'http://127.0.0.1:9' : server.url;
    if (kind.includes('fails')) github.faults.push({ kind: '500', path: /./u, times: 1000 });
    const step = await gate(repository, github, {
      workspace,
      token: CANARY,
      artifacts: true,
      env: { GITHUB_SERVER_URL: serverUrl, AIRLOCK_DEBUG: '1', RUNNER_DEBUG: '1' },
    });

    const files = readdirSync(step.temp, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    const bodies = github.log.map(({ body, target }) => `${target} ${JSON.stringify(body)}`);
    const git = readFileSync(join(workspace, '.git', 'config'), 'utf8');
    const everything = [step.log, step.stderr, ...files, ...bodies, git, JSON.stringify(step.outputs)].join(
      '\n',
    );
    const basic = Buffer.from(`x-access-token:${CANARY}`).toString('base64');
    expect(everything).not.toContain(CANARY);
    expect(everything).not.toContain(basic);
    expect(github.log.length).toBeGreaterThan(kind.includes('reached') ? -1 : 0);
  },
);
