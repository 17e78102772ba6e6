import { type Baselines, NO_BASELINES } from '../check/baseline.ts';
import { NO_RECORDINGS, type Recordings } from '../check/carry.ts';
import { type LedgerFiles, ledgerBaselines, ledgerRecordings } from '../check/recorded.ts';
import { usualRemote } from '../host/git/branch.ts';
import { tokenEnvironment } from '../host/git/fetch.ts';
import { GitLedgerStore } from '../host/git/ledger-store.ts';
import type { GitRepository } from '../host/git/repository.ts';
import type { GitLocation } from '../host/git/run.ts';
import { connect } from '../host/github/client.ts';
import { GitHubLedgerStore } from '../host/github/ledger-store.ts';
import { openedAt } from '../ledger/record.ts';
import type { LedgerStore, Tip } from '../ledger/store.ts';
import type { Arguments } from './arguments.ts';
import type { Terminal } from './io.ts';

/** The same ledger, written through GitHub's API where this is a workflow with a token: such commits are signed. */
export async function signedStore(git: GitLedgerStore, { env }: Terminal): Promise<LedgerStore> {
  const { GITHUB_ACTIONS, GITHUB_TOKEN: token = '', GITHUB_REPOSITORY: name = '' } = env;
  const [owner = '', repo = ''] = name.split('/');
  if (GITHUB_ACTIONS !== 'true' || token === '' || repo === '' || git.remote !== 'origin') return git;
  const apiUrl = env['GITHUB_API_URL'] ?? 'https://api.github.com';
  const client = await connect({ token, apiUrl, owner, repo }, env);
  return new GitHubLedgerStore(git, client, name);
}

/** The ledger that a command means: that of a remote, or of this repository. */
export async function storeOf(
  args: Arguments,
  terminal: Terminal,
  { location }: GitRepository,
): Promise<GitLedgerStore> {
  return new GitLedgerStore(location, await remoteOf(args, location), accessOf(terminal));
}

/** The remote that holds the ledger, and what is deployed by git; null where this repository does. */
export async function remoteOf(args: Arguments, location: GitLocation): Promise<string | null> {
  const given = args.text('ledger');
  return given === null ? usualRemote(location) : given === '.' ? null : given;
}

/** What lets git speak to GitHub in a workflow. */
export function accessOf({ env }: Terminal): NodeJS.ProcessEnv {
  const server = env['GITHUB_SERVER_URL'] ?? 'https://github.com';
  return tokenEnvironment(server, env['GITHUB_ACTIONS'] === 'true' ? (env['GITHUB_TOKEN'] ?? '') : '');
}

/** What is read of a ledger to judge a change. */
export interface KnownLedger {
  readonly baselines: Baselines;
  readonly recordings: Recordings;
}

export function knownOf(files: LedgerFiles, tip: Tip): KnownLedger {
  const opened = openedAt(tip);
  return { baselines: ledgerBaselines(files, opened), recordings: ledgerRecordings(files, opened) };
}

export const NO_LEDGER: KnownLedger = { baselines: NO_BASELINES, recordings: NO_RECORDINGS };

/** What this clone knows of the ledger, without asking anybody: a check needs no network. */
export async function knownLedger({ location }: GitRepository): Promise<KnownLedger> {
  for (const remote of ['origin', null]) {
    const store = new GitLedgerStore(location, remote);
    const tip = await store.readKnown();
    if (tip !== null) return knownOf(store, tip);
  }
  return NO_LEDGER;
}
