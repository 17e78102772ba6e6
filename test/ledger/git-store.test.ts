import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GitLedgerStore } from '../../src/host/git/ledger-store.ts';
import { record } from '../../src/ledger/record.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { scratchFolder } from '../scenario/folder.ts';
import { commitAll, gitIn, initialise } from '../scenario/git.ts';
import { common } from './story.ts';

function note(key: string) {
  return { ...common(0, null), key, type: 'note' as const, reason: 'It is noted.', commit: null };
}

async function append(store: GitLedgerStore, key: string) {
  return record(store, { bundle: 'bot', environment: 'production', key }, () => ({ write: [note(key)] }));
}

test('a ledger begins, grows and verifies in an empty repository, and touches nothing else', async () => {
  using folder = scratchFolder();
  initialise(folder.path);
  const store = new GitLedgerStore({ directory: folder.path }, null);
  expect(await store.read()).toBeNull();
  for (const key of ['one', 'two', 'three']) expect((await append(store, key)).kind).toBe('written');
  expect((await append(store, 'two')).kind).toBe('known');
  const tip = await store.read();
  expect(verifyLedger(await store.files(tip?.commit ?? ''))).toMatchObject({ faults: [], entries: 3 });
  expect(gitIn(folder.path, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/airlock-ledger');
  expect(gitIn(folder.path, 'status', '--porcelain')).toBe('');
  expect(gitIn(folder.path, 'rev-list', '--count', 'airlock-ledger')).toBe('3');
  expect(gitIn(folder.path, 'fsck', '--strict')).toBe('');
  store.close();
});

test('writers at once, each in its own clone of one remote, lose nothing', async () => {
  using folder = scratchFolder();
  const bare = join(folder.path, 'server.git');
  mkdirSync(bare);
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  const writers = ['a', 'b', 'c', 'd'].map((name) => {
    const path = join(folder.path, name);
    mkdirSync(path);
    initialise(path);
    gitIn(path, 'remote', 'add', 'origin', bare);
    return new GitLedgerStore({ directory: path }, 'origin');
  });
  await Promise.all(
    writers.map(async (store, writer) => {
      for (let i = 0; i < 5; i += 1) expect((await append(store, `${writer}-${i}`)).kind).toBe('written');
    }),
  );
  const [first] = writers;
  const tip = await first?.read();
  const files = (await first?.files(tip?.commit ?? '')) ?? [];
  expect(verifyLedger(files)).toMatchObject({ faults: [], entries: 20 });
  const keys = files.flatMap(({ path, bytes }) =>
    path.startsWith('entries/') ? [JSON.parse(Buffer.from(bytes).toString()).key] : [],
  );
  expect(new Set(keys).size).toBe(20);
  for (const store of writers) store.close();
});

test('a remote that was wound back or lost its branch is refused, never taken for an empty one', async () => {
  using folder = scratchFolder();
  const [bare, clone] = [join(folder.path, 'server.git'), join(folder.path, 'clone')];
  for (const path of [bare, clone]) mkdirSync(path);
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  initialise(clone);
  commitAll(clone, 'one');
  gitIn(clone, 'remote', 'add', 'origin', bare);
  const store = new GitLedgerStore({ directory: clone }, 'origin');
  for (const key of ['one', 'two']) await append(store, key);
  gitIn(bare, 'update-ref', 'refs/heads/airlock-ledger', 'refs/heads/airlock-ledger~1');
  await expect(store.read()).rejects.toMatchObject({ problems: [{ code: 'ledger-rewound' }] });
  gitIn(bare, 'update-ref', '-d', 'refs/heads/airlock-ledger');
  await expect(store.read()).rejects.toMatchObject({ problems: [{ code: 'ledger-rewound' }] });
});

test('a repository that hashes with SHA-256 holds one too', async () => {
  using folder = scratchFolder();
  gitIn(folder.path, 'init', '--quiet', '--template=', '--object-format=sha256');
  const store = new GitLedgerStore({ directory: folder.path }, null);
  for (const key of ['one', 'two']) expect((await append(store, key)).kind).toBe('written');
  const tip = await store.read();
  expect(tip?.commit).toHaveLength(64);
  expect(verifyLedger(await store.files(tip?.commit ?? ''))).toMatchObject({ faults: [], entries: 2 });
  store.close();
});
