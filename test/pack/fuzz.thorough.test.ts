import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalBytes, plain, readCanonical } from '../../src/pack/canonical.ts';
import { Refusal } from '../../src/problem.ts';
import { mutants } from './forged.ts';
import { forged, packed, verified } from './packs.ts';

const PACK = await packed({ evidence: ', privacy: full', items: 8, good: 7 });
const PATHS = [...PACK.parts.keys()].filter((path) => path !== 'manifest.json');

/** Outcome, or the code of a refusal. Anything else that is thrown is a fault of ours. */
async function outcome(zip: Uint8Array): Promise<string> {
  try {
    return (await verified(zip)).outcome;
  } catch (error) {
    if (error instanceof Refusal) return 'refused';
    throw error;
  }
}

const anyBytes = fc.uint8Array({ maxLength: 400 });
const anyJson = fc.jsonValue({ maxDepth: 4 }).map((value) => canonicalBytes(plain(value)));

test('whatever a part is replaced with, the answer is one of ours', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...PATHS), fc.oneof(anyBytes, anyJson), async (path, bytes) => {
      expect(['wrong', 'refused']).toContain(await outcome(forged(PACK.parts, { [path]: bytes })));
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('whatever two fields are forged, the answer is one of ours', async () => {
  const json = PATHS.filter((path) => path.endsWith('.json'));
  const all = new Map(json.map((path) => [path, mutants(PACK.parts.get(path) ?? new Uint8Array())]));
  const field = fc
    .constantFrom(...json)
    .chain((path) => fc.constantFrom(...(all.get(path) ?? [])).map(({ bytes }) => [path, bytes] as const));
  await fc.assert(
    fc.asyncProperty(field, field, async (one, other) => {
      expect(await outcome(forged(PACK.parts, Object.fromEntries([one, other])))).toBe('wrong');
    }),
    { numRuns: 200 },
  );
}, 60_000);

test.each([['['], ['{"a":']])('%s nested without end is no document', (open) => {
  const close = open === '[' ? ']' : '}';
  const text = `${open.repeat(100_000)}1${close.repeat(100_000)}\n`;
  expect(readCanonical(Buffer.from(text))).toBe(null);
});

test('only one way of writing a value is read', () => {
  expect(readCanonical(Buffer.from('{"a":1,"b":[1.5]}\n'))).toEqual({ a: 1, b: [1.5] });
  for (const text of [
    '{"a":1,"b":[1.5]}',
    '{"b":[1.5],"a":1}\n',
    '{"a":1,"a":1}\n',
    '{"a": 1}\n',
    '{"a":1.0}\n',
    '{"a":1e0}\n',
    '{"a":-0}\n',
    '{"a":"\\u0061"}\n',
    '{"a":"\\ud800"}\n',
    '\ufeff{"a":1}\n',
    '{"a":1}\r\n',
    '{"a":NaN}\n',
  ])
    expect(readCanonical(Buffer.from(text)), text).toBe(null);
});
