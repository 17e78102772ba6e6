import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { gitRef } from '../../github/fixtures.ts';
import { FEATURES, lockfile, monorepo } from '../carried.ts';
import { marked } from '../pull.ts';
import { reportFor, strangersGate, strangersGitHub } from '../stranger.ts';

test('a fork is told the same, and the reporter takes it from the ledger and not from the run', async () => {
  const [name = ''] = FEATURES;
  const change = { [`${name}/package-lock.json`]: lockfile('1.0.1') };
  using repository = await monorepo({ features: [name], change, fork: true });
  await using github = await strangersGitHub(repository.bot, {
    refs: [
      gitRef('refs/heads/main', repository.bot.base),
      gitRef('refs/heads/airlock-ledger', repository.ledger),
    ],
  });
  // The artifact client wants to see github.com; git is sent to the server of the test.
  const home = dirname(repository.bot.path);
  writeFileSync(
    join(home, '.gitconfig'),
    `[url "${repository.server.url}/"]\n\tinsteadOf = https://github.com/\n`,
  );
  const env = { GITHUB_ACTOR: 'stranger', HOME: home };
  const gated = await strangersGate(repository.bot, github, { env });
  expect(gated).toMatchObject({ code: 0, outputs: { decision: 'go' } });
  const handed = github.artifacts().find((one) => one.name === 'airlock-handover-1.json');
  expect(handed?.bytes.toString()).toContain('"files":[]');

  await reportFor(repository.bot, github, { env: { HOME: home } });
  const [comment] = marked(github);
  expect(comment?.body).toContain('Go ·');
  expect(comment?.body).toContain('**Carried**: `golden` from `0.0.0`, E2');
  github.assertClean();
});
