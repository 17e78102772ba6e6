import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { environment, workflowRun } from '../github/fixtures.ts';
import { startTestGitHub, type TestGitHub } from '../github/server.ts';
import { createCommit } from '../ledger/create-commit.ts';
import { airlock, json } from '../scenario/airlock.ts';
import { gitIn } from '../scenario/git.ts';
import { ROOT } from '../scenario/paths.ts';
import { type Answer, CONFIG, type Feature, FIRST, feature } from '../scenario/release/feature.ts';
import { act } from './act.ts';

/** What each job of the release side may do, as the templates say it. */
const TOKENS = { ghs_write: { contents: 'write', actions: 'read' } } as const;

/** GitHub's parser knows `queue`; act refuses it, and ignores the rest of `concurrency` and `environment`. */
export function template(name: string): string {
  return readFileSync(join(ROOT, 'workflows-templates', name), 'utf8').replace(/^ *queue: .*\n/gmu, '');
}

const CANDIDATE = `name: candidate
on: push
permissions: {}
jobs:
  candidate:
    runs-on: ubuntu-24.04
    permissions: { contents: write }
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: { fetch-depth: 0, persist-credentials: false }
      - uses: airlock-ci/airlock/actions/candidate@0000000000000000000000000000000000000000 # v0.1.0
`;

/** Deploys a plan that was recorded before, as running a failed job again does. */
const AGAIN = `name: again
on: { workflow_dispatch: { inputs: { plan: { type: string } } } }
permissions: {}
jobs:
  deploy:
    runs-on: ubuntu-24.04
    permissions: { actions: read, contents: write }
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: { fetch-depth: 0, persist-credentials: false }
      - uses: airlock-ci/airlock/actions/deploy@0000000000000000000000000000000000000000 # v0.1.0
        with: { plan: "\${{ inputs.plan }}", run: sh deploy.sh, probe: sh probe.sh }
`;

/** A cluster in a folder: it serves what it was told last, refuses an older fence, and is slow or broken if asked to be. */
const DEPLOY = `set -eu
if [ "$AIRLOCK_ACTION" = probe ]; then sh probe.sh; exit 0; fi
seen=$(cat "$CLUSTER/fence" 2>/dev/null || echo 0)
if [ "$AIRLOCK_FENCE" -lt "$seen" ]; then echo "{\\"fenced\\":$seen}"; exit 0; fi
echo "$AIRLOCK_FENCE" > "$CLUSTER/fence"
if [ -e "$CLUSTER/broken-$AIRLOCK_VERSION" ]; then echo 'no such image' >&2; exit 1; fi
if [ -e "$CLUSTER/slow-before" ]; then echo 'is on its way'; sleep 60; fi
echo "$AIRLOCK_DIGEST" > "$CLUSTER/served"
echo "$AIRLOCK_VERSION" >> "$CLUSTER/deployed"
if [ -e "$CLUSTER/slow-after" ]; then echo 'is on its way'; sleep 60; fi
echo "{\\"served\\":\\"$AIRLOCK_DIGEST\\"}"
`;
const PROBE = `echo "{\\"restorable\\":true,\\"served\\":\\"$(cat "$CLUSTER/served" 2>/dev/null || echo none)\\"}"
`;

export const WORKFLOWS = {
  candidate: '.github/workflows/candidate.yml',
  promote: '.github/workflows/airlock-promote.yml',
  rollback: '.github/workflows/airlock-rollback.yml',
  reconcile: '.github/workflows/airlock-reconcile.yml',
  drill: '.github/workflows/airlock-drill.yml',
  target: '.github/workflows/airlock-target.yml',
  again: '.github/workflows/again.yml',
} as const;

/** A team with a remote, a cluster, GitHub, and the templates of the release side. */
export interface Team extends AsyncDisposable {
  readonly bot: Feature;
  readonly github: TestGitHub;
  readonly cluster: string;
  /** Runs a workflow; `approver` reviews its environment. */
  run(
    workflow: keyof typeof WORKFLOWS,
    over?: {
      readonly inputs?: Readonly<Record<string, string>>;
      readonly approver?: string;
      readonly actor?: string;
      readonly cancelAt?: RegExp;
    },
  ): Promise<{ readonly code: number; readonly log: string }>;
  /** From a laptop, so many hours from now. */
  laptop(who: string, hours: number, ...args: readonly string[]): Promise<{ code: number; document: Answer }>;
  /** Versions that were deployed, in their order. */
  deployed(): string[];
}

