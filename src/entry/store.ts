import { type Baselines, NO_BASELINES } from '../check/baseline.ts';
import { NO_RECORDINGS, type Recordings } from '../check/carry.ts';
import { type LedgerFiles, ledgerBaselines, ledgerRecordings } from '../check/recorded.ts';
import { hasBranch, unnamedBranches, usualRemote } from '../host/git/branch.ts';
import { tokenEnvironment } from '../host/git/fetch.ts';
import { GitLedgerStore } from '../host/git/ledger-store.ts';
import type { GitRepository } from '../host/git/repository.ts';
import type { GitLocation } from '../host/git/run.ts';
import { connect } from '../host/github/client.ts';
import { GitHubLedgerStore } from '../host/github/ledger-store.ts';
import { LEDGER_BRANCH } from '../ledger/layout.ts';
import { type Opened, openedAt } from '../ledger/record.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { Arguments } from './arguments.ts';
import type { Terminal } from './io.ts';

/**
 * The same ledger, written through GitHub's API where this is a workflow with a token: such commits are signed. `repository`:
 * another one that holds it; null where this one does.
 */
export async function signedStore(
  git: GitLedgerStore,
  repository: string | null,
  { env }: Terminal,
): Promise<LedgerStore> {
  const name = repository ?? env['GITHUB_REPOSITORY'] ?? '';
  const token = ledgerToken(env);
  const [owner = '', repo = ''] = name.split('/');
  const isHere = repository !== null || git.remote === 'origin';
  if (env['GITHUB_ACTIONS'] !== 'true' || token === '' || repo === '' || !isHere) return git;
  const apiUrl = env['GITHUB_API_URL'] ?? 'https://api.github.com';
  const client = await connect({ token, apiUrl, owner, repo }, env);
  return new GitHubLedgerStore(git, client, name);
}

/** The ledger that a command means: that of a remote, of another repository, or of this one. */
export async function storeOf(
  args: Arguments,
  terminal: Terminal,
  { location }: GitRepository,
  repository: string | null,
): Promise<GitLedgerStore> {
  const server = serverOf(terminal);
  if (repository === null)
    return new GitLedgerStore(location, await remoteOf(args, location), accessOf(terminal));
  const access = tokenEnvironment(server, ledgerToken(terminal.env));
  return new GitLedgerStore(location, `${server}/${repository}`, access);
}

/** Where a command finds the token of a ledger in another repository; an action sets it from its input. */
export const LEDGER_TOKEN = 'AIRLOCK_LEDGER_TOKEN';

/** A ledger in another repository has a token of its own; no other token writes there. */
function ledgerToken(env: Terminal['env']): string {
  const own = env[LEDGER_TOKEN] ?? '';
  return own === '' && env['GITHUB_ACTIONS'] === 'true' ? (env['GITHUB_TOKEN'] ?? '') : own;
}

function serverOf({ env }: Terminal): string {
  return (env['GITHUB_SERVER_URL'] ?? 'https://github.com').replace(/\/$/u, '');
}

/** The remote that holds the ledger, and what is deployed by git; null where this repository does. */
export async function remoteOf(args: Arguments, location: GitLocation): Promise<string | null> {
  const given = args.text('ledger');
  return given === null ? usualRemote(location) : given === '.' ? null : given;
}

/** What lets git speak to GitHub in a workflow. */
export function accessOf(terminal: Terminal): NodeJS.ProcessEnv {
  const { env } = terminal;
  return tokenEnvironment(
    serverOf(terminal),
    env['GITHUB_ACTIONS'] === 'true' ? (env['GITHUB_TOKEN'] ?? '') : '',
  );
}

/** What is read of a ledger to judge a change. */
export interface KnownLedger {
  readonly baselines: Baselines;
  readonly recordings: Recordings;
}

export function knownOf(files: LedgerFiles, opened: Opened): KnownLedger {
  return { baselines: ledgerBaselines(files, opened), recordings: ledgerRecordings(files, opened) };
}

const NO_LEDGER: KnownLedger = { baselines: NO_BASELINES, recordings: NO_RECORDINGS };

/** What this clone knows of the ledger, without asking anybody: a check needs no network. */
export async function knownResults(repository: GitRepository): Promise<KnownLedger> {
  const known = await knownLedger(repository);
  return known === null ? NO_LEDGER : knownOf(known.store, known.opened);
}

/** The ledger as this clone has it, of its remote first; null where it has none. */
export async function knownLedger({
  location,
}: GitRepository): Promise<{ readonly store: GitLedgerStore; readonly opened: Opened } | null> {
  // Most repositories have none, and one question to git says so.
  if (!(await hasBranch(location, LEDGER_BRANCH))) return null;
  for (const remote of ['origin', null]) {
    const store = new GitLedgerStore(location, remote);
    const tip = await store.readKnown();
    if (tip !== null) return { store, opened: openedAt(tip) };
  }
  const [known] = await unnamedBranches(location, LEDGER_BRANCH);
  if (known === undefined) return null;
  const store = new GitLedgerStore(location, null);
  const tip = await store.readAt(known);
  return tip === null ? null : { store, opened: openedAt(tip) };
}
