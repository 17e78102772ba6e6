import { nodeAt } from '../../reader/data.ts';
import type { DoctorFacts } from '../facts.ts';
import { type DoctorFinding, found, type Place } from '../finding.ts';
import type { Environment } from '../settings.ts';
import type { Workflow } from '../workflow.ts';

/** An environment that something is deployed to, and the line that says so. */
interface Named {
  readonly name: string;
  readonly place: Place;
}

/** Whether the environments that workflows deploy to are protected. Expressions name none that could be looked up. */
export function environmentFindings(facts: DoctorFacts, workflows: readonly Workflow[]): DoctorFinding[] {
  const named = namedIn(workflows);
  if (named.length === 0) return [];
  const { environments } = facts.settings;
  if (environments.kind === 'not-told')
    return [found('environments-not-told', 'unknown', null, { why: environments.why })];
  const byName = new Map(environments.value.map((one) => [one.name.toLowerCase(), one]));
  return named.flatMap(({ name, place }) => {
    const environment = byName.get(name.toLowerCase());
    if (environment === undefined)
      return [found('environment-missing', 'high', place, { environment: name })];
    return protection(environment, byName.get(`${name.toLowerCase()}-approval`) ?? null, place);
  });
}

function namedIn(workflows: readonly Workflow[]): Named[] {
  const all = workflows.flatMap(({ jobs, place }) =>
    jobs.flatMap(({ environment, node }) =>
      environment === null || environment.includes('${{')
        ? []
        : [{ name: environment, place: place(nodeAt(node, ['environment'])) }],
    ),
  );
  return all.filter(({ name }, i) => all.findIndex((one) => one.name === name) === i);
}

/**
 * Two layouts are sound: reviewers on an environment `NAME-approval` that holds no secrets, and only the default branch
 * on `NAME`; or both on `NAME` itself.
 */
function protection(environment: Environment, approval: Environment | null, place: Place): DoctorFinding[] {
  const { name, reviewers, limitsBranches } = environment;
  const args = { environment: name };
  const isApproval = /-approval$/iu.test(name);
  const asks = isApproval || reviewers > 0 ? environment : approval;
  if (reviewers === 0 && !limitsBranches && approval === null)
    return [found('environment-unprotected', 'high', place, args)];
  return [
    ...(limitsBranches || isApproval ? [] : [found('environment-any-branch', 'medium', place, args)]),
    ...(asks === null || asks.reviewers === 0
      ? [found('environment-without-reviewers', 'medium', place, args)]
      : asking(asks, place)),
  ];
}

function asking({ name, preventsSelfReview, adminsMayBypass }: Environment, place: Place): DoctorFinding[] {
  const args = { environment: name };
  return [
    ...(preventsSelfReview === false ? [found('environment-self-review', 'medium', place, args)] : []),
    ...(adminsMayBypass === true ? [found('environment-admin-bypass', 'medium', place, args)] : []),
    ...(adminsMayBypass === null
      ? [found('admin-bypass-not-told', 'unknown', place, { ...args, why: 'not-said' })]
      : []),
  ];
}
