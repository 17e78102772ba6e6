import { expect, test } from 'vitest';
import { replaces, valueAt, withValue } from '../../src/check/replacement.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

test.each([
  ['c.yaml', 'a: 1\nmodel: gpt-5 # pinned\n', 'model', 'gpt-6', 'a: 1\nmodel: gpt-6 # pinned\n'],
  ['c.yaml', "model: 'gpt-5'\n", 'model', "it's", "model: 'it''s'\n"],
  ['c.yaml', 'model: "gpt-5"\n', 'model', 'a "b"', 'model: "a \\"b\\""\n'],
  ['c.yaml', 'v: 12\n', 'v', '13', 'v: 13\n'],
  // A text stays a text: what looks like a number is quoted, and what looks like a comment too.
  ['c.yaml', 'v: one\n', 'v', '13', 'v: "13"\n'],
  ['c.yaml', 'v: one\n', 'v', 'x # y', 'v: "x # y"\n'],
  ['c.yaml', 'v: one\n', 'v', '[x]', 'v: "[x]"\n'],
  ['c.yaml', 'v: one\n', 'v', '*x', 'v: "*x"\n'],
  [
    'c.yaml',
    'models:\n  - { id: a }\n  - { id: b }\n',
    'models.1.id',
    'c',
    'models:\n  - { id: a }\n  - { id: c }\n',
  ],
  ['c.json', '{"model": {"id": "a",  "n": 1}}\n', 'model.id', 'b', '{"model": {"id": "b",  "n": 1}}\n'],
  ['c.json', '{"n": 1}', 'n', '2.5', '{"n": 2.5}'],
])('%s %j: %s becomes %s, and nothing else', (path, text, key, value, expected) => {
  expect(withValue(path, text, key, value)).toEqual({ text: expected });
  expect(valueAt(path, expected, key)).toBe(value);
  expect(replaces(path, bytes(text), bytes(expected), [{ path, key }])).toBe(true);
});

test.each([
  ['c.yaml', 'v: 12\n', 'v', 'thirteen', 'no-place'],
  ['c.yaml', 'v: [1]\n', 'v', '2', 'no-value'],
  ['c.yaml', 'v: 1\n', 'w', '2', 'no-value'],
  ['c.yaml', 'v: 1\n', 'v.x', '2', 'no-value'],
  ['c.yaml', 'v: 1\n', '__proto__', '2', 'no-value'],
  ['c.yaml', 'v: [1\n', 'v', '2', 'no-data'],
  ['main.py', 'v = 1\n', 'v', '2', 'no-data'],
] as const)('%s %j: %s cannot become %s', (path, text, key, value, why) => {
  expect(withValue(path, text, key, value)).toEqual({ why });
});

test('what else changes is seen, wherever it is', () => {
  const rules = [{ path: 'c.yaml', key: 'a.v' }];
  const of = (before: string, after: string) => replaces('c.yaml', bytes(before), bytes(after), rules);
  expect(of('a: { v: 1, w: 1 }\n', 'a: { v: 2, w: 1 }\n')).toBe(true);
  expect(of('a: { v: 1, w: 1 }\n', 'a: { v: 2, w: 2 }\n')).toBe(false);
  expect(of('a: { v: 1 }\n', 'a: { v: { w: 1 } }\n')).toBe(false);
  expect(of('a: { v: { w: 1 } }\n', 'a: { v: { w: 2 } }\n')).toBe(false);
  expect(of('a: { v: 1 }\n', 'a: { v: 1, x: 1 }\n')).toBe(false);
  expect(of('a: { v: 1 }\n', 'a: {}\n')).toBe(false);
  expect(of('a: { v: 1 }\n', '- a\n')).toBe(false);
  expect(of('a: { v: 1 }\n', 'a: [broken\n')).toBe(false);
  expect(of('a: { v: 1 }\nb: 1\n', 'a: { v: 2 }\n')).toBe(false);
  expect(replaces('c.yaml', bytes('a: { v: 1 }\n'), bytes('a: { v: 2 }\n'), [])).toBe(false);
  expect(replaces('c.yaml', bytes('a: { v: 1 }\n'), Buffer.from([0xff, 0xfe]), rules)).toBe(false);
});

test('a pointer of DVC keeps its path, its remote and its stage', () => {
  const rules = [{ path: 'w.dvc', key: null }];
  const of = (before: string, after: string) => replaces('w.dvc', bytes(before), bytes(after), rules);
  const pointer = 'outs:\n- { md5: aaaa, size: 1, path: w, remote: store }\n';
  expect(of(pointer, pointer.replace('aaaa', 'bbbb').replace('size: 1', 'size: 2'))).toBe(true);
  expect(of(pointer, pointer.replace('path: w', 'path: ../w'))).toBe(false);
  expect(of(pointer, pointer.replace('remote: store', 'remote: evil'))).toBe(false);
  expect(of(pointer, `${pointer}cmd: curl evil.example\n`)).toBe(false);
  expect(of(pointer, pointer.replace('md5: aaaa', 'md5: { x: 1 }'))).toBe(false);
});
