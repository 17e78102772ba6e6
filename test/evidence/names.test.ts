import { expect, test } from 'vitest';
import { Names } from '../../src/evidence/columns.ts';

/** What `Names` must be, without any shortcut. */
function plain(texts: readonly string[]): number[] {
  const codes = new Map<string, number>();
  return texts.map((text) => {
    const known = codes.get(text) ?? codes.size;
    codes.set(text, known);
    return known;
  });
}

const upwards = Array.from({ length: 30 }, (_, i) => `item-${i}`);

test.each([
  ['upwards, twice', [...upwards, ...upwards]],
  ['upwards, the second time without some', [...upwards, ...upwards.filter((_, i) => i % 7 !== 3)]],
  ['upwards, then one from the middle, then new ones', [...upwards, 'item-5', 'item-31', 'item-5', 'item-4']],
  ['each twice in a row', upwards.flatMap((one) => [one, one])],
  ['downwards', [...upwards].reverse()],
  ['in the order of letters, not of numbers', [...upwards].sort()],
  ['the first again at once', ['a', 'a', 'b', 'a', 'b', 'c']],
  ['empty texts and longer ones first', ['', 'bb', 'a', '', 'c', 'bb', 'aa', 'aa', '']],
  ['one alone', ['x']],
])('%s: every text has the number of its first time', (_, texts) => {
  const names = new Names();
  expect(texts.map((text) => names.code(text))).toEqual(plain(texts));
  expect(names.all()).toEqual([...new Set(texts)]);
  for (const text of texts) expect(names.name(names.find(text))).toBe(text);
  expect(names.find('never seen')).toBe(-1);
});

test('any order of any texts, with look-ups in between', () => {
  let state = 7;
  const random = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  for (let round = 0; round < 300; round += 1) {
    const most = 1 + random(12);
    const sorted = Array.from({ length: most }, (_, i) => `k${i * (1 + random(3))}`);
    const texts = Array.from({ length: 40 }, (_, i) =>
      random(3) === 0 ? `k${random(most * 2)}` : (sorted[i % most] ?? ''),
    );
    const names = new Names();
    const seen: number[] = [];
    for (const text of texts) {
      if (random(5) === 0) names.find(text);
      seen.push(names.code(text));
    }
    expect(seen).toEqual(plain(texts));
  }
});
