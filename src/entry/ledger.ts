import { loadConfigs } from '../config/load.ts';
import type { GitRepository } from '../host/git/repository.ts';
import { type Opened, openLedger } from '../ledger/record.ts';
import type { Actor, Run } from '../ledger/shapes.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { Refusal, unavailable } from '../problem.ts';
import { actorOf, runOf } from './actor.ts';
import type { Arguments, OptionRules } from './arguments.ts';
import type { Terminal } from './io.ts';
import { rememberedBy } from './release/mirror.ts';
import { configChoice, withRepository } from './session.ts';
import { signedStore, storeOf } from './store.ts';

export const LEDGER: OptionRules = {
  ledger: {
    type: 'string',
    value: 'REMOTE',
    help: 'remote whose branch airlock-ledger is used, `.` for this repository; origin where there is one',
  },
};

export const ENVIRONMENT: OptionRules = {
  environment: { type: 'string', value: 'NAME', help: "environment; the configuration's unless given" },
};

export const ACTOR: OptionRules = {
  as: {
    type: 'string',
    value: 'LOGIN',
    help: 'who acts, outside of a workflow; what git knows unless given',
  },
};

/** A repository with its ledger, open for one command. */
export interface Desk {
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly repository: GitRepository;
  readonly store: LedgerStore;
  /** The ledger as it was when the command began. */
  readonly opened: Opened;
}

export async function withLedger<T>(
  args: Arguments,
  terminal: Terminal,
  use: (desk: Desk) => Promise<T>,
): Promise<T> {
  return withRepository(args, terminal, async (repository) => {
    const elsewhere = await ledgerRepository(args, terminal, repository);
    using git = await storeOf(args, terminal, repository, elsewhere);
    const store = await signedStore(git, elsewhere, terminal);
    // Awaited here, or the store would be closed before it is used.
    const opened = await openLedger(store);
    if (opened.commit === null && terminal.env['GITHUB_ACTIONS'] === 'true')
      await refuseWhereRemembered(terminal);
    return await use({ args, terminal, repository, store, opened });
  });
}

/**
 * The repository that the policy keeps the ledger in; null where it is this one. A configuration that cannot be read says
 * nothing: at night `--ledger URL` does.
 */
async function ledgerRepository(
  args: Arguments,
  terminal: Terminal,
  repository: GitRepository,
): Promise<string | null> {
  if (args.text('ledger') !== null) return null;
  try {
    const choice = await configChoice(args.text('config'), terminal.cwd, repository);
    const configs = await loadConfigs(repository, await repository.commit('HEAD'), choice);
    const named = configs.flatMap(({ result }) =>
      result.ok && result.policy.ledger !== null ? [result.policy.ledger] : [],
    );
    return named[0] ?? null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** No ledger is not an empty one where a deployment remembers an entry. */
async function refuseWhereRemembered(terminal: Terminal): Promise<void> {
  const [first] = (await rememberedBy(terminal)) ?? [];
  if (first === undefined) return;
  const { seq } = first.payload.anchor;
  unavailable('ledger-rewound', { found: 'no ledger', expected: `one with entry ${seq}` });
}

export interface Who {
  readonly actor: Actor;
  readonly run: Run | null;
}

export async function whoActs({ args, terminal, repository }: Desk): Promise<Who> {
  return { actor: await actorOf(args, terminal, repository), run: runOf(terminal) };
}
