import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bot } from '../scenario/bot.ts';
import { gitIn } from '../scenario/git.ts';
import { EXAMPLE, ROOT } from '../scenario/paths.ts';
import { githubOf, marked } from '../scenario/pull.ts';
import { act } from './act.ts';

const GATE = '.github/workflows/airlock-gate.yml';

test('without artifacts: evals of both sides in one job, handed on as an output, gated, reported once', async () => {
  const config = readFileSync(join(EXAMPLE, '.github/airlock.yml'), 'utf8').replace(
    '    frozen: true\n',
    '    frozen: true\n    shards: 2\n',
  );
  const text = readFileSync(join(ROOT, 'workflows-templates/airlock-gate.enterprise-server.yml'), 'utf8');
  using repository = bot({
    change: 'tidy-refund-prompt',
    evals: false,
    base: { '.github/airlock.yml': config, [GATE]: text },
  });
  gitIn(repository.path, 'remote', 'add', 'origin', 'https://github.com/acme/support-bot.git');
  await using github = await githubOf(repository);
  const { code, log } = await act(repository, github, {
    event: 'pull_request',
    payload: repository.payload,
    workflow: GATE,
    run: 4713,
  });
  if (process.env['AIRLOCK_SHOW_LOG'] === '1') process.stderr.write(log);
  expect(code, log).toBe(1);
  expect(log).toMatch(/\[evaluate\s*\].*Job succeeded/u);
  expect(log).toMatch(/\[airlock\s*\].*Job failed/u);
  expect(log).toContain('golden (candidate): 300 rows from 2 shards');
  expect(log).toContain('golden (baseline): 300 rows from 2 shards');
  expect(marked(github)).toHaveLength(1);
  expect(marked(github)[0]?.body).toMatch(/No-go.*support-bot 3\.0\.0-pr\.41/u);
  expect(github.artifacts().filter(({ name }) => name.startsWith('airlock-shard.'))).toEqual([]);
  github.assertClean();
});
