import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GitLedgerStore } from '../../src/host/git/ledger-store.ts';
import { GitHubLedgerStore } from '../../src/host/github/ledger-store.ts';
import { record } from '../../src/ledger/record.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { octokit, TOKENS } from '../github/client.ts';
import { GraphqlRefusal } from '../github/graphql.ts';
import { startTestGitHub, type TestGitHub } from '../github/server.ts';
import { scratchFolder } from '../scenario/folder.ts';
import { gitIn, initialise } from '../scenario/git.ts';
import { createCommit } from './create-commit.ts';
import { common } from './story.ts';

async function setUp(token = 'ghs_write') {
  const folder = scratchFolder();
  const [bare, clone] = [join(folder.path, 'server.git'), join(folder.path, 'clone')];
  for (const path of [bare, clone]) mkdirSync(path);
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  initialise(clone);
  gitIn(clone, 'remote', 'add', 'origin', bare);
  const write = { ...TOKENS.ghs_write, contents: 'write' } as const;
  const tokens = { ...TOKENS, ghs_write: write, ghs_read: TOKENS.ghs_write };
  const gh = await startTestGitHub({ tokens, repository: { objects: bare } });
  gh.onGraphql('AirlockAppend', (variables) => createCommit(bare, variables));
  const git = new GitLedgerStore({ directory: clone }, 'origin');
  const store = new GitHubLedgerStore(git, octokit(gh, token), 'acme/support-bot');
  return { folder, bare, gh, git, store };
}

function append(store: GitHubLedgerStore, key: string) {
  return record(store, { bundle: 'bot', environment: 'production', key }, () => ({
    write: [{ ...common(0, null), key, type: 'note', reason: 'It is noted.', commit: null }],
  }));
}

