import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArguments } from '../../src/entry/arguments.ts';
import { candidateCommand } from '../../src/entry/commands/candidate.ts';
import { gitRef } from '../github/fixtures.ts';
import type { Seed } from '../github/seed.ts';
import type { TestGitHub } from '../github/server.ts';
import { type Bot, bot } from './bot.ts';
import { type GitServer, gitServer } from './clone.ts';
import type { Files } from './folder.ts';
import { gitIn } from './git.ts';
import { githubOf } from './pull.ts';
import { runStep, type StepResult, type StepRun } from './runner.ts';

/** A monorepo of many features, each with a suite of its own, whose last release lies in the ledger of the server. */
export interface Monorepo extends Disposable {
  readonly bot: Bot;
  readonly server: GitServer;
  readonly ledger: string;
  /** Replaces a file of the ledger's branch on the server. */
  alter(path: string, bytes: Uint8Array): void;
  /** A file as the ledger has it; the first one of a folder where the path ends with a slash. */
  kept(folder: string): string;
}

export const FEATURES = Array.from({ length: 14 }, (_, i) => `feature-${i + 1}`);

export function featureConfig(name: string, margin = 0.1): string {
  return `bundle: ${name}
root: ${name}/
components:
  prompts: { kind: prompt, paths: ["prompts/**"] }
  evals: { kind: evals, paths: ["evals/**"] }
  notes: { kind: rollback-plan, paths: [rollback.md] }
  runtime: { kind: runtime, paths: [package-lock.json] }
evidence:
  golden:
    format: csv
    path: out/${name}.csv
    run: npm run eval -- ${name}
    estimate: { usd: 1.5, minutes: 4 }
gates:
  functional: [{ evidence: golden, metric: score, min: 0.75, margin: ${margin}, slices: [language] }]
`;
}

/** Results of 200 items of which a share passes. */
export function rows(share: number): string {
  const lines = Array.from(
    { length: 200 },
    (_, i) => `item-${i},${i < share * 200 ? 1 : 0},${i % 2 === 0 ? 'de' : 'en'}`,
  );
  return `id,score,language\n${lines.join('\n')}\n`;
}

function files(names: readonly string[], margin: number): Files {
  return Object.fromEntries([
    ['README.md', 'Features.\n'],
    ...names.flatMap((name): [string, string][] => [
      [`.github/airlock/${name}.yml`, featureConfig(name, margin)],
      [`${name}/package-lock.json`, lockfile('1.0.0')],
      [`${name}/prompts/system.md`, `You are ${name}.\n`],
      [`${name}/evals/cases.csv`, 'id,question\n1,why\n'],
      [`${name}/rollback.md`, 'Return to the version before.\n'],
    ]),
  ]);
}

export function lockfile(version: string): string {
  const packages = { 'node_modules/left-pad': { version } };
  return `${JSON.stringify({ name: 'features', lockfileVersion: 3, packages }, null, 2)}\n`;
}

export interface MonorepoOptions {
  readonly features?: readonly string[];
  /** Files of the pull request. */
  readonly change: Files;
  readonly fork?: boolean;
  /** Whether the candidates were judged by the trusted workflow on their commit, or brought from a laptop. */
  readonly trusted?: boolean;
  /** What was recorded: the base, or the content that the pull request comes to. */
  readonly recorded?: 'base' | 'merge';
  /** UTC; when the candidates were recorded. */
  readonly recordedAt?: string;
  readonly share?: number;
  readonly margin?: number;
}

export async function monorepo({
  features = FEATURES,
  change,
  fork = false,
  trusted = true,
  recorded = 'base',
  recordedAt = new Date().toISOString(),
  share = 0.9,
  margin = 0.1,
}: MonorepoOptions): Promise<Monorepo> {
  const repository = bot({ example: false, base: files(features, margin), files: change, tag: null, fork });
  const results = Object.fromEntries(features.map((name) => [`out/${name}.csv`, rows(share)]));
  repository.put(results);
  for (const name of features) await candidate(repository, repository[recorded], name, trusted, recordedAt);
  repository.put(Object.fromEntries(Object.keys(results).map((path) => [path, null])));
  const server = gitServer(repository);
  const bare = `${server.url.replace('file://', '')}/acme/support-bot`;
  gitIn(bare, 'config', 'uploadpack.allowFilter', 'true');
  const push = (): void => {
    repository.git('push', '--quiet', '--force', bare, 'airlock-ledger');
  };
  push();
  const ledger = repository.git('rev-parse', 'airlock-ledger');
  // A checkout brings no ledger along.
  repository.git('update-ref', 'refs/kept/ledger', ledger);
  repository.git('update-ref', '-d', 'refs/heads/airlock-ledger');
  const self = {
    bot: repository,
    server,
    ledger,
    alter(path: string, bytes: Uint8Array): void {
      const work = `${repository.path}-ledger`;
      mkdirSync(work);
      gitIn(work, 'clone', '--quiet', '--branch', 'airlock-ledger', bare, '.');
      writeFileSync(join(work, path), bytes);
      gitIn(work, 'add', '--all');
      gitIn(work, 'commit', '--quiet', '--no-gpg-sign', '--message=altered');
      gitIn(work, 'push', '--quiet', 'origin', 'airlock-ledger');
      self.ledger = gitIn(work, 'rev-parse', 'HEAD');
    },
    kept: (folder: string): string =>
      repository.git('ls-tree', '-r', '--name-only', 'refs/kept/ledger', folder).split('\n')[0] ?? '',
    [Symbol.dispose]: () => repository[Symbol.dispose](),
  };
  return self;
}

/** Records a feature of a commit as a candidate, by the code of the command. */
async function candidate(
  repository: Bot,
  commit: string,
  name: string,
  trusted: boolean,
  now: string,
): Promise<void> {
  const env = {
    GITHUB_ACTIONS: String(trusted),
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SHA: commit,
    GITHUB_ACTOR: 'ana',
    GITHUB_ACTOR_ID: '7',
    GITHUB_RUN_ID: '4700',
  };
  const words = ['--ref', commit, '--bundle', name];
  const answer = await candidateCommand.run(parseArguments(words, candidateCommand.options, 0), {
    env,
    cwd: repository.path,
    stdout: process.stdout,
    stderr: process.stderr,
    today: now.slice(0, 10),
    now: () => now,
  });
  if (answer.exit === 64) throw new Error(answer.text({} as never));
}

/** A GitHub that knows the pull request and where the ledger's branch is. */
export function githubWith({ bot: repository, ledger }: Monorepo, seed: Seed = {}): Promise<TestGitHub> {
  return githubOf(repository, { refs: [gitRef('refs/heads/airlock-ledger', ledger)], ...seed });
}

/** An action on the pull request, with the server that holds the ledger. */
export function step(
  { bot: repository, server }: Monorepo,
  github: TestGitHub,
  action: string,
  over: Partial<StepRun> = {},
): Promise<StepResult> {
  return runStep({
    action,
    workspace: repository.path,
    event: 'pull_request',
    payload: repository.payload,
    sha: repository.merge,
    github,
    ...over,
    env: { GITHUB_SERVER_URL: server.url, ...over.env },
  });
}
