import { describe, expect, it, test } from 'vitest';
import { appendTo } from '../../src/pack/append.ts';
import { recordSchema } from '../../src/pack/history.ts';
import { runOf } from '../../src/pack/run.ts';
import { DOCUMENTS } from '../../src/report/documents/schema.ts';
import { verifySchema } from '../../src/report/documents/schema-pack.ts';
import { verifyDocument } from '../../src/report/documents/verify.ts';
import { PLAIN } from '../../src/report/terminal.ts';
import { verifyText } from '../../src/report/verify-text.ts';
import { ENGINE, forged, packed, record, textOf, verified } from './packs.ts';

const PACK = await packed();
const FULL = await packed({ evidence: ', privacy: full' });

const STORIES: readonly (readonly [string, () => ReturnType<typeof verified>])[] = [
  ['verified', () => verified(FULL.zip)],
  ['could not tell', () => verified(PACK.zip)],
  ['wrong', () => verified(forged(FULL.parts, { 'report.md': 'Go\n' }))],
  ['wrong from the first part on', () => verified(forged(FULL.parts, { 'facts.json': '{}\n' }))],
  ['another engine', () => verified(FULL.zip, { engine: { ...ENGINE, version: '9.0.0' } })],
];

describe.each(STORIES)('%s', (_, story) => {
  it('is said in a document of its schema, and in a few lines', async () => {
    const document = verifyDocument(await story(), ENGINE, 'pack.zip');
    expect(verifySchema.strict().safeParse(document).error).toBe(undefined);
    const { controls: _controls, ...shown } = document;
    expect({ ...shown, sha256: '', rows: shown.rows.length }).toMatchSnapshot();
    expect(verifyText({ ...document, sha256: '…' }, PLAIN)).toMatchSnapshot();
  });
});

test('every JSON part of a pack has the shape of its schema', () => {
  const { parts } = appendTo(
    { name: 'pack.zip', bytes: FULL.zip },
    [{ name: 'r', bytes: Buffer.from(JSON.stringify(record(FULL.result.head.bundle.digest))) }],
    ENGINE,
  );
  for (const path of [...parts.keys()].filter((name) => name.endsWith('.json'))) {
    const document = JSON.parse(textOf(parts, path)) as { schema?: string };
    if (path.startsWith('statements/')) continue;
    const schema = Object.entries(DOCUMENTS).find(([id]) => id === document.schema)?.[1];
    expect(schema?.safeParse(document).success, path).toBe(true);
  }
});

test('the statements are in-toto statements about the bundle', () => {
  const subject = [{ name: 'bot', digest: { sha256: FULL.result.head.bundle.digest.slice(7) } }];
  for (const name of ['test-result', 'verification-summary'])
    expect(JSON.parse(textOf(FULL.parts, `statements/${name}.json`))).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      subject,
    });
  expect(JSON.parse(textOf(FULL.parts, 'statements/test-result.json'))).toMatchObject({
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: { result: 'PASSED', failedTests: [] },
  });
});

test('what no pack holds stands as an empty cell', () => {
  expect(textOf(FULL.parts, 'controls.md')).toContain('| `Art. 35` | data protection impact assessment |  |');
});

test('a hostile name cannot act in a terminal', async () => {
  const found = await verified(forged(FULL.parts, { 'facts.json': '{}\n' }));
  const place = { part: '\u001b[2Jx', at: 'a\nb\u202e', recorded: '\u0007', rebuilt: null };
  const text = verifyText(verifyDocument({ ...found, place }, ENGINE, '\u001b]0;x.zip'), PLAIN);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/u);
});

test('a run is what the environment says of it', () => {
  expect(runOf({})).toBe(null);
  expect(runOf({ GITHUB_ACTIONS: 'true', GITHUB_SHA: 'abc', GITHUB_EVENT_NAME: 'push' })).toEqual({
    repository: '',
    workflow: '',
    event: 'push',
    ref: '',
    commit: 'abc',
    id: '',
    attempt: '',
  });
});

test.each([
  ['push', 'run-unproven'],
  ['pull_request', 'run-untrusted'],
])('a run on %s that only the pack speaks of is %s', async (event, whyNotHigher) => {
  const run = { repository: 'a/b', workflow: 'w', event, ref: 'r', commit: 'c', id: '1', attempt: '1' };
  const { zip } = await packed({ evidence: ', privacy: full', run });
  expect((await verified(zip)).grade).toEqual({ grade: 'E1', whyNotHigher });
});

test('the record of the schema is the record that is written', () => {
  expect(recordSchema.safeParse(record(`sha256:${'0'.repeat(64)}`)).success).toBe(true);
});
