import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { commit } from '../github/fixtures.ts';
import { startTestGitHub } from '../github/server.ts';
import { createCommit } from '../ledger/create-commit.ts';
import { airlock, json } from '../scenario/airlock.ts';
import { bot } from '../scenario/bot.ts';
import { gitIn } from '../scenario/git.ts';
import { EXAMPLE, ROOT } from '../scenario/paths.ts';
import { act } from './act.ts';
import { attestStandIn } from './attest/stand-in.ts';

const RUN = 4801;
const CANDIDATE = '.github/workflows/airlock-candidate.yml';
const SIGNER = `acme/support-bot/${CANDIDATE}@refs/heads/main`;
const ATTEST = 'actions/attest@1e69f48acb82d1966a394da916b4c1698aa569d6';

const TOKENS = { ghs_candidate: { contents: 'write', attestations: 'write' } } as const;

/** What an adapter of ours reads of a document. */
interface Live {
  readonly environments: readonly { readonly live: { readonly version: string } | null }[];
}

const template = readFileSync(join(ROOT, 'workflows-templates/airlock-candidate.yml'), 'utf8')
  // act answers actions/checkout itself, and only where no `ref` is given; `evaluate` takes the commit that it is told.
  .replace(/^ *ref: .*\n/gmu, '');

const config = readFileSync(join(EXAMPLE, '.github/airlock.yml'), 'utf8').replace(
  '    frozen: true\n',
  '    frozen: true\n    shards: 2\n',
);

test('a merge: evals by trusted code, an entry, a tag, and a signed pack that verifies at E3', async () => {
  using team = bot({
    base: { '.github/airlock.yml': config, [CANDIDATE]: template },
    files: {
      'prompts/system.md': `${readFileSync(join(EXAMPLE, 'prompts/system.md'), 'utf8')}\nBe brief.\n`,
    },
    tag: 'airlock/support-bot/v2.3.1',
  });
  const place = join(team.path, '..');
  const server = join(place, 'server.git');
  mkdirSync(server);
  gitIn(server, 'init', '--quiet', '--bare', '--template=');
  team.git('remote', 'add', 'origin', server);
  team.git('remote', 'add', 'github', 'https://github.com/acme/support-bot.git');
  // What runs already was measured when it was recorded, and is not run again.
  const measured = ['golden', 'redteam'].flatMap((name) => ['--evidence', `${name}=out/base/${name}.jsonl`]);
  const adopt = [
    'adopt',
    '--environment',
    'production',
    '--ref',
    team.base,
    '--version',
    '2.3.1',
    ...measured,
  ];
  expect(await airlock(team.path, adopt, { AIRLOCK_ACTOR: 'ana' })).toMatchObject({ code: 0, stderr: '' });
  team.git('checkout', '--quiet', '-B', 'main', team.merge);
  team.git('clean', '-fdxq');
  await using github = await startTestGitHub({ tokens: TOKENS, commits: [commit({ sha: team.merge })] });
  github.onGraphql('AirlockAppend', (variables) => createCommit(server, variables));
  const folder = join(place, 'attest');
  mkdirSync(folder);

  const run = (id: number) =>
    act(team, github, {
      event: 'push',
      payload: {
        ref: 'refs/heads/main',
        before: team.base,
        after: team.merge,
        repository: { id: 901, default_branch: 'main', private: false },
      },
      workflow: CANDIDATE,
      run: id,
      token: 'ghs_candidate',
      remote: 'github',
      env: { GITHUB_REF: 'refs/heads/main', GITHUB_WORKFLOW_REF: SIGNER, ATTEST_FOLDER: folder },
      standIns: { [ATTEST]: folder },
    });
  await attestStandIn(folder);
  const { code, log } = await run(RUN);
  if (process.env['AIRLOCK_SHOW_LOG'] === '1') process.stderr.write(log);
  expect(code, log).toBe(0);
  // Two shards of one suite and one of the other, on the side of the merge alone.
  expect(log.match(/\[evaluate\s*\].*Job succeeded/gu)).toHaveLength(3);
  expect(log).toContain('golden (candidate): 300 rows from 2 shards');
  expect(log).not.toContain('(baseline)');

  const entries = json<{ entries: { type: string; version: string | null }[] }>(
    await airlock(team.path, ['log', '--json']),
  ).entries;
  expect(entries.map(({ type }) => type)).toEqual(['candidate', 'adopted']);
  const version = entries[0]?.version ?? '';
  expect(github.repository.refs).toContainEqual({
    ref: `refs/tags/airlock/support-bot/v${version}`,
    sha: team.merge,
    type: 'commit',
  });
  expect(json(await airlock(team.path, ['verify', '--json']))).toMatchObject({ intact: true });
  expect(json<Live>(await airlock(team.path, ['live', '--json'])).environments[0]?.live?.version).toBe(
    '2.3.1',
  );

  // What somebody downloads years later, with nothing else at hand.
  const archive = github.artifacts().find(({ name }) => name.startsWith('airlock-pack.'))?.bytes;
  const pack = unzipSync(archive ?? Buffer.alloc(0))['airlock-pack.zip'] ?? Buffer.alloc(0);
  writeFileSync(join(place, 'pack.zip'), pack);
  const [attestation] = github.repository.attestations;
  writeFileSync(join(place, 'attestation.json'), JSON.stringify(attestation?.bundle));
  const verify = ['verify', 'pack.zip', '--json', '--attestation', 'attestation.json'];
  const verified = [...verify, '--trusted-root', 'attest/trusted_root.json', '--signer', SIGNER];
  expect(json(await airlock(place, verified))).toMatchObject({
    outcome: 'verified',
    decision: { outcome: 'go' },
    rebuilt: { from: 'raw' },
    signer: `https://github.com/${SIGNER}`,
    grade: { grade: 'E3', whyNotHigher: null },
  });

  // A second push of the same content costs nothing: no evals, no entry.
  const again = await run(RUN + 1);
  expect(again.code, again.log).toBe(0);
  expect(again.log).not.toMatch(/\[(?:evaluate|candidate)\s*\]/u);
  github.assertClean();
});
