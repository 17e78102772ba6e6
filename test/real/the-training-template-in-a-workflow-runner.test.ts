import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startTestGitHub } from '../github/server.ts';
import { createCommit } from '../ledger/create-commit.ts';
import { airlock, json } from '../scenario/airlock.ts';
import { bot } from '../scenario/bot.ts';
import { gitIn } from '../scenario/git.ts';
import { EXAMPLE, ROOT } from '../scenario/paths.ts';
import { act } from './act.ts';
import { attestStandIn } from './attest/stand-in.ts';

const TRAINING = '.github/workflows/airlock-training.yml';
const ATTEST = 'actions/attest@1e69f48acb82d1966a394da916b4c1698aa569d6';
const TOKENS = { ghs_training: { contents: 'write', attestations: 'write' } } as const;

const template = readFileSync(join(ROOT, 'workflows-templates/airlock-training.yml'), 'utf8')
  // act answers actions/checkout itself, and only where no `ref` is given; `evaluate` takes the commit that it is told.
  .replace(/^ *ref: \$\{\{ matrix.*\n/gmu, '');

const replaceable = 'replaceable:\n  - { path: config/model.yaml, key: temperature }\n';
const config = `${readFileSync(join(EXAMPLE, '.github/airlock.yml'), 'utf8')}${replaceable}`;

test('training dispatches a new value: a commit, its evals, and a candidate of tier high that no merge made', {
  timeout: 300_000,
}, async () => {
  using team = bot({
    base: { '.github/airlock.yml': config, [TRAINING]: template },
    files: { 'README.md': 'Merged since.\n' },
    tag: 'airlock/support-bot/v2.3.1',
  });
  const place = join(team.path, '..');
  const server = join(place, 'server.git');
  mkdirSync(server);
  gitIn(server, 'init', '--quiet', '--bare', '--template=');
  team.git('remote', 'add', 'origin', server);
  // act's own checkout brings no other commit than the one that it began with: what was pushed is in every copy this way.
  writeFileSync(join(team.path, '.git/objects/info/alternates'), `${server}/objects\n`);
  team.git('remote', 'add', 'github', 'https://github.com/acme/support-bot.git');
  const measured = ['golden', 'redteam'].flatMap((name) => ['--evidence', `${name}=out/base/${name}.jsonl`]);
  const adopt = ['adopt', '--environment', 'production', '--ref', team.base, '--version', '2.3.1'];
  expect(await airlock(team.path, [...adopt, ...measured], { AIRLOCK_ACTOR: 'ana' })).toMatchObject({
    code: 0,
  });
  team.git('checkout', '--quiet', '-B', 'main', team.merge);
  team.git('clean', '-fdxq');
  await using github = await startTestGitHub({ tokens: TOKENS });
  github.onGraphql('AirlockAppend', (variables) => createCommit(server, variables));
  const folder = join(place, 'attest');
  mkdirSync(folder);
  await attestStandIn(folder);
  const run = (id: number, set: string, job?: string) =>
    act(team, github, {
      event: 'repository_dispatch',
      payload: {
        action: 'airlock-training',
        client_payload: { set },
        repository: { id: 901, default_branch: 'main', private: false },
      },
      workflow: TRAINING,
      run: id,
      token: 'ghs_training',
      actor: 'trainer[bot]',
      remote: 'github',
      env: {
        GITHUB_REF: 'refs/heads/main',
        GITHUB_REF_NAME: 'main',
        GITHUB_WORKFLOW_REF: `acme/support-bot/${TRAINING}@refs/heads/main`,
        ATTEST_FOLDER: folder,
      },
      standIns: { [ATTEST]: folder },
      ...(job === undefined ? {} : { job }),
    });

  const { code, log } = await run(4901, 'config/model.yaml:temperature=0.3');
  if (process.env['AIRLOCK_SHOW_LOG'] === '1') process.stderr.write(log);
  expect(code, log).toBe(0);
  const made = gitIn(server, 'rev-parse', 'airlock/candidate/support-bot');
  expect(gitIn(server, 'rev-parse', `${made}~1`)).toBe(team.base);
  expect(gitIn(server, 'diff', '--name-only', team.base, made)).toBe('config/model.yaml');
  const { entries } = json<{ entries: { type: string; version: string | null; digest: string }[] }>(
    await airlock(team.path, ['log', '--json']),
  );
  expect(entries.map(({ type }) => type)).toEqual(['candidate', 'adopted']);
  const { version } = entries[0] ?? {};
  expect(entries[0]).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/u) });
  expect(log).toContain(`${version}, high risk, evidence E2`);

  // The same again is recorded already, and what is live already is nothing to propose.
  const same = await run(4902, 'config/model.yaml:temperature=0.3');
  expect(same.code, same.log).toBe(0);
  expect(same.log).not.toMatch(/\[(?:evaluate|candidate)\s*\]/u);
  // act reads the matrix of a job that it skips, and falls over its absence; GitHub does not.
  const live = await run(4903, 'config/model.yaml:temperature=0.2', 'propose');
  expect(live.code, live.log).toBe(0);
  expect(live.log).toContain('there is nothing to propose');
  const refused = await run(4904, 'config/model.yaml:model=gpt-9', 'propose');
  expect(refused.code, refused.log).not.toBe(0);
  expect(refused.log).toContain('not-replaceable');
  github.assertClean();
});
