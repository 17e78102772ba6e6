import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { digestCache, WORTH_CACHING } from '../../src/host/git/digest-cache.ts';
import { GitRepository } from '../../src/host/git/repository.ts';
import { scratchFolder } from '../scenario/folder.ts';
import { commitAll, initialise } from '../scenario/git.ts';

/** A repository with so many files that a cache pays. */
const repositoryFolder = scratchFolder();
afterAll(() => repositoryFolder[Symbol.dispose]());
const { path } = repositoryFolder;
initialise(path);
for (let i = 0; i <= WORTH_CACHING; i += 1) writeFileSync(join(path, `f${i}`), `file ${i}\n`);
const commit = commitAll(path, 'Many files');

/** A place for a cache, and what the files hash to through it. */
function caching() {
  const folder = scratchFolder();
  const home = join(folder.path, 'cache');
  const hashed = async (env: NodeJS.ProcessEnv = { XDG_CACHE_HOME: home }) => {
    using repository = await GitRepository.open(path, { cache: digestCache(path, env) });
    const tree = await repository.tree(commit);
    const digests = await repository.hash(tree.map(({ oid }) => oid));
    return new Map(tree.map((file) => [file.path, digests.get(file.oid)]));
  };
  const file = (): string => {
    const [name = ''] = readdirSync(join(home, 'airlock'));
    return join(home, 'airlock', name);
  };
  return { hashed, file, home, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

test('a second run takes from the cache what the first one read', async () => {
  using made = caching();
  const fresh = await made.hashed();
  const text = readFileSync(made.file(), 'utf8');
  expect(text.split('\n')).toHaveLength(WORTH_CACHING + 3);
  expect(await made.hashed()).toEqual(fresh);
  expect(readFileSync(made.file(), 'utf8')).toBe(text);
});

test('a cache that was cut short or changed by hand is not believed', async () => {
  using made = caching();
  const fresh = await made.hashed();
  const text = readFileSync(made.file(), 'utf8');
  const forged = text.replace(/ [0-9a-f]{64} (\d+)\n$/u, ` ${'0'.repeat(64)} $1\n`);
  expect(forged).not.toBe(text);
  for (const broken of [forged, text.slice(0, -1), text.slice(0, 100), '', 'nonsense\n']) {
    writeFileSync(made.file(), broken);
    expect(await made.hashed()).toEqual(fresh);
    expect(readFileSync(made.file(), 'utf8')).toBe(text);
  }
});

test.each([{ CI: 'true' }, { GITHUB_ACTIONS: 'true' }])('no run in CI uses it: %s', async (env) => {
  using made = caching();
  await made.hashed({ XDG_CACHE_HOME: made.home, ...env });
  expect(() => readdirSync(made.home)).toThrow('ENOENT');
});

test('a cache folder that cannot be written to is no obstacle', async () => {
  using made = caching();
  writeFileSync(made.home, 'a file\n');
  expect((await made.hashed()).size).toBe(WORTH_CACHING + 1);
});
