import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { airlock, json } from '../airlock.ts';
import { bot } from '../bot.ts';
import { put } from '../folder.ts';

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
const rows = (n: number, score: (i: number) => number): string =>
  Array.from({ length: n }, (_, i) => `${JSON.stringify({ id: `i${i}`, score: score(i) })}\n`).join('');

interface Answer {
  readonly decision: { readonly outcome: string };
  readonly next: readonly { readonly code: string; readonly command: string | null }[];
  readonly required: { readonly required: readonly { readonly name: string }[] };
  readonly gates: readonly { readonly checks: readonly { readonly rule: string; readonly code: string }[] }[];
}
interface Flipped {
  readonly again: readonly {
    readonly evidence: string;
    readonly repeats: number;
    readonly items: readonly string[];
  }[];
}
const ARGS = ['check', '--base', 'main', '--head', 'change', '--json', '--flipped', 'flipped.json'];

/** 300 items; the candidate loses twelve and wins as many. */
function change() {
  return bot({
    example: false,
    base: { '.github/airlock.yml': CONFIG, 'settings/a.md': 'Be kind.\n' },
    files: {
      'settings/a.md': 'Be brief.\n',
      'golden.jsonl': rows(300, (i) => (i < 12 ? 0 : 1)),
      'before.jsonl': rows(300, (i) => (i >= 12 && i < 24 ? 0 : 1)),
    },
  });
}

/** What the team's own command does: reads what flipped, and runs it as often as it is told. */
function runAgain(path: string, good: { readonly live: number; readonly candidate: number }): void {
  const { again } = JSON.parse(readFileSync(join(path, 'flipped.json'), 'utf8')) as Flipped;
  const side = (score: number): string =>
    again
      .flatMap(({ items, repeats }) =>
        items.flatMap((id) => Array.from({ length: repeats }, () => ({ id, score }))),
      )
      .map((row) => `${JSON.stringify(row)}\n`)
      .join('');
  put(path, { 'again.jsonl': side(good.candidate), 'again-before.jsonl': side(good.live) });
}

const codesOf = ({ gates }: Answer): string[] =>
  gates.flatMap(({ checks }) => checks.map(({ code }) => code));

test('items that flipped are told, and their repeats decide whether they are broken', async () => {
  using repository = change();
  const { path } = repository;
  const first = await airlock(path, ARGS);
  expect(first.code).toBe(2);
  const open = json<Answer>(first);
  expect(codesOf(open)).toEqual(['within-margin', 'confirm-missing']);
  expect(open.next[0]).toMatchObject({ code: 'run-again', command: 'npm run again' });
  // Nobody can run again what is not known yet: it is not asked for before.
  expect(open.required.required.map(({ name }) => name)).toEqual(['golden']);
  const { again } = JSON.parse(readFileSync(join(path, 'flipped.json'), 'utf8')) as Flipped;
  expect(again).toMatchObject([{ evidence: 'again', repeats: 3 }]);
  expect(again[0]?.items).toHaveLength(12);

  runAgain(path, { live: 1, candidate: 1 });
  const chance = await airlock(path, [...ARGS.slice(0, -2), '--flipped', 'rest.json', '--pack', 'pack.zip']);
  expect([chance.code, codesOf(json<Answer>(chance))]).toEqual([0, ['within-margin', 'broken-few']]);
  expect(JSON.parse(readFileSync(join(path, 'rest.json'), 'utf8'))).toEqual({
    schema: 'airlock.flipped/1',
    again: [],
  });
  expect(await airlock(path, ['verify', 'pack.zip', '--raw', '.'])).toMatchObject({ code: 0 });

  runAgain(path, { live: 1, candidate: 0 });
  const broken = await airlock(path, ARGS);
  expect([broken.code, codesOf(json<Answer>(broken))]).toEqual([1, ['within-margin', 'broken-many']]);
});
