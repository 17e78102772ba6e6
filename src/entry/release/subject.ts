import { pairConfigs, selectBundle } from '../../check/sides.ts';
import type { ConfigChoice } from '../../config/load.ts';
import type { Policy } from '../../config/policy.ts';
import { pairOf, releaseOf } from '../../ledger/state.ts';
import { problem, Refusal, refuse } from '../../problem.ts';
import type { Desk } from '../ledger.ts';
import { configChoice } from '../session.ts';

/** The bundle that a command is about, with the policy that judges. */
export interface Subject {
  readonly bundle: string;
  readonly environment: string;
  readonly policy: Policy;
  /** Commit that the policy was read at. */
  readonly commit: string;
  readonly sha256: string;
  readonly choice: ConfigChoice;
}

/** The bundle and policy at a commit; of several the one that is named. */
export function subjectAt(desk: Desk, ref: string): Promise<Subject> {
  return subjectOf(desk, ref, desk.args.text('bundle'));
}

/** The same for a bundle by its name. */
export async function subjectOf(desk: Desk, ref: string, named: string | null): Promise<Subject> {
  const [subject, other] = await subjectsOf(desk, ref, named);
  if (subject === undefined) throw withoutConfig();
  if (other !== undefined) refuse('option-missing', { expected: '--bundle NAME' });
  return subject;
}

/** Every bundle at a commit. Refuses a repository without a configuration: nothing detected enters a ledger. */
export function subjectsAt(desk: Desk, ref: string): Promise<Subject[]> {
  return subjectsOf(desk, ref, desk.args.text('bundle'));
}

async function subjectsOf(
  { args, terminal, repository }: Desk,
  ref: string,
  named: string | null,
): Promise<Subject[]> {
  const commit = await repository.commit(ref);
  const choice = await configChoice(args.text('config'), terminal.cwd, repository);
  const pairs = selectBundle(await pairConfigs(repository, commit, commit, choice), named);
  return pairs.map(({ head }) => {
    if (head === null) throw withoutConfig();
    if (!head.result.ok) throw new Refusal(head.result.problems);
    const { identity, policy } = head.result;
    const environment = args.text('environment') ?? policy.environment;
    return { bundle: identity.name, environment, policy, commit, sha256: head.sha256, choice };
  });
}

function withoutConfig(): Refusal {
  return new Refusal([
    problem('config-not-found', { found: '.github/airlock.yml', expected: 'a configuration' }),
  ]);
}

/** The bundle of a command that must work whatever is committed: by name, else the only one that the ledger knows. */
export function bundleOf({ args, opened }: Desk): string {
  const given = args.text('bundle');
  if (given !== null) return given;
  const [only, other] = Object.keys(opened.state.bundles);
  if (only === undefined) refuse('ledger-missing', {});
  if (other !== undefined) refuse('option-missing', { expected: '--bundle NAME' });
  return only;
}

/** The environment of such a command: by name, else the only one that the ledger knows of the bundle. */
export function environmentOfBundle({ args, opened }: Desk, bundle: string): string {
  const given = args.text('environment');
  if (given !== null) return given;
  const own = Object.values(opened.state.pairs).filter((pair) => pair.bundle === bundle);
  const [only, other] = own;
  if (only === undefined) refuse('option-missing', { expected: '--environment NAME' });
  if (other !== undefined && !own.some((one) => one.environment === 'production'))
    refuse('option-missing', { expected: '--environment NAME' });
  return other === undefined ? only.environment : 'production';
}

/**
 * A bundle in an environment, for a command that must not be stopped by a configuration that is broken at HEAD: the one
 * beside what is live will do.
 */
export async function subjectSomehow(desk: Desk, bundle: string, environment: string): Promise<Subject> {
  try {
    return { ...(await subjectOf(desk, 'HEAD', bundle)), environment };
  } catch (error) {
    const { live } = pairOf(desk.opened.state, bundle, environment);
    const served = live === null ? null : releaseOf(desk.opened.state, bundle, live.digest);
    if (!(error instanceof Refusal) || served === null) throw error;
    return { ...(await subjectOf(desk, served.commit, bundle)), environment };
  }
}
