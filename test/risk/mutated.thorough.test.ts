import { expect, test } from 'vitest';
import { classified, type Edit } from './classified.ts';
import { PAIRS } from './pairs/all.ts';

/**
 * Every example of every rule with its text damaged on either side: whatever a pull request holds, it is classified. A crash would
 * leave a gate that anybody can turn off.
 */
const ROUNDS = 6;
/** Larger ones are for the growth of the work, and are measured. */
const LARGEST = 20_000;

/** A small generator of our own, so that what fails once fails again. */
function generator(seed: number): (below: number) => number {
  let state = seed * 2654435761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
    return state % below;
  };
}

const SHAPES = [
  'null',
  '{}',
  '[]',
  '[[1], {a: 1}]',
  '{ a: { b: null } }',
  '""',
  '.nan',
  '!!x y',
  '*z',
  '&z 1',
];
const MARKS = [
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '`',
  '\\',
  '<<EOF',
  '"""',
  '${',
  '{{',
  '%}',
  '\u0000',
  '\u202e',
];

type Damage = (text: string, random: (below: number) => number) => string;
const DAMAGES: readonly Damage[] = [
  (text, random) => text.slice(0, random(text.length + 1)),
  (text, random) => text.slice(random(text.length + 1)),
  (text, random) => {
    const lines = text.split('\n');
    lines.splice(random(lines.length), 1);
    return lines.join('\n');
  },
  (text, random) => {
    const lines = text.split('\n');
    const line = lines[random(lines.length)] ?? '';
    lines.splice(random(lines.length), 0, line);
    return lines.join('\n');
  },
  (text, random) =>
    text.replace(/([:=]\s*)\S.*$/mu, (_, before: string) => before + (SHAPES[random(SHAPES.length)] ?? '')),
  (text, random) => {
    const values = [...text.matchAll(/[:=]\s*(\S.*)$/gmu)];
    const chosen = values[random(Math.max(1, values.length))];
    return chosen === undefined ? text : text.replace(chosen[1] ?? '', SHAPES[random(SHAPES.length)] ?? '');
  },
  (text, random) => {
    const at = random(text.length + 1);
    return text.slice(0, at) + (MARKS[random(MARKS.length)] ?? '') + text.slice(at);
  },
  (text, random) =>
    text
      .split('\n')
      .map((line) => ' '.repeat(random(4)) + line)
      .join('\n'),
  (text) => `${text}\n${text}`,
];

test('no damage to any example is a crash', { timeout: 600_000 }, async () => {
  let runs = 0;
  for (const [number, pair] of PAIRS.entries())
    for (const [side, example] of [pair.fires, pair.not].entries())
      for (let round = 0; round < ROUNDS; round += 1) {
        const random = generator(1 + number * 1_000 + side * 100 + round);
        const damaged = (content: Edit['from']): Edit['from'] => {
          if (typeof content !== 'string' || content.length > LARGEST || random(3) === 0) return content;
          let text = content;
          for (let times = 1 + random(3); times > 0; times -= 1)
            text = (DAMAGES[random(DAMAGES.length)] ?? ((same: string) => same))(text, random);
          return text;
        };
        const edits = example.edits.map((one) => ({ ...one, from: damaged(one.from), to: damaged(one.to) }));
        const risk = await classified(edits, example).catch((error: unknown) => {
          throw new Error(
            `${pair.code} ${pair.about ?? ''} ${side} ${round}: ${JSON.stringify(edits).slice(0, 1_500)}`,
            {
              cause: error,
            },
          );
        });
        expect(['low', 'medium', 'high', 'unknown']).toContain(risk.tier);
        runs += 1;
      }
  expect(runs).toBeGreaterThan(2_000);
});