test('the first entry makes the branch, every other is one call on the head that was read', async () => {
  const { folder, bare, gh, git, store } = await setUp();
  for (const key of ['one', 'two', 'three']) expect((await append(store, key)).kind).toBe('written');
  expect(gh.routes()).toEqual([
    'POST /repos/acme/support-bot/git/trees → 201',
    'POST /repos/acme/support-bot/git/commits → 201',
    'POST /repos/acme/support-bot/git/refs → 201',
    'POST /graphql → 200',
    'POST /graphql → 200',
  ]);
  expect(gitIn(bare, 'rev-list', '--max-parents=0', '--count', 'airlock-ledger')).toBe('1');
  const tip = await store.read();
  expect(verifyLedger(await store.files(tip?.commit ?? ''))).toMatchObject({ faults: [], entries: 3 });
  gh.assertClean();
  git.close();
  await gh[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

test('an answer that was lost is recognised, and a faster writer is not overwritten', async () => {
  const { folder, bare, gh, git, store } = await setUp();
  await append(store, 'one');
  gh.faults.push({ kind: '502-after-commit', method: 'POST', path: '/graphql' });
  expect((await append(store, 'two')).kind).toBe('known');
  const before = gitIn(bare, 'rev-parse', 'airlock-ledger~1');
  expect(await store.commit(before, [{ path: 'state.json', bytes: Buffer.from('{}') }], 'late')).toBe(
    'stale',
  );
  expect(gitIn(bare, 'rev-list', '--count', 'airlock-ledger')).toBe('2');
  git.close();
  await gh[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

test('what the token may not write by the API is pushed', async () => {
  const { folder, gh, git, store } = await setUp('ghs_read');
  await append(store, 'one');
  gh.onGraphql('AirlockAppend', () => {
    throw new GraphqlRefusal('FORBIDDEN', 'Resource not accessible by integration');
  });
  expect((await append(store, 'two')).kind).toBe('written');
  const tip = await store.read();
  expect(verifyLedger(await store.files(tip?.commit ?? ''))).toMatchObject({ faults: [], entries: 2 });
  git.close();
  await gh[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** How a server says that it has no such call, or not for this token. */
const CLOSED: Readonly<Record<string, (gh: TestGitHub) => void>> = {
  'GraphQL is forbidden': (gh) =>
    gh.onGraphql('AirlockAppend', () => {
      throw new GraphqlRefusal('FORBIDDEN', 'Resource not accessible by integration');
    }),
  'the server is older than the call': (gh) =>
    gh.onGraphql('AirlockAppend', () => {
      throw new GraphqlRefusal(
        'undefinedField',
        "Field 'createCommitOnBranch' doesn't exist on type 'Mutation'",
      );
    }),
  'there is no GraphQL': (gh) => gh.faults.push({ kind: '404', method: 'POST', path: '/graphql', times: 99 }),
};

test.each(Object.keys(CLOSED))('%s: objects and a branch that must fast-forward', async (name) => {
  const { folder, bare, gh, git, store } = await setUp();
  CLOSED[name]?.(gh);
  for (const key of ['one', 'two', 'three']) expect((await append(store, key)).kind).toBe('written');
  // Asked once, and no more: a rollback has ten calls, and these are its two writes.
  expect(gh.routes().filter((route) => route.includes('graphql'))).toHaveLength(1);
  expect(gh.routes().length).toBe(10);
  const tip = await store.read();
  expect(verifyLedger(await store.files(tip?.commit ?? ''))).toMatchObject({ faults: [], entries: 3 });
  const before = gitIn(bare, 'rev-parse', 'airlock-ledger~1');
  const late = [{ path: 'state.json', bytes: Buffer.from('{}') }];
  expect(await store.commit(before, late, 'late')).toBe('stale');
  expect(await store.commit(null, late, 'late')).toBe('stale');
  expect(gitIn(bare, 'fsck', '--strict', '--no-dangling')).toBe('');
  git.close();
  await gh[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

test('bytes that are no text arrive as they are', async () => {
  const { folder, gh, git, store } = await setUp();
  CLOSED['GraphQL is forbidden']?.(gh);
  await append(store, 'one');
  const bytes = Buffer.from([0x1f, 0x8b, 0xff, 0x00, 0xef, 0xbb, 0xbf]);
  const marked = Buffer.from('\uFEFF{}');
  const tip = await store.read();
  const files = [
    { path: 'scores/x.gz', bytes },
    { path: 'scores/y', bytes: marked },
  ];
  expect(await store.commit(tip?.commit ?? '', files, 'scores')).toBe('written');
  const next = (await store.read())?.commit ?? '';
  expect(Buffer.from((await store.file(next, 'scores/x.gz')) ?? [])).toEqual(bytes);
  expect(Buffer.from((await store.file(next, 'scores/y')) ?? [])).toEqual(marked);
  git.close();
  await gh[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const KINDS = ['502-after-commit', 'cut-after-commit', '422', 'truncated', 'html'] as const;
const PATHS = ['/git/trees', '/git/commits', '/git/refs/**'].map((path) => `/repos/*/*${path}`);

test.each(KINDS)('every call of an append without GraphQL fails once with %s: written once', async (kind) => {
  const { folder, bare, gh, git, store } = await setUp();
  CLOSED['GraphQL is forbidden']?.(gh);
  await append(store, 'zero');
  await append(store, 'closed');
  for (const [i, path] of PATHS.entries()) {
    gh.faults.push({ kind, path });
    expect(['written', 'known']).toContain((await append(store, `key-${i}`)).kind);
  }
  const tip = await store.read();
  expect(verifyLedger(await store.files(tip?.commit ?? ''))).toMatchObject({ faults: [], entries: 5 });
  expect(gitIn(bare, 'rev-list', '--count', 'airlock-ledger')).toBe('5');
  git.close();
  await gh[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

test.each(KINDS)('an append by GraphQL fails once with %s: written once', async (kind) => {
  const { folder, bare, gh, git, store } = await setUp();
  await append(store, 'zero');
  gh.faults.push({ kind, path: '/graphql' });
  expect(['written', 'known']).toContain((await append(store, 'one')).kind);
  const tip = await store.read();
  expect(verifyLedger(await store.files(tip?.commit ?? ''))).toMatchObject({ faults: [], entries: 2 });
  expect(gitIn(bare, 'rev-list', '--count', 'airlock-ledger')).toBe('2');
  git.close();
  await gh[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

test.each(['signed', 'unsigned', 'pushed'])(
  'a file that is taken away is gone from the tip: %s',
  async (way) => {
    const { folder, gh, git, store } = await setUp(way === 'pushed' ? 'ghs_read' : 'ghs_write');
    if (way !== 'signed') CLOSED['GraphQL is forbidden']?.(gh);
    await append(store, 'one');
    const tip = async () => (await store.read())?.commit ?? '';
    await store.commit(await tip(), [{ path: 'scores/x', bytes: Buffer.from('1') }], 'kept');
    expect(await store.file(await tip(), 'scores/x')).not.toBeNull();
    expect(await store.commit(await tip(), [{ path: 'scores/x', bytes: null }], 'erased')).toBe('written');
    expect(await store.file(await tip(), 'scores/x')).toBeNull();
    expect(await store.file(await tip(), 'state.json')).not.toBeNull();
    git.close();
    await gh[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  },
);
