import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ScratchFolder } from '../folder.ts';
import { gitIn } from '../git.ts';
import { runStep, type StepResult } from '../runner.ts';
import { annotations } from '../shown.ts';
import { start } from '../starts.ts';

interface Leg {
  readonly run: string;
  readonly side?: string;
  readonly shard?: number;
  readonly shards?: number;
  readonly commit?: string;
}

const rows = (from: number, to: number): string =>
  `for i in $(seq ${from} ${to}); do echo "{\\"id\\":\\"q$i\\",\\"score\\":1}"; done > out.jsonl`;

function matrixOf({ path }: ScratchFolder, legs: readonly Leg[]): string {
  const head = gitIn(path, 'rev-parse', 'HEAD').trim();
  return JSON.stringify(
    legs.map((leg) => ({
      ...{ bundle: 'bot', evidence: 'golden', side: 'candidate', shard: 1, shards: 1 },
      ...{ path: 'out.jsonl', read: '{}', commit: head, ...leg },
    })),
  );
}

function step(
  folder: ScratchFolder,
  action: string,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<StepResult> {
  return runStep({
    action: `actions/${action}`,
    workspace: folder.path,
    event: 'pull_request',
    payload: {},
    sha: gitIn(folder.path, 'rev-parse', 'HEAD').trim(),
    inputs,
    env: { GITHUB_SERVER_URL: 'https://git.acme.example', ...env },
  });
}

const team = (): ScratchFolder =>
  start({ 'prompts/a.md': 'You are helpful.\n', '.gitignore': 'out.jsonl\n' });

test('shards of both sides, each on its commit, become whole results again', async () => {
  using folder = team();
  const before = gitIn(folder.path, 'rev-parse', 'HEAD').trim();
  gitIn(folder.path, 'commit', '--quiet', '--allow-empty', '--message', 'A change');
  const expected = matrixOf(folder, [
    { run: `test "$AIRLOCK_SHARD/$AIRLOCK_SHARDS" = 1/2 && ${rows(1, 3)}`, shards: 2 },
    { run: rows(4, 5), shard: 2, shards: 2 },
    { run: `test "$(git rev-parse HEAD)" = ${before} && ${rows(1, 5)}`, side: 'baseline', commit: before },
  ]);
  const { code, outputs, log } = await step(folder, 'evaluate-all', { matrix: expected });
  expect(code, log).toBe(0);
  expect(outputs['results']).toMatch(/^[\w+/=]+$/u);
  const merged = await step(folder, 'merge', { expected, results: outputs['results'] ?? '' });
  expect(merged.code, merged.log).toBe(0);
  for (const side of ['evidence', 'baseline'] as const) {
    const [, path = ''] = /^bot\/golden=(.+)$/u.exec(merged.outputs[side] ?? '') ?? [];
    const card = JSON.parse(readFileSync(path, 'utf8')) as { complete: boolean; rows: unknown[] };
    expect(card.complete).toBe(true);
    expect(card.rows).toHaveLength(5);
  }
});

test('what the evals are given and what they print lets nobody speak for the action', async () => {
  using folder = team();
  const run = `env > ../seen; echo "::set-output name=results::forged"; echo "::error::forged"; ${rows(1, 2)}`;
  const { code, outputs, log } = await step(
    folder,
    'evaluate-all',
    { matrix: matrixOf(folder, [{ run }]) },
    { ACTIONS_RUNTIME_TOKEN: 'secret', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret', OPENAI_API_KEY: 'theirs' },
  );
  expect(code, log).toBe(0);
  const seen = readFileSync(join(folder.path, '../seen'), 'utf8');
  expect(seen).toContain('OPENAI_API_KEY=theirs');
  expect(seen).not.toMatch(/^(?:ACTIONS_|INPUT_|GITHUB_(?:OUTPUT|ENV|PATH|STATE|STEP_SUMMARY)=)/mu);
  // Between these two lines the runner takes no orders.
  const [, word = ''] = /^::stop-commands::([\w-]{36})$/mu.exec(log) ?? [];
  expect(log.indexOf('::error::forged')).toBeGreaterThan(log.indexOf('::stop-commands::'));
  expect(log.indexOf('::error::forged')).toBeLessThan(log.indexOf(`\n::${word}::`));
  expect(outputs['results']).not.toBe('forged');
});

test('a shard without results, and a job that left none, are no whole run', async () => {
  using folder = team();
  const expected = matrixOf(folder, [{ run: 'exit 3' }]);
  const { code, outputs } = await step(folder, 'evaluate-all', { matrix: expected });
  expect(code).toBe(0);
  const merged = await step(folder, 'merge', { expected, results: outputs['results'] ?? '' });
  const [, path = ''] = /^bot\/golden=(.+)$/u.exec(merged.outputs['evidence'] ?? '') ?? [];
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ complete: false, rows: [] });
  const none = await step(folder, 'merge', { expected, results: 'none' });
  expect(none).toMatchObject({ code: 0, outputs: { evidence: '', baseline: '' } });
  expect(annotations(none).join('\n')).toContain('1 shard of 1 did not come');
  expect((await step(folder, 'merge', { expected, results: 'H4sIforged' })).code).toBe(1);
});

test('results that a process cannot be given are refused, with the mend', async () => {
  using folder = team();
  const run = `node -e 'const c = require("crypto"); for (let i = 0; i < 9000; i++) console.log(JSON.stringify({ id: c.randomUUID(), score: Math.random() }))' > out.jsonl`;
  const result = await step(folder, 'evaluate-all', { matrix: matrixOf(folder, [{ run }]) });
  expect(result.code).toBe(1);
  expect(annotations(result).join('\n')).toContain('results-too-long');
});
