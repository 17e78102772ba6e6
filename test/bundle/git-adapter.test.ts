import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { readHeld } from '../../src/bundle/repository.ts';
import { GitRepository } from '../../src/host/git/repository.ts';
import { EXIT, Refusal } from '../../src/problem.ts';
import { file, type MadeFile, MadeRepository, scratch } from './git.ts';

afterEach(() => vi.unstubAllEnvs());

/** `code exit` of a refusal. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error('was not refused', { cause: error });
  return `${error.problems.map(({ code }) => code).join()} ${error.exit}`;
}

const { usage, unavailable } = EXIT;
const FILES: MadeFile[] = [
  file('a.md', 'one\n'),
  file('deep/er/b.md', 'two\n'),
  file('c.py', 'You are a bot\n'),
];

function repositoryOf(...options: readonly string[]): { made: MadeRepository; first: string; head: string } {
  const made = MadeRepository.init(...options);
  const first = made.commit([file('first')]);
  return { made, first, head: made.commit(FILES, 'main', true) };
}

function cloneOf(made: MadeRepository, ...options: readonly string[]): MadeRepository {
  const path = join(scratch(), 'clone');
  made.git(['clone', '--quiet', ...options, `file://${made.path}`, path]);
  return new MadeRepository(path);
}

async function namesAt(path: string, ref = 'HEAD'): Promise<string[]> {
  using repository = await GitRepository.open(path);
  return (await repository.tree(await repository.commit(ref))).map((one) => one.path);
}

const NAMES = ['a.md', 'c.py', 'deep/er/b.md'];

test('a work tree, its folders, its .git, a bare repository', async () => {
  const { made } = repositoryOf();
  made.git(['checkout', '--quiet', 'main']);
  const bare = cloneOf(made, '--bare');
  for (const path of [made.path, join(made.path, 'deep/er'), join(made.path, '.git'), bare.path])
    expect(await namesAt(path), path).toEqual(NAMES);
  const opened = await Promise.all(
    [join(made.path, 'deep'), join(made.path, '.git'), bare.path].map((path) => GitRepository.open(path)),
  );
  expect(opened.map((one) => one.workTree)).toEqual([made.path, null, null]);
});

test('a second work tree', async () => {
  const { made, first } = repositoryOf();
  const path = join(scratch(), 'second');
  made.git(['worktree', 'add', '--quiet', '--detach', path, first]);
  expect(await namesAt(path)).toEqual(['first']);
  expect(await namesAt(path, 'main')).toEqual(NAMES);
  const bare = cloneOf(made, '--bare');
  const third = join(scratch(), 'third');
  bare.git(['worktree', 'add', '--quiet', '--detach', third, first]);
  expect((await GitRepository.open(third)).workTree).toBe(third);
});

test('what a hook sets does not redirect', async () => {
  const { made } = repositoryOf();
  const other = MadeRepository.init();
  other.commit([file('other')]);
  const of = (name: string): string => join(other.path, '.git', name);
  const hook = {
    GIT_DIR: of(''),
    GIT_WORK_TREE: other.path,
    GIT_COMMON_DIR: of(''),
    GIT_INDEX_FILE: of('index'),
    GIT_OBJECT_DIRECTORY: of('objects'),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: of('objects'),
    GIT_PREFIX: 'deep/',
    GIT_NAMESPACE: 'other',
    GIT_SHALLOW_FILE: of('shallow'),
    GIT_GRAFT_FILE: of('grafts'),
    GIT_REPLACE_REF_BASE: 'refs/heads/',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'core.bare',
    GIT_CONFIG_VALUE_0: 'true',
    GIT_CONFIG_PARAMETERS: "'core.worktree'='/nowhere'",
    GIT_LITERAL_PATHSPECS: '1',
  };
  for (const [name, value] of Object.entries(hook)) vi.stubEnv(name, value);
  expect(await namesAt(made.path)).toEqual(NAMES);
  using repository = await GitRepository.open(made.path);
  expect(repository.workTree).toBe(made.path);
  expect(await repository.grep(await repository.commit('HEAD'), ['You are'], ['*.py'])).toEqual(['c.py']);
});

test.each([
  'nowhere',
  'main~7',
  '-',
  '-x',
  '--all',
  '--help',
  '--output=/tmp/pwned',
  '',
  ' ',
  'main..HEAD',
  '^main',
  '^HEAD',
  'HEAD:a.md',
  'HEAD^{tree}',
  '0'.repeat(40),
  'f'.repeat(40),
  'f'.repeat(64),
  '$(touch pwned)',
  'a\nb',
  'ü',
  'x'.repeat(5_000),
])('a name that is no commit: %j', async (ref) => {
  const { made } = repositoryOf();
  using repository = await GitRepository.open(made.path);
  expect(await refusal(repository.commit(ref))).toBe(`unknown-ref ${usage}`);
  expect(await repository.holds(ref)).toBe(false);
});

test('odd names that are commits', async () => {
  const { made, first, head } = repositoryOf();
  made.git(['update-ref', 'refs/heads/-x', first]);
  made.git(['update-ref', 'refs/heads/--all', first]);
  made.git(['update-ref', 'refs/heads/twice', first]);
  made.git(['update-ref', 'refs/tags/twice', head]);
  made.git(['tag', '--annotate', '--message=x', 'annotated', first]);
  using repository = await GitRepository.open(made.path);
  expect(await repository.commit('-x')).toBe(first);
  expect(await repository.commit('--all')).toBe(first);
  expect(await repository.commit('twice')).toBe(head); // git's own rule: tags before branches
  expect(await repository.commit('annotated')).toBe(first);
  expect(await repository.commit(head.slice(0, 10))).toBe(head);
  expect(await repository.commit('main^')).toBe(first);
});

test('what is no repository, or an empty one', async () => {
  const folder = scratch();
  writeFileSync(join(folder, 'file'), '');
  for (const path of [folder, join(folder, 'missing'), join(folder, 'file')])
    expect(await refusal(GitRepository.open(path)), path).toBe(`not-a-repository ${usage}`);
  const empty = await GitRepository.open(MadeRepository.init().path);
  expect(await refusal(empty.commit('HEAD'))).toBe(`no-commits ${usage}`);
  expect(await refusal(empty.commit('main'))).toBe(`no-commits ${usage}`);
});

test('an unborn branch in a repository that has commits', async () => {
  const { made } = repositoryOf();
  made.git(['symbolic-ref', 'HEAD', 'refs/heads/unborn']);
  using repository = await GitRepository.open(made.path);
  expect(await refusal(repository.commit('HEAD'))).toBe(`unknown-ref ${usage}`);
});

test('git that is not there', async () => {
  const { made } = repositoryOf();
  vi.stubEnv('PATH', scratch());
  expect(await refusal(GitRepository.open(made.path))).toBe(`git-missing ${unavailable}`);
});

test('a shallow clone knows the names of the parents that it lacks', async () => {
  const { made, first, head } = repositoryOf();
  using repository = await GitRepository.open(cloneOf(made, '--depth=1').path);
  expect(await repository.history.parents(head)).toEqual([first]);
  expect(await repository.history.isShallow()).toBe(true);
  expect(await repository.holds(first)).toBe(false);
  await expect(repository.commit(first)).rejects.toMatchObject({
    exit: usage,
    problems: [{ code: 'unknown-ref', found: first, args: { shallow: 1 } }],
  });
  expect(await repository.history.mergeBase(head, first)).toBeNull();
});

test('a partial clone lacks objects, and nothing is fetched for it', { timeout: 20_000 }, async () => {
  const { made } = repositoryOf();
  made.git(['config', 'uploadpack.allowFilter', 'true']);
  const blobless = cloneOf(made, '--bare', '--filter=blob:none');
  const missing = (): string => blobless.git(['rev-list', '--objects', '--missing=print', 'main']);
  const before = missing();
  expect(before).toContain('?');
  using repository = await GitRepository.open(blobless.path);
  const tree = await repository.tree(await repository.commit('HEAD'));
  const oids = tree.map((one) => one.oid);
  expect(await refusal(repository.hash(oids))).toBe(`git-object-missing ${unavailable}`);
  // A second question to a git that has given up must be answered as well.
  expect(await refusal(repository.read(oids[0] ?? '', 100))).toBe(`git-object-missing ${unavailable}`);
  expect(await refusal(repository.grep('main', ['You'], ['*.py']))).toBe(`git-failed ${unavailable}`);
  expect(missing()).toBe(before);
  const treeless = await GitRepository.open(cloneOf(made, '--bare', '--filter=tree:0').path);
  expect(await refusal(treeless.tree('main'))).toBe(`git-failed ${unavailable}`);
});

function damage(made: MadeRepository, oid: string, how: (path: string) => void): void {
  const path = join(made.path, '.git/objects', oid.slice(0, 2), oid.slice(2));
  if (!existsSync(path)) made.git(['unpack-objects'], made.raw(['pack-objects', '--stdout'], `${oid}\n`));
  rmSync(path, { force: true });
  how(path);
}

const DAMAGE: Record<string, (path: string) => void> = {
  gone: () => {},
  garbage: (path) => writeFileSync(path, 'garbage'),
  empty: (path) => writeFileSync(path, ''),
  'cut off': (path) => writeFileSync(path, Buffer.from('78014bcac94f5230', 'hex')),
};

test.each(Object.entries(DAMAGE))('an object that is %s', { timeout: 20_000 }, async (_, how) => {
  const { made, head } = repositoryOf();
  made.git(['config', 'gc.auto', '0']);
  const blob = made.git(['rev-parse', 'main:a.md']);
  const good = made.git(['rev-parse', 'main:c.py']);
  damage(made, blob, how);
  using repository = await GitRepository.open(made.path);
  const oids = (await repository.tree(head)).map((one) => one.oid);
  // The others are told all the same.
  const digests = await repository.hash(oids);
  expect(oids.filter((oid) => !digests.has(oid))).toEqual([blob]);
  expect(await refusal(repository.read(blob, 100))).toBe(`git-object-missing ${unavailable}`);
  expect(await readHeld(repository, blob, 100)).toBe('not-in-clone');
  const other = await repository.read(good, 100).catch((error: unknown) => error);
  // git may go on or give up at such an object; either way there is an answer.
  if (!(other instanceof Refusal))
    expect(Buffer.from(other as Uint8Array).toString()).toBe('You are a bot\n');

  damage(made, made.git(['rev-parse', 'main:deep']), how);
  using again = await GitRepository.open(made.path);
  expect(await refusal(again.tree(head))).toBe(`git-failed ${unavailable}`);
  damage(made, head, how);
  using third = await GitRepository.open(made.path);
  expect(await refusal(third.commit('main'))).toBe(`unknown-ref ${usage}`);
});

test('a pack that is damaged', { timeout: 20_000 }, async () => {
  const { made, head } = repositoryOf();
  made.git(['repack', '-adq']);
  const folder = join(made.path, '.git/objects/pack');
  const pack = join(folder, readdirSync(folder).find((name) => name.endsWith('.pack')) ?? '');
  rmSync(pack);
  writeFileSync(pack, Buffer.alloc(600, 7));
  using repository = await GitRepository.open(made.path);
  const codes = [
    await refusal(repository.commit(head)),
    await refusal(repository.tree(head)),
    await refusal(repository.read('1'.repeat(40), 10)),
    await refusal(repository.read('2'.repeat(40), 10)),
  ];
  expect(codes).toEqual([
    `unknown-ref ${usage}`,
    `git-failed ${unavailable}`,
    `git-object-missing ${unavailable}`,
    `git-object-missing ${unavailable}`,
  ]);
});

test('settings of a user do not change what grep and log say', async () => {
  const { made, first, head } = repositoryOf();
  const config = join(scratch(), 'config');
  writeFileSync(
    config,
    '[color]\n ui = always\n[grep]\n lineNumber = true\n fullName = false\n[i18n]\n logOutputEncoding = latin1\n[log]\n showSignature = true\n',
  );
  vi.stubEnv('GIT_CONFIG_GLOBAL', config);
  using repository = await GitRepository.open(made.path);
  expect(await repository.grep(head, ['You are'], ['*.py'])).toEqual(['c.py']);
  const side = made.git(['commit-tree', `${head}^{tree}`, '-p', head, '-m', 'é ü']);
  const [commit, ...rest] = await repository.history.commits(head, side, 10);
  expect(rest).toEqual([]);
  expect(commit).toMatchObject({ oid: side, message: 'é ü' });
  expect(await repository.history.commits(first, side, 10)).toHaveLength(2);
});

test('a blob larger than asked for is not held', async () => {
  const made = MadeRepository.init();
  const head = made.commit([file('big', Buffer.alloc(1_000_000)), file('exact', '12345')]);
  using repository = await GitRepository.open(made.path);
  const [big, exact] = await repository.tree(head);
  expect(await repository.read(big?.oid ?? '', 999_999)).toBeNull();
  expect(await repository.read(exact?.oid ?? '', 4)).toBeNull();
  expect(Buffer.from((await repository.read(exact?.oid ?? '', 5)) ?? []).toString()).toBe('12345');
});

test('tags of versions, also annotated ones, and only those that a commit contains', async () => {
  const { made, first, head } = repositoryOf();
  made.git(['tag', 'airlock/bot/v1.0.0', first]);
  made.git(['tag', '-a', '-m', 'x', 'airlock/bot/v1.10.0', first]);
  made.git(['tag', 'airlock/bot/v1.9.0', first]);
  made.git(['tag', 'airlock/bot/v2.0.0', head]);
  made.git(['tag', 'airlock/bot/v3', head]);
  made.git(['tag', 'airlock/bottle/v9.0.0', first]);
  using repository = await GitRepository.open(made.path);
  const found = await repository.history.versions('bot', first);
  expect(found).toEqual(['1.10.0', '1.9.0', '1.0.0'].map((version) => ({ version, commit: first })));
  expect((await repository.history.versions('bot', head))[0]).toEqual({ version: '2.0.0', commit: head });
});

test('a folder that is a repository only in part', async () => {
  const folder = scratch();
  mkdirSync(join(folder, '.git'));
  expect(await refusal(GitRepository.open(folder))).toBe(`not-a-repository ${usage}`);
});
