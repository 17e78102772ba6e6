import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Bot, type BotOptions, bot } from '../scenario/bot.ts';
import { gitIn } from '../scenario/git.ts';
import { EXAMPLE, ROOT } from '../scenario/paths.ts';
import { githubOf, marked } from '../scenario/pull.ts';
import { act } from './act.ts';

const RUN = 4712;
const GATE = '.github/workflows/airlock-gate.yml';

const template = (name: string): string => readFileSync(join(ROOT, 'workflows-templates', name), 'utf8');

/** The example as a team has it that copied the templates, with the golden suite spread over four jobs. */
function team(options: BotOptions = {}): Bot {
  const config = readFileSync(join(EXAMPLE, '.github/airlock.yml'), 'utf8').replace(
    '    frozen: true\n',
    '    frozen: true\n    shards: 4\n',
  );
  const repository = bot({
    change: 'tidy-refund-prompt',
    evals: false,
    ...options,
    base: { '.github/airlock.yml': config, [GATE]: template('airlock-gate.yml'), ...options.base },
  });
  gitIn(repository.path, 'remote', 'add', 'origin', 'https://github.com/acme/support-bot.git');
  return repository;
}

test('a pull request: evals in shards on both sides, merged, gated, reported once', async () => {
  using repository = team();
  await using github = await githubOf(repository);
  const { code, log } = await act(repository, github, {
    event: 'pull_request',
    payload: repository.payload,
    workflow: GATE,
    run: RUN,
  });
  // The prompt lost a protection: the required check is red, the jobs before it are not.
  expect(code, log).toBe(1);
  expect(log).toMatch(/\[classify\s*\].*Job succeeded/u);
  expect(log.match(/\[evaluate-\d+\s*\].*Job succeeded/gu)).toHaveLength(10);
  expect(log).toMatch(/\[airlock\s*\].*Job failed/u);
  expect(log).toContain('golden (candidate): 300 rows from 4 shards');
  expect(log).toContain('golden (baseline): 300 rows from 4 shards');
  expect(marked(github)).toHaveLength(1);
  expect(marked(github)[0]?.body).toMatch(/No-go.*support-bot 3\.0\.0-pr\.41/u);
  expect(github.repository.pulls[0]?.labels).toEqual(['airlock: high']);
  // What left the jobs are ids and numbers.
  const shards = github.artifacts().filter(({ name }) => name.startsWith('airlock-shard.'));
  expect(shards).toHaveLength(10);
  for (const { bytes } of shards) expect(JSON.parse(bytes.toString())).toMatchObject({ complete: true });
  github.assertClean();
});