/** 1.0.0 is live in production, and a change of a prompt was merged and judged good. */
export async function judgedChange(at: Team): Promise<void> {
  const baseline = ['adopt', '--environment', 'production', '--version', '1.0.0'];
  expect(await at.laptop('ana', 0, ...baseline)).toMatchObject({ code: 0 });
  at.bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  const judged = await at.run('candidate');
  expect(judged.code, judged.log).toBe(0);
}

export async function team(): Promise<Team> {
  const config = CONFIG.replace('evidence: E1', 'workflow: .github/workflows/airlock-promote.yml').replace(
    /low: \{ undecided: ask \}/u,
    'low: { undecided: ask, approvals: { platform: 1 } }',
  );
  const staging = '  staging: { evidence: E1, deploy: { run: sh deploy.sh } }\n';
  const bot = feature({
    ...FIRST,
    '.github/airlock.yml': `${config}${staging}`,
    'deploy.sh': DEPLOY,
    'probe.sh': PROBE,
    [WORKFLOWS.candidate]: CANDIDATE,
    [WORKFLOWS.again]: AGAIN,
    [WORKFLOWS.promote]: template('airlock-promote.yml').replace(
      /^( +)# Deploys as the policy says.*$/mu,
      '$1run: sh deploy.sh\n$1probe: sh probe.sh',
    ),
    [WORKFLOWS.rollback]: template('airlock-rollback.yml'),
    [WORKFLOWS.reconcile]: template('airlock-reconcile.yml'),
    [WORKFLOWS.drill]: template('airlock-drill.yml'),
    [WORKFLOWS.target]: template('airlock-target.yml'),
  });
  const [bare, cluster, gitConfig] = ['server.git', 'cluster', 'gitconfig'].map((name) =>
    join(bot.path, '..', name),
  ) as [string, string, string];
  mkdirSync(bare);
  mkdirSync(cluster);
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  // act wants an origin at GitHub, and git finds it here.
  writeFileSync(gitConfig, `[url "file://${bare}"]\n\tinsteadOf = https://github.com/acme/support-bot.git\n`);
  bot.git('remote', 'add', 'origin', 'https://github.com/acme/support-bot.git');
  const github = await startTestGitHub({ tokens: TOKENS });
  github.onGraphql('AirlockAppend', (variables) => createCommit(bare, variables));
  const patterns = [{ id: 1, name: 'main', type: 'branch' as const }];
  for (const name of ['production', 'staging'])
    github.repository.environments.push(environment(name, { reviewers: [], branches: 'custom', patterns }));
  const place = { GIT_CONFIG_GLOBAL: gitConfig, CLUSTER: cluster };
  let runs = 5000;
  return {
    bot,
    github,
    cluster,
    async run(workflow, { inputs = {}, approver, actor = 'ana', cancelAt } = {}) {
      runs += 1;
      const run = workflowRun({ id: runs, path: WORKFLOWS[workflow], event: 'workflow_dispatch' });
      if (approver !== undefined)
        run.reviews.push({
          environments: ['production-approval'],
          state: 'approved',
          user: approver,
          comment: '',
        });
      github.repository.runs.push(run);
      const isPush = workflow === 'candidate';
      const answer = await act(bot, github, {
        event: isPush ? 'push' : 'workflow_dispatch',
        payload: { inputs, ref: 'refs/heads/main', repository: { id: 901, default_branch: 'main' } },
        workflow: WORKFLOWS[workflow],
        run: runs,
        actor,
        env: {
          ...place,
          GITHUB_REF: 'refs/heads/main',
          GITHUB_RUN_ATTEMPT: '1',
          GITHUB_TRIGGERING_ACTOR: actor,
          GITHUB_WORKFLOW_REF: `acme/support-bot/${WORKFLOWS[workflow]}@refs/heads/main`,
        },
        ...(cancelAt === undefined ? {} : { cancelAt }),
      });
      if (process.env['AIRLOCK_SHOW_LOG'] === '1') process.stderr.write(answer.log);
      return answer;
    },
    async laptop(who, hours, ...args) {
      const clock = String(Math.floor(Date.now() / 1000) + hours * 3600);
      const env = { ...place, SOURCE_DATE_EPOCH: clock, AIRLOCK_ACTOR: who };
      const answer = await airlock(bot.path, [...args, '--json'], env);
      return { code: answer.code, document: json<Answer>(answer) };
    },
    deployed: () => readFileSync(join(cluster, 'deployed'), 'utf8').trim().split('\n'),
    async [Symbol.asyncDispose]() {
      await github[Symbol.asyncDispose]();
      bot[Symbol.dispose]();
    },
  };
}
