import { type EmergencyRule, type EnvironmentRule, environmentOf, type Policy } from '../config/policy.ts';
import { GRADES } from '../config/terms.ts';
import type { PolicyChange } from './policy-diff.ts';

/** What a changed policy would do to promotions: who may release, when, and what an environment asks for. */
export function releaseChanges(base: Policy, head: Policy): PolicyChange[] {
  const environments = new Set([...Object.keys(base.environments), ...Object.keys(head.environments)]);
  return [
    ...tableChanges('people', base.people, head.people),
    ...machineChanges(base, head),
    ...tableChanges('windows', base.windows, head.windows),
    ...freezeChanges(base, head),
    ...packChanges(base, head),
    ...other('ledger.repository', base.ledger, head.ledger),
    ...replaceableChanges(base, head),
    ...[...environments]
      .sort()
      .flatMap((name) => environmentChanges(name, environmentOf(base, name), environmentOf(head, name))),
  ];
}

/** Nobody can tell from a list of people or hours which of two is stricter. */
function tableChanges<T>(
  key: string,
  from: Readonly<Record<string, T>>,
  to: Readonly<Record<string, T>>,
): PolicyChange[] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  return names.flatMap((name): PolicyChange[] => {
    const [before, after] = [from[name], to[name]].map((one) =>
      one === undefined ? null : JSON.stringify(one),
    );
    if (before === after) return [];
    return [{ direction: 'changed', key: `${key}.${name}`, from: before ?? null, to: after ?? null }];
  });
}

function machineChanges(base: Policy, head: Policy): PolicyChange[] {
  return (['automation', 'agent'] as const).flatMap((kind): PolicyChange[] => {
    const [from, to] = [base.machines[kind], head.machines[kind]];
    const isLooser = to.some((one) => !from.includes(one));
    return moved(`machines.${kind}`, [...from].sort().join(', '), [...to].sort().join(', '), isLooser);
  });
}

function freezeChanges(base: Policy, head: Policy): PolicyChange[] {
  const days = (policy: Policy): string[] => policy.freezes.map(({ from, to }) => `${from} to ${to}`);
  const [before, after] = [days(base), days(head)];
  return [
    ...before
      .filter((one) => !after.includes(one))
      .map((from): PolicyChange => ({ direction: 'loosened', key: 'freezes', from, to: null })),
    ...after
      .filter((one) => !before.includes(one))
      .map((to): PolicyChange => ({ direction: 'tightened', key: 'freezes', from: null, to })),
  ];
}

/** Each place more is one that no pull request is needed for. */
function replaceableChanges(base: Policy, head: Policy): PolicyChange[] {
  const places = ({ replaceable }: Policy): string[] =>
    replaceable.map(({ path, key }) => (key === null ? path : `${path}:${key}`)).sort();
  const [from, to] = [places(base), places(head)];
  const isLooser = to.some((one) => !from.includes(one));
  return moved('replaceable', from.join(', '), to.join(', '), isLooser);
}

function packChanges(base: Policy, head: Policy): PolicyChange[] {
  const [from, to] = [base, head].map(({ packs }) => (packs === null ? null : JSON.stringify(packs)));
  if (from === null || to === null) return moved('packs', from ?? null, to ?? null, to === null);
  return other('packs', from, to);
}

function environmentChanges(name: string, from: EnvironmentRule, to: EnvironmentRule): PolicyChange[] {
  const key = `environments.${name}`;
  const grade = GRADES.indexOf(to.evidence) - GRADES.indexOf(from.evidence);
  const age =
    (to.drilledWithinDays ?? Number.POSITIVE_INFINITY) - (from.drilledWithinDays ?? Number.POSITIVE_INFINITY);
  return [
    ...moved(`${key}.evidence`, from.evidence, to.evidence, grade < 0),
    ...moved(`${key}.protected`, from.protected, to.protected, from.protected),
    ...moved(`${key}.layout`, from.layout, to.layout, to.layout === 'default'),
    ...moved(`${key}.branches`, from.branches, to.branches, to.branches === 'protected'),
    ...moved(`${key}.attempts`, from.attempts, to.attempts, to.attempts > from.attempts),
    ...moved(`${key}.drilled-within`, from.drilledWithinDays, to.drilledWithinDays, age > 0),
    ...(from.workflow === null || to.workflow === null
      ? moved(`${key}.workflow`, from.workflow, to.workflow, to.workflow === null)
      : other(`${key}.workflow`, from.workflow, to.workflow)),
    ...other(`${key}.lease`, `${from.leaseMinutes}m`, `${to.leaseMinutes}m`),
    ...emergencyChanges(`${key}.emergency`, from.emergency, to.emergency),
    ...other(`${key}.fallback`, from.fallback, to.fallback),
    ...other(
      `${key}.deploy`,
      from.deploy && JSON.stringify(from.deploy),
      to.deploy && JSON.stringify(to.deploy),
    ),
  ];
}

/** A way around waiting that was not there before, or is there for longer, is looser. */
function emergencyChanges(key: string, from: EmergencyRule | null, to: EmergencyRule | null): PolicyChange[] {
  if (from === null || to === null)
    return moved(key, from && JSON.stringify(from), to && JSON.stringify(to), from === null);
  return [
    ...moved(`${key}.lasts`, from.minutes, to.minutes, to.minutes > from.minutes),
    ...moved(`${key}.reviewed-within`, from.reviewDays, to.reviewDays, to.reviewDays > from.reviewDays),
    ...moved(`${key}.reviewer`, from.reviewer, to.reviewer, to.reviewer === null),
    ...other(`${key}.declare`, from.declare, to.declare),
    ...other(`${key}.triggers`, from.triggers.join(', '), to.triggers.join(', ')),
  ];
}

function moved(
  key: string,
  from: PolicyChange['from'],
  to: PolicyChange['to'],
  isLooser: boolean,
): PolicyChange[] {
  return from === to ? [] : [{ direction: isLooser ? 'loosened' : 'tightened', key, from, to }];
}

function other(key: string, from: string | null | undefined, to: string | null | undefined): PolicyChange[] {
  return (from ?? null) === (to ?? null)
    ? []
    : [{ direction: 'changed', key, from: from ?? null, to: to ?? null }];
}
