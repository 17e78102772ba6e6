import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GitFileDeployer } from '../../src/host/deploy/git-file.ts';
import { GitBranch } from '../../src/host/git/branch.ts';
import { release } from '../ledger/story.ts';
import { scratchFolder } from '../scenario/folder.ts';
import { commitAll, gitIn, initialise } from '../scenario/git.ts';

const ORDER = { bundle: 'bot', environment: 'production' };

test('a version is written into a file on a branch of the remote; an older order is refused, the same one is nothing', async () => {
  using folder = scratchFolder();
  const [bare, clone] = [join(folder.path, 'server.git'), join(folder.path, 'clone')];
  for (const path of [bare, clone]) mkdirSync(path);
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  initialise(clone);
  const commit = commitAll(clone, 'The bot');
  gitIn(clone, 'remote', 'add', 'origin', bare);
  const branch = new GitBranch({ directory: clone }, 'origin', 'deploy');
  const deployer = new GitFileDeployer(branch, 'apps/bot.json');
  const [one, two] = [{ ...release('1.0.0'), commit }, release('1.1.0')];

  for (let twice = 0; twice < 2; twice += 1)
    expect(await deployer.deploy({ ...ORDER, release: one, fence: 3 })).toEqual({
      kind: 'served',
      digest: one.digest,
    });
  expect(gitIn(bare, 'rev-list', '--count', 'deploy')).toBe('1');
  expect(JSON.parse(gitIn(bare, 'show', 'deploy:apps/bot.json'))).toMatchObject({
    schema: 'airlock.served/1',
    version: '1.0.0',
    commit,
    fence: 3,
  });
  expect((await deployer.deploy({ ...ORDER, release: two, fence: 7 })).kind).toBe('served');
  expect(await deployer.deploy({ ...ORDER, release: one, fence: 3 })).toEqual({ kind: 'fenced', fence: 7 });
  expect(JSON.parse(gitIn(bare, 'show', 'deploy:apps/bot.json'))).toMatchObject({ version: '1.1.0' });
  expect(await deployer.probe({ ...ORDER, release: one })).toBe(true);
  expect(await deployer.probe({ ...ORDER, release: two })).toBe(false);
  expect(gitIn(clone, 'status', '--porcelain')).toBe('');
});
