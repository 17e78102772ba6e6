import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { extend } from '../../src/ledger/chain.ts';
import { entryPath, STATE_PATH, scoresPath, sha256Of } from '../../src/ledger/layout.ts';
import { EMPTY_STATE } from '../../src/ledger/state.ts';
import type { LedgerFile } from '../../src/ledger/store.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { adopted, candidate, common, done, intent, release } from './story.ts';

/** A ledger of `entries` entries: one release after the other. */
function ledger(entries: number): LedgerFile[] {
  let state = EMPTY_STATE;
  const files = new Map<string, LedgerFile>();
  for (let i = 0; state.seq < entries; i += 1) {
    const of = release(`1.${i}.0`);
    const drafts =
      state.seq === 0
        ? [adopted(i, of)]
        : [candidate(i, of), intent(i, of, null), done(i, of, state.seq + 2)];
    const next = extend(state, drafts.slice(0, entries - state.seq));
    state = next.state;
    for (const file of next.files) files.set(file.path, file);
  }
  return [...files.values()];
}

test('a ledger that nobody touched verifies', () => {
  const { faults, entries, state } = verifyLedger(ledger(100));
  expect(faults).toEqual([]);
  expect(entries).toBe(100);
  expect(state.pairs['bot/production']?.live?.version).toBe('1.33.0');
});

test('any changed byte of any entry is located', () => {
  const files = ledger(40);
  const seed = Buffer.from('airlock');
  for (let i = 0; i < 2_000; i += 1) {
    const seq = (i % 40) + 1;
    const path = entryPath(seq);
    const bytes = Buffer.from(files.find((file) => file.path === path)?.bytes ?? []);
    const place = (i * 7919 + (seed[i % seed.length] ?? 0)) % bytes.length;
    bytes[place] = (bytes[place] ?? 0) ^ (1 + (i % 255));
    const changed = files.map((file) => (file.path === path ? { path, bytes } : file));
    const [fault] = verifyLedger(changed).faults;
    // The last entry's own bytes are bound by the state, every other's by the entry behind it.
    expect(fault === undefined ? null : (fault.seq ?? 41), `${path} byte ${place}`).toBeOneOf([seq, seq + 1]);
  }
});

test('a missing, doubled or foreign file is named', () => {
  const files = ledger(10);
  const without = files.filter(({ path }) => path !== entryPath(4));
  expect(verifyLedger(without).faults[0]).toMatchObject({ code: 'ledger-entry-missing', seq: 4 });
  const swapped = files.map(({ path, bytes }) => ({
    path: path === entryPath(4) ? entryPath(5) : path === entryPath(5) ? entryPath(4) : path,
    bytes,
  }));
  expect(verifyLedger(swapped).faults[0]).toMatchObject({ code: 'ledger-chain-broken', seq: 4 });
  const more = [...files, { path: '.github/workflows/x.yml', bytes: Buffer.from('on: push') }];
  expect(verifyLedger(more).faults[0]).toMatchObject({
    code: 'ledger-foreign-file',
    path: '.github/workflows/x.yml',
  });
});

test('a rewind to any place is seen through an anchor', () => {
  const files = ledger(30);
  const last = files.find(({ path }) => path === entryPath(30));
  const anchor = { seq: 30, sha256: sha256Of(last?.bytes ?? new Uint8Array()) };
  expect(verifyLedger(files, [anchor]).faults).toEqual([]);
  for (let length = 0; length < 30; length += 1) {
    const { faults } = verifyLedger(ledger(length), [anchor]);
    expect(faults[0]?.code).toBe('ledger-rewound');
  }
  expect(verifyLedger(files, [{ seq: 7, sha256: '0'.repeat(64) }]).faults[0]).toMatchObject({
    code: 'ledger-rewound',
    seq: 7,
  });
});

test('scores that were erased on purpose leave the chain valid, and no others may be missing', () => {
  const bytes = Buffer.from('{"rows":[]}\n');
  const sha256 = sha256Of(bytes);
  const evidence = [{ name: 'golden', sha256: 'a'.repeat(64), rows: 1, key: 'b'.repeat(64), scores: sha256 }];
  const of = { ...release('1.0.0'), evidence };
  const kept = { path: scoresPath(sha256), bytes: gzipSync(bytes) };
  const made = extend(EMPTY_STATE, [adopted(0, of)]);
  expect(verifyLedger([...made.files, kept]).faults).toEqual([]);
  expect(verifyLedger(made.files).faults).toMatchObject([{ code: 'ledger-scores-missing', seq: 1 }]);
  const other = { ...kept, bytes: gzipSync(Buffer.from('{"rows":[1]}\n')) };
  expect(verifyLedger([...made.files, other]).faults).toMatchObject([{ code: 'ledger-scores-altered' }]);
  const erased = extend(made.state, [
    { ...common(1, null, null), type: 'erased', file: sha256, reason: 'A person asked for it.' },
  ]);
  const entries = made.files.filter(({ path }) => path !== STATE_PATH);
  expect(verifyLedger([...entries, ...erased.files]).faults).toEqual([]);
});
