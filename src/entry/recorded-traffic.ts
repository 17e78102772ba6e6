import { recordedTraffic } from '../check/production.ts';
import { pairConfigs, selectBundle } from '../check/sides.ts';
import { DEFAULT_POLICY } from '../config/policy.ts';
import type { DriftBaseline } from '../gates/production/baseline.ts';
import type { GitRepository } from '../host/git/repository.ts';
import { pairOf, releaseOf } from '../ledger/state.ts';
import { refuse } from '../problem.ts';
import type { Arguments } from './arguments.ts';
import type { Terminal } from './io.ts';
import { configChoice } from './session.ts';
import { knownLedger } from './store.ts';

/** What was recorded of traffic, and which release or commit says so. */
export interface RecordedTraffic {
  readonly baseline: DriftBaseline;
  readonly path: string;
  readonly commit: string;
  /** Of the release that is live; null where a commit was asked for, or nothing is known to be live. */
  readonly version: string | null;
  readonly environment: string | null;
}

/**
 * The drift baseline that a release was let out with: of what this clone's ledger knows to be live, else of the commit. A
 * ledger is not asked for over the network: `airlock live` and a fetch do that.
 */
export async function recordedOf(
  args: Arguments,
  terminal: Terminal,
  repository: GitRepository,
): Promise<RecordedTraffic> {
  const choice = await configChoice(args.text('config'), terminal.cwd, repository);
  const ref = args.text('ref');
  const head = await repository.commit(ref ?? 'HEAD');
  const [pair, other] = selectBundle(await pairConfigs(repository, head, head, choice), args.text('bundle'));
  if (other !== undefined) refuse('option-missing', { expected: '--bundle NAME, of several bundles' });
  const config = pair?.head?.result.ok ? pair.head.result : null;
  if (config === null) return missing(head);
  const environment = args.text('environment') ?? (config.policy ?? DEFAULT_POLICY).environment;
  const live = ref === null ? await liveRelease(repository, config.identity.name, environment) : null;
  const commit =
    live?.components.find(({ kind }) => kind === 'drift-baseline')?.commit ?? live?.commit ?? head;
  const then = await pairConfigs(repository, commit, commit, choice);
  const identity = then.flatMap(({ head: one }) =>
    one?.result.ok && one.result.identity.name === config.identity.name ? [one.result.identity] : [],
  )[0];
  const found = identity === undefined ? null : await recordedTraffic(repository, { commit, identity });
  if (found === null) return missing(commit);
  return {
    ...found,
    commit,
    version: live?.version ?? null,
    environment: live === null ? null : environment,
  };
}

function missing(commit: string): never {
  return refuse('drift-baseline-missing', {
    found: commit.slice(0, 12),
    expected: 'a file of `airlock baseline record` in a component of kind drift-baseline',
  });
}

async function liveRelease(repository: GitRepository, bundle: string, environment: string) {
  const known = await knownLedger(repository);
  if (known === null) return null;
  const { live } = pairOf(known.opened.state, bundle, environment);
  return live === null ? null : releaseOf(known.opened.state, bundle, live.digest);
}
