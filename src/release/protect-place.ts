import { MOST_SKEW } from '../ledger/verify.ts';
import { environmentDifferences, wantedEnvironments } from './environments.ts';
import { heldArgs, lockedArgs } from './held.ts';
import type { Question } from './protect.ts';
import { because } from './reason.ts';
import { freezeAt, isOpen, slotFrom } from './window.ts';

/** Whether this is the time and the place. */
export const placeProtections = {
  clock({ now, ledgerTime }) {
    const seen = { now, ledger: ledgerTime };
    const back = ledgerTime !== null && Date.parse(now) < Date.parse(ledgerTime) - MOST_SKEW;
    return { reasons: back ? [because('clock-skewed', seen)] : [], seen };
  },

  workflow({ github }) {
    if (github === null) return null;
    const { workflow, ref, expectedWorkflow, defaultBranch } = github;
    const expectedRef = `refs/heads/${defaultBranch}`;
    const another =
      expectedWorkflow === null || workflow === expectedWorkflow
        ? []
        : [because('workflow-unexpected', { found: workflow, expected: expectedWorkflow })];
    const elsewhere =
      ref === expectedRef ? [] : [because('ref-unexpected', { found: ref, expected: expectedRef })];
    return { reasons: [...another, ...elsewhere], seen: { workflow, expected: expectedWorkflow, ref } };
  },

  /** A new name or a transfer keeps the number; a copy of the ledger in another repository does not. */
  repository({ github, ledgerRepository }) {
    if (github === null || github.repository === null || ledgerRepository === null) return null;
    const seen = { repository: github.repository, ledger: ledgerRepository };
    const reasons = github.repository === ledgerRepository ? [] : [because('repository-unexpected', seen)];
    return { reasons, seen };
  },

  /** An environment that does not exist would be created by GitHub, without any protection. */
  environment({ github, pair, policy }) {
    const name = pair.environment;
    const wanted = wantedEnvironments([policy], name).find((one) => one.name === name);
    if (github === null || wanted === undefined) return null;
    const { environment, defaultBranch } = github;
    if (environment === null)
      return {
        reasons: [because('environment-missing', { environment: name })],
        seen: { environment: null },
      };
    const reasons = environmentDifferences(wanted, environment, defaultBranch)
      .filter(({ weaker }) => weaker)
      .map(({ setting, found, wanted: expected }) =>
        because('environment-unprotected', { environment: name, setting, found, expected }),
      );
    return { reasons, seen: { environment: name, reviewers: environment.reviewers.length } };
  },

  ledger({ faults, ledgerTime }) {
    const reasons = faults.map(({ code, seq, path }) => because('ledger-faulty', { fault: code, seq, path }));
    return { reasons, seen: { faults: faults.length, newest: ledgerTime } };
  },

  lock({ pair: { open }, recorded }) {
    // An intent of this very plan is our own, and running again continues it.
    if (open === null || (recorded !== null && open.plan === recorded.plan))
      return { reasons: [], seen: { open: open?.fence ?? null } };
    return { reasons: [because('locked', lockedArgs(open))], seen: { open: open.fence } };
  },

  live({ pair, recorded, plan }) {
    const seen = { live: pair.live?.version ?? null };
    if (pair.live?.digest === plan.candidate.digest && pair.open === null)
      return { reasons: [because('already-live', { version: pair.live.version })], seen };
    if (recorded === null) return { reasons: [], seen };
    const expected = liveOf(recorded.document);
    const reasons =
      expected === (pair.live?.digest ?? null)
        ? []
        : [because('live-moved', { expected, found: pair.live?.version ?? null })];
    return { reasons, seen };
  },

  expiry({ recorded, now }) {
    if (recorded === null) return null;
    const seen = { expires: recorded.expires, now };
    const isOver = Date.parse(now) >= Date.parse(recorded.expires);
    return { reasons: isOver ? [because('plan-expired', seen)] : [], seen };
  },

  window({ policy, tier, now }) {
    const { window: name } = policy.tiers[tier];
    const rule = policy.windows[name];
    if (rule === undefined) return { reasons: [], seen: { window: name } };
    const slot = slotFrom(rule, Date.parse(now));
    const opens = slot === null ? null : new Date(slot.opens).toISOString();
    const seen = { window: name, zone: rule.zone, opens };
    return { reasons: isOpen(slot, Date.parse(now)) ? [] : [because('window-closed', seen)], seen };
  },

  freeze({ policy, now }) {
    const freeze = freezeAt(policy.freezes, Date.parse(now));
    if (freeze === null) return { reasons: [], seen: { freezes: policy.freezes.length } };
    const { from, to, reason } = freeze;
    return { reasons: [because('frozen', { from, to, reason })], seen: { from, to } };
  },

  hold({ pair }) {
    const reasons = pair.holds.map((one) => because('held', heldArgs(pair, one)));
    return { reasons, seen: { holds: pair.holds.length } };
  },

  /** What several bundles have a part in goes out by one plan over all of them. */
  shared({ shared, plan }) {
    const members = new Set((plan.joint ?? []).map((one) => one.bundle));
    const left = shared.filter((one) => !members.has(one.bundle));
    const reasons = left.map(({ component, bundle, what }) =>
      because('shared-component', { component, with: bundle, what }),
    );
    return { reasons, seen: { joint: [...members].join(', ') } };
  },

  condemned({ pair: { condemned }, candidate, described }) {
    const parts = [
      ...candidate.components.map(({ name, digest }) => ({ component: name, digest })),
      ...(described?.former ?? []),
    ];
    const carried = condemned.filter((one) =>
      parts.some((part) => part.component === one.component && part.digest === one.digest),
    );
    const gone = condemned
      .filter((one) => described !== null && !parts.some((part) => part.component === one.component))
      .map(({ component, version }) => because('component-vanished', { component, version }));
    const reasons = carried.map(({ component, digest, version, reason }) =>
      because('component-condemned', { component, digest, version, reason }),
    );
    return { reasons: [...reasons, ...gone], seen: { condemned: condemned.length } };
  },
} as const satisfies Record<string, Question>;

function liveOf(document: Readonly<Record<string, unknown>>): string | null {
  const live = document['live'];
  if (typeof live !== 'object' || live === null || !('digest' in live)) return null;
  return typeof live.digest === 'string' ? live.digest : null;
}
