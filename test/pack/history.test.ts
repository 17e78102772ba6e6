import { describe, expect, it, test } from 'vitest';
import { appendTo } from '../../src/pack/append.ts';
import { canonicalBytes, sha256Of } from '../../src/pack/canonical.ts';
import { type PackRecord, withRecords } from '../../src/pack/history.ts';
import { listed, manifestBytes } from '../../src/pack/manifest.ts';
import { MANIFEST, type Parts } from '../../src/pack/parts.ts';
import { zipOf } from '../../src/pack/zip-write.ts';
import { ENGINE, found, manifestOf, packed, record, textOf, verified } from './packs.ts';

const PACK = await packed({ evidence: ', privacy: full' });
const DIGEST = PACK.result.head.bundle.digest;
const grow = (parts: Parts, ...records: PackRecord[]): Parts => withRecords(parts, records, ENGINE);
const approval = record(DIGEST);
const deployment = record(DIGEST, { type: 'deployment', facts: { environment: 'production' } });
const look = record(DIGEST, { type: 'look', at: '2026-11-29T10:00:00Z' });
const GROWN = grow(grow(grow(PACK.parts, approval), deployment), look);

/** The newest manifest again, over whatever parts there are. */
function resealed(parts: Parts): Uint8Array {
  return zipOf(new Map(parts).set(MANIFEST, manifestBytes({ ...manifestOf(parts), files: listed(parts) })));
}

function without(parts: Parts, ...paths: string[]): Map<string, Uint8Array> {
  return new Map([...parts].filter(([path]) => !paths.includes(path)));
}

describe('a pack that grew', () => {
  it('verifies with everything that was added, in its order', async () => {
    const { outcome, history } = await verified(zipOf(GROWN));
    expect(outcome).toBe('verified');
    expect(history?.records.map((one) => one.type)).toEqual(['approval', 'deployment', 'look']);
    expect(history?.manifests).toHaveLength(4);
  });

  it('keeps what it was byte for byte', () => {
    for (const [path, bytes] of PACK.parts) if (path !== MANIFEST) expect(GROWN.get(path)).toBe(bytes);
    expect(textOf(GROWN, 'manifests/0000.json')).toBe(textOf(PACK.parts, MANIFEST));
  });

  it('says what it holds for whom', async () => {
    const { controls } = await verified(zipOf(GROWN));
    const partsOf = (id: string): readonly string[] => controls.find((one) => one.id === id)?.parts ?? [];
    expect(partsOf('A.6.2.5')).toEqual(['records/0002-deployment.json']);
    expect(partsOf('Art. 35')).toEqual([]);
  });
});

describe('what was added is refused', () => {
  it('where a record was taken out', async () => {
    expect(await found(resealed(without(GROWN, 'records/0001-approval.json')))).toMatch(
      /^wrong history-rewritten/u,
    );
  });

  it('where the last addition was taken back by hand', async () => {
    const parts = without(GROWN, 'records/0003-look.json', 'manifests/0002.json');
    expect(await found(resealed(parts))).toBe('wrong part-missing manifests/0002.json');
  });

  it('where two records changed places', async () => {
    const parts = new Map(GROWN);
    parts.set('records/0001-approval.json', GROWN.get('records/0002-deployment.json') ?? new Uint8Array());
    expect(await found(resealed(parts))).toMatch(/^wrong history-rewritten/u);
  });

  it('where an earlier manifest is another', async () => {
    const manifest = { ...manifestOf(PACK.parts), engine: { ...ENGINE, version: '0.0.9' } };
    const parts = new Map(GROWN).set('manifests/0000.json', manifestBytes(manifest));
    expect(await found(resealed(parts))).toMatch(/^wrong history-(?:broken|rewritten)/u);
  });

  it('where something else came in with it', async () => {
    const before = manifestOf(PACK.parts);
    const bytes = manifestBytes(before);
    const parts = new Map(PACK.parts)
      .set('extra.json', Buffer.from('{}\n'))
      .set('manifests/0000.json', bytes);
    const previous = { path: 'manifests/0000.json', sha256: sha256Of(bytes) };
    const manifest = { ...before, generation: 1, previous, files: listed(parts) };
    expect(await found(zipOf(parts.set(MANIFEST, manifestBytes(manifest))))).toBe(
      'wrong history-broken extra.json',
    );
  });

  it('where nothing came in', async () => {
    expect(await found(zipOf(grow(PACK.parts)))).toMatch(/^wrong history-broken/u);
  });

  it('where a part was replaced with the addition', async () => {
    const parts = new Map(grow(PACK.parts, approval)).set('report.md', Buffer.from('Go\n'));
    expect(await found(resealed(parts))).toBe('wrong history-rewritten report.md');
  });

  it('where a record is about another bundle', async () => {
    const other = record(`sha256:${'0'.repeat(64)}`);
    expect(await found(zipOf(grow(PACK.parts, other)))).toMatch(/^wrong record-of-another-bundle/u);
  });

  it('where a record stands in a first manifest', async () => {
    const parts = new Map(PACK.parts).set('records/0001-approval.json', canonicalBytes(approval));
    expect(await found(resealed(parts))).toMatch(/^wrong history-broken/u);
  });
});

describe('appendTo', () => {
  const pack = { name: 'pack.zip', bytes: PACK.zip };
  const text = (value: unknown): { name: string; bytes: Uint8Array } => ({
    name: 'record.json',
    bytes: Buffer.from(JSON.stringify(value)),
  });

  it('gives the same parts', () => {
    const { parts, facts } = appendTo(pack, [text(approval), text(deployment)], ENGINE);
    expect(zipOf(parts)).toEqual(zipOf(grow(PACK.parts, approval, deployment)));
    expect(facts).toEqual({ additions: 1, records: 2 });
  });

  it.each([
    ['no JSON', 'x'],
    ['another schema', { ...approval, schema: 'airlock.pack-record/2' }],
    ['a strange key', { ...approval, more: 1 }],
    ['another type', { ...approval, type: 'override' }],
    ['another bundle', record(`sha256:${'0'.repeat(64)}`)],
    ['no time', { ...approval, at: 'yesterday' }],
  ])('refuses %s', (_, value) => {
    expect(() => appendTo(pack, [text(value)], ENGINE)).toThrow('pack-record-wrong');
  });

  it('adds nothing to what is not intact', () => {
    const parts = new Map(PACK.parts).set('report.md', Buffer.from('Go\n'));
    expect(() => appendTo({ name: 'x', bytes: zipOf(parts) }, [text(approval)], ENGINE)).toThrow(
      'pack-unreadable',
    );
  });
});

test('adding in two steps is not adding at once', () => {
  expect(zipOf(grow(grow(PACK.parts, approval), look))).not.toEqual(zipOf(grow(PACK.parts, approval, look)));
});
