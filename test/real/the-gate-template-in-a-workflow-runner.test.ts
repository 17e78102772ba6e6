import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Bot, type BotOptions, bot } from '../scenario/bot.ts';
import { gitIn } from '../scenario/git.ts';
import { EXAMPLE, ROOT } from '../scenario/paths.ts';
import { githubOf, marked } from '../scenario/pull.ts';
import { finishRun, strangersGitHub } from '../scenario/stranger.ts';
import { act } from './act.ts';

const RUN = 4712;
const GATE = '.github/workflows/airlock-gate.yml';
const REPORT = '.github/workflows/airlock-report.yml';

/**
 * A template as act can run it. It answers `actions/checkout` itself, with the work tree as it stands, but only where no
 * `ref` is given; `actions/evaluate` then takes the commit that it is told.
 */
const template = (name: string): string =>
  readFileSync(join(ROOT, 'workflows-templates', name), 'utf8').replace(/^ *ref: .*\n/gmu, '');

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
  if (process.env['AIRLOCK_SHOW_LOG'] === '1') process.stderr.write(log);
  // The prompt lost a protection: the required check is red, the jobs before it are not.
  expect(code, log).toBe(1);
  expect(log).toMatch(/\[classify\s*\].*Job succeeded/u);
  expect(log.match(/\[evaluate\s*\].*Job succeeded/gu)).toHaveLength(10);
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

test("a stranger's pull request: no keys, no right to write, and one comment by another workflow", async () => {
  using repository = team({ fork: true, base: { [REPORT]: template('airlock-report.yml') } });
  await using github = await strangersGitHub(repository);
  const gate = await act(repository, github, {
    event: 'pull_request',
    payload: repository.payload,
    workflow: GATE,
    run: RUN,
    token: 'ghs_read',
    actor: 'stranger',
  });
  // Everything is due later: no job is started that would need a key, and the required check is green with a warning.
  expect(gate.code, gate.log).toBe(0);
  expect(gate.log).not.toMatch(/\[evaluate\s*\]/u);
  expect(gate.log).toMatch(/\[airlock\s*\].*Job succeeded/u);
  expect(github.repository.comments).toEqual([]);
  const writes = github.log.filter(({ method, target }) => method !== 'GET' && target.startsWith('/repos/'));
  expect(writes.map(({ outcome }) => outcome).filter((outcome) => outcome !== '403')).toEqual([]);

  finishRun(repository, github, { id: RUN });
  gitIn(repository.path, 'checkout', '--quiet', '--detach', repository.base);
  const report = await act(repository, github, {
    event: 'workflow_run',
    payload: {
      action: 'completed',
      workflow_run: {
        id: RUN,
        event: 'pull_request',
        head_sha: repository.head,
        head_repository: { id: 902 },
        repository: { id: 901 },
        actor: { login: 'stranger' },
      },
    },
    workflow: REPORT,
    run: RUN + 1,
    token: 'ghs_report',
    actor: 'stranger',
  });
  expect(report.code, report.log).toBe(0);
  expect(marked(github)).toHaveLength(1);
  expect(marked(github)[0]?.body).toContain('Undecided');
  github.assertClean();
});

test('a merge group: the same required check, and no comment', async () => {
  using repository = team();
  await using github = await githubOf(repository);
  const { code, log } = await act(repository, github, {
    event: 'merge_group',
    payload: {
      action: 'checks_requested',
      merge_group: { base_sha: repository.base, head_sha: repository.merge, base_ref: 'refs/heads/main' },
      repository: { id: 901, default_branch: 'main' },
    },
    workflow: GATE,
    run: RUN,
  });
  expect(code, log).toBe(1);
  expect(log).toMatch(/\[airlock\s*\].*Job failed/u);
  expect(github.repository.comments).toEqual([]);
});
