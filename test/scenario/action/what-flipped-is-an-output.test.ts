import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf } from '../pull.ts';

const CONFIG = `bundle: tiny
components:
  settings: { kind: prompt, paths: ["settings/**"] }
evidence:
  golden: { format: jsonl, path: golden.jsonl, baseline: before.jsonl }
  again: { format: jsonl, path: again.jsonl, baseline: again-before.jsonl, run: npm run again }
gates:
  functional:
    - { evidence: golden, metric: score, margin: 0.08, confirm: { evidence: again, repeats: 3, max: 0.02 } }
`;
const rows = (score: (i: number) => number): string =>
  Array.from({ length: 300 }, (_, i) => `${JSON.stringify({ id: `i${i}`, score: score(i) })}\n`).join('');

test('a step after the gate knows what has to run again', async () => {
  using repository = bot({
    example: false,
    base: { '.github/airlock.yml': CONFIG, 'settings/a.md': 'Be kind.\n' },
    files: {
      'settings/a.md': 'Be brief.\n',
      'golden.jsonl': rows((i) => (i < 12 ? 0 : 1)),
      'before.jsonl': rows((i) => (i >= 12 && i < 24 ? 0 : 1)),
    },
  });
  await using github = await githubOf(repository);
  const step = await gate(repository, github);
  expect(step.outputs['decision']).toBe('undecided');
  const flipped: unknown = JSON.parse(readFileSync(step.outputs['flipped'] ?? '', 'utf8'));
  expect(flipped).toMatchObject({
    schema: 'airlock.flipped/1',
    again: [{ evidence: 'again', run: 'npm run again', path: 'again.jsonl', repeats: 3 }],
  });
  expect(JSON.stringify(flipped).match(/"i\d+"/gu)).toHaveLength(12);
});
