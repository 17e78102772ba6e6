import { openLedger, record } from '../ledger/record.ts';
import { pairOf, type State } from '../ledger/state.ts';
import { type Act, type Changed, type DeployPorts, type ReleasePorts, refused } from './outcome.ts';
import { finish, inTheWay, intentOf, type PromoteRequest, promotionKey, wasFinished } from './promote.ts';
import { because, type ReleaseReason } from './reason.ts';

/** One bundle of a joint plan, with its own way of being deployed. */
export interface Member {
  readonly request: PromoteRequest;
  readonly deployer: DeployPorts['deployer'];
}

/**
 * Carries out a plan over several bundles that share something: all of them are begun in one write, or none; then each is
 * deployed. Running again goes on with those that are not done.
 */
export async function promoteJointly(ports: ReleasePorts, members: readonly Member[]): Promise<Changed> {
  const [first] = members;
  if (first === undefined) throw new Error('a joint plan has members');
  const { bundle, environment } = first.request;
  const begun = await record<readonly ReleaseReason[] | 'begun'>(
    ports.ledger,
    { bundle, environment, key: promotionKey(first.request) },
    (state) => {
      const requests = members.map((one) => one.request);
      if (requests.some((one) => isBegun(state, one))) return { stop: 'begun' };
      const now = ports.now();
      const reasons = requests.flatMap((one) =>
        inTheWay(pairOf(state, one.bundle, environment), one.plan, now),
      );
      if (reasons.length > 0) return { stop: reasons };
      return {
        write: requests.map((one) => intentOf(pairOf(state, one.bundle, environment), one, now)),
      };
    },
  );
  if (begun.kind === 'stopped' && begun.stop !== 'begun') return refused(begun.state, ...begun.stop);
  return finishJointly(
    ports,
    members.map(({ request, deployer }) => ({ act: request, planDigest: request.planDigest, deployer })),
  );
}

/** One bundle of a joint plan that is begun. */
export interface Begun {
  readonly act: Act;
  readonly planDigest: string;
  readonly deployer: DeployPorts['deployer'];
}

/** Deploys whatever of a joint plan is not done yet. Done is the plan once every bundle of it serves. */
export async function finishJointly(ports: ReleasePorts, members: readonly Begun[]): Promise<Changed> {
  let { state } = await openLedger(ports.ledger);
  let already = true;
  for (const { act, planDigest, deployer } of members) {
    const { open } = pairOf(state, act.bundle, act.environment);
    if (open?.plan !== planDigest) continue;
    const changed = await finish({ ...ports, deployer }, act, open);
    if (changed.kind !== 'done') return changed;
    ({ state } = changed);
    already &&= changed.already;
  }
  const lost = members.find(
    ({ act, planDigest }) => !wasFinished(pairOf(state, act.bundle, act.environment), planDigest),
  );
  if (lost === undefined) return { kind: 'done', state, already };
  const { bundle, environment } = lost.act;
  const { live } = pairOf(state, bundle, environment);
  return refused(state, because('overtaken', { live: live?.version ?? null, bundle }));
}

function isBegun(state: State, { bundle, environment, planDigest }: PromoteRequest): boolean {
  const pair = pairOf(state, bundle, environment);
  return pair.open?.plan === planDigest || wasFinished(pair, planDigest);
}
