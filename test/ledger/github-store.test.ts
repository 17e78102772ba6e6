import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GitLedgerStore } from '../../src/host/git/ledger-store.ts';
import { GitHubLedgerStore } from '../../src/host/github/ledger-store.ts';
import { record } from '../../src/ledger/record.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { octokit, TOKENS } from '../github/client.ts';
import { GraphqlRefusal } from '../github/graphql.ts';
import { startTestGitHub } from '../github/server.ts';
import { scratchFolder } from '../scenario/folder.ts';
import { gitIn, initialise } from '../scenario/git.ts';
import { createCommit } from './create-commit.ts';
import { common } from './story.ts';

async function setUp() {
  const folder = scratchFolder();
  const [bare, clone] = [join(folder.path, 'server.git'), join(folder.path, 'clone')];
  for (const path of [bare, clone]) mkdirSync(path);
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  initialise(clone);
  gitIn(clone, 'remote', 'add', 'origin', bare);
  const gh = await startTestGitHub({ tokens: TOKENS });
  gh.onGraphql('AirlockAppend', (variables) => createCommit(bare, variables));
  const git = new GitLedgerStore({ directory: clone }, 'origin');
  const store = new GitHubLedgerStore(git, octokit(gh), 'acme/support-bot');
  return { folder, bare, gh, git, store };
}

function append(store: GitHubLedgerStore, key: string) {
  return record(store, { bundle: 'bot', environment: 'production', key }, () => ({
    write: [{ ...common(0, null), key, type: 'note', reason: 'It is noted.', commit: null }],
  }));
}

test('the first entry is pushed, every other is one call on the head that was read', async () => {
  const { folder, gh, git, store } = await setUp();
  for (const key of ['one', 'two', 'three']) expect((await append(store, key)).kind).toBe('written');
  expect(gh.routes()).toEqual(['POST /graphql → 200', 'POST /graphql → 200']);
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
  const { folder, gh, git, store } = await setUp();
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
