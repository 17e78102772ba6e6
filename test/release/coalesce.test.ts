import { expect, test } from 'vitest';
import { openLedger } from '../../src/ledger/record.ts';
import { recordCandidate } from '../../src/release/recording.ts';
import { MemoryStore } from '../ledger/memory-store.ts';
import { ANA, at, release } from '../ledger/story.ts';

const request = (version: string) => ({
  bundle: 'bot',
  actor: ANA,
  run: null,
  release: release(version),
  files: [],
});

test('a later commit that another run records in the middle of this one wins', async () => {
  const store = new MemoryStore();
  const ports = { ledger: store, now: () => at(1) };
  const newer = request('1.1.0');
  let reads = 0;
  const racing = {
    read: async () => {
      const tip = await store.read();
      reads += 1;
      // Read before, written after: whoever is overtaken reads again.
      if (reads === 1) await recordCandidate(ports, newer);
      return tip;
    },
    file: store.file.bind(store),
    files: store.files.bind(store),
    commit: store.commit.bind(store),
  };
  const asked: string[] = [];
  const older = await recordCandidate(
    { ledger: racing, now: () => at(2) },
    request('1.0.0'),
    async (commit) => {
      asked.push(commit);
      return commit === newer.release.commit;
    },
  );
  expect(older).toMatchObject({ kind: 'refused', reasons: [{ code: 'superseded' }] });
  expect(asked).toEqual([newer.release.commit]);
  const { state } = await openLedger(store);
  expect(state.bundles['bot']?.releases.map(({ version }) => version)).toEqual(['1.1.0']);
});

test('one that is no descendant stands in nobody’s way', async () => {
  const store = new MemoryStore();
  const ports = { ledger: store, now: () => at(1) };
  await recordCandidate(ports, request('1.1.0'));
  const other = await recordCandidate(ports, request('1.0.0'), async () => false);
  expect(other).toMatchObject({ kind: 'done', already: false });
});
