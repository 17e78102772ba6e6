import type { CriterionInput } from '../config/evidence-schema.ts';
import type { EvidenceRule, GateRule, Policy, TierRule } from '../config/policy.ts';
import { TIERS, type Tier, UNDECIDED } from '../config/terms.ts';
import { releaseChanges } from './release-diff.ts';

/** What a changed policy would do to the gate it configures. */
export interface PolicyChange {
  readonly direction: 'loosened' | 'tightened' | 'changed';
  /** Key path in the configuration. */
  readonly key: string;
  readonly from: string | number | boolean | null;
  readonly to: string | number | boolean | null;
}

/** Differences between two policies that matter to a verdict, each with its direction. */
export function diffPolicies(base: Policy, head: Policy): PolicyChange[] {
  const changes = [
    ...stageChanges(base, head),
    ...numberChange('expected-flips', base.expectedFlips, head.expectedFlips, 'lower'),
    ...numberChange('max-age', base.maxAgeDays, head.maxAgeDays, 'lower'),
    ...gateChanges(base.gates, head.gates),
    ...evidenceChanges(base.evidence, head.evidence),
    ...TIERS.flatMap((tier) => tierChanges(tier, base.tiers[tier], head.tiers[tier])),
    ...riskChanges(base, head),
    ...releaseChanges(base, head),
  ];
  if (base.environment !== head.environment)
    changes.push(changed('environment', base.environment, head.environment));
  return changes;
}

type Value = PolicyChange['from'];

function change(direction: PolicyChange['direction'], key: string, from: Value, to: Value): PolicyChange {
  return { direction, key, from, to };
}

function changed(key: string, from: Value, to: Value): PolicyChange {
  return change('changed', key, from, to);
}

function stageChanges(base: Policy, head: Policy): PolicyChange[] {
  if (base.stage === head.stage) return [];
  return [change(head.stage === 'observe' ? 'loosened' : 'tightened', 'stage', base.stage, head.stage)];
}

/** `stricter` says in which direction a number grows stricter. A limit that goes is looser, one that comes stricter. */
function numberChange(
  key: string,
  from: number | undefined,
  to: number | undefined,
  stricter: 'lower' | 'higher',
): PolicyChange[] {
  if (from === to) return [];
  if (from === undefined) return [change('tightened', key, null, to ?? null)];
  if (to === undefined) return [change('loosened', key, from, null)];
  return [change(to < from === (stricter === 'lower') ? 'tightened' : 'loosened', key, from, to)];
}

function gateChanges(base: readonly GateRule[] | null, head: readonly GateRule[] | null): PolicyChange[] {
  if (base === null || head === null) {
    if (base === head) return [];
    return [
      change(
        head === null ? 'loosened' : 'tightened',
        'gates',
        base === null ? null : 'given',
        head === null ? null : 'given',
      ),
    ];
  }
  const old = keyed(base);
  const now = keyed(head);
  const gone = [...old.keys()]
    .filter((key) => !now.has(key))
    .map((key) => change('loosened', key, 'given', null));
  const fresh = [...now.keys()]
    .filter((key) => !old.has(key))
    .map((key) => change('tightened', key, null, 'given'));
  const both = [...old].flatMap(([key, criterion]) => {
    const other = now.get(key);
    return other === undefined ? [] : criterionChanges(key, criterion, other);
  });
  return [...gone, ...fresh, ...both];
}

/** Criteria by gate, evidence, metric and statistic, so that reordering them is no change. */
function keyed(gates: readonly GateRule[]): Map<string, CriterionInput> {
  const found = new Map<string, CriterionInput>();
  for (const { gate, criteria } of gates) {
    for (const criterion of criteria) {
      const base = `gates.${gate}.${criterion.evidence}.${criterion.metric}${criterion.statistic === 'mean' ? '' : `.${criterion.statistic}`}`;
      let key = base;
      for (let copy = 2; found.has(key); copy += 1) key = `${base}#${copy}`;
      found.set(key, criterion);
    }
  }
  return found;
}

function criterionChanges(key: string, from: CriterionInput, to: CriterionInput): PolicyChange[] {
  const changes = [
    ...numberChange(`${key}.min`, from.min, to.min, 'higher'),
    ...numberChange(`${key}.max`, from.max, to.max, 'lower'),
    ...marginChange(`${key}.margin`, from.margin, to.margin),
    ...numberChange(`${key}.alpha`, from.alpha, to.alpha, 'lower'),
    ...setChange(`${key}.never`, from.never ?? [], to.never ?? []),
    ...setChange(`${key}.slices`, slicesOf(from), slicesOf(to)),
    ...truthChange(`${key}.guarantee`, from.guarantee, to.guarantee),
    ...confirmChanges(`${key}.confirm`, from.confirm, to.confirm),
  ];
  if (from.weights !== to.weights)
    changes.push(change('changed', `${key}.weights`, from.weights ?? null, to.weights ?? null));
  if (from.better !== to.better)
    changes.push(change('loosened', `${key}.better`, from.better ?? null, to.better ?? null));
  if (from.cluster !== to.cluster)
    changes.push(
      change(
        to.cluster === undefined ? 'loosened' : 'tightened',
        `${key}.cluster`,
        from.cluster ?? null,
        to.cluster ?? null,
      ),
    );
  return changes;
}

/**
 * A confirm step that comes takes half of alpha from the margin, and one that goes takes away a condition: both are looser.
 * Of a number of repeats nobody can say which is stricter.
 */
function confirmChanges(
  key: string,
  from: CriterionInput['confirm'],
  to: CriterionInput['confirm'],
): PolicyChange[] {
  if (from === undefined || to === undefined) {
    if (from === to) return [];
    return [change('loosened', key, from?.evidence ?? null, to?.evidence ?? null)];
  }
  // Without a `max` of its own the margin is the limit, and which of two kinds is stricter nobody can say.
  const isSameKind = (from.max === undefined) === (to.max === undefined);
  return [
    ...(isSameKind
      ? numberChange(`${key}.max`, from.max, to.max, 'lower')
      : [change('loosened', `${key}.max`, from.max ?? null, to.max ?? null)]),
    ...(from.repeats === to.repeats ? [] : [change('loosened', `${key}.repeats`, from.repeats, to.repeats)]),
    ...(from.evidence === to.evidence ? [] : [changed(`${key}.evidence`, from.evidence, to.evidence)]),
  ];
}

function slicesOf({ slices }: CriterionInput): string[] {
  if (slices === undefined) return [];
  return Array.isArray(slices)
    ? slices
    : [...slices.by, ...(slices.rule === 'non-inferior' ? ['rule: non-inferior'] : [])];
}

function marginChange(
  key: string,
  from: CriterionInput['margin'],
  to: CriterionInput['margin'],
): PolicyChange[] {
  if (from === to) return [];
  const sameKind = typeof from === typeof to && size(from) !== null && size(to) !== null;
  if (sameKind) return numberChange(key, size(from) ?? 0, size(to) ?? 0, 'lower');
  // A margin that comes is a condition more; from one kind of margin to another nobody can say that it is stricter.
  return [change(from === undefined ? 'tightened' : 'loosened', key, from ?? null, to ?? null)];
}

function size(margin: CriterionInput['margin']): number | null {
  if (typeof margin === 'number') return margin;
  return typeof margin === 'string' && margin.endsWith('%') ? Number(margin.slice(0, -1)) / 100 : null;
}

/** A set whose members each add a condition. */
function setChange(key: string, from: readonly string[], to: readonly string[]): PolicyChange[] {
  const gone = from
    .filter((member) => !to.includes(member))
    .map((member) => change('loosened', key, member, null));
  return [
    ...gone,
    ...to.filter((member) => !from.includes(member)).map((member) => change('tightened', key, null, member)),
  ];
}

function truthChange(key: string, from: boolean | undefined, to: boolean | undefined): PolicyChange[] {
  if (from === to) return [];
  return [change(to === true ? 'tightened' : 'loosened', key, from ?? null, to ?? null)];
}

function evidenceChanges(base: readonly EvidenceRule[], head: readonly EvidenceRule[]): PolicyChange[] {
  const now = new Map(head.map((rule) => [rule.name, rule]));
  const changes = base.flatMap((rule): PolicyChange[] => {
    const other = now.get(rule.name);
    const key = `evidence.${rule.name}`;
    if (other === undefined) return [change('loosened', key, 'given', null)];
    return [
      ...setChange(`${key}.when`, rule.when, other.when),
      ...coversChange(`${key}.covers`, rule.covers, other.covers),
      ...truthChange(`${key}.frozen`, rule.frozen, other.frozen),
      ...truthChange(`${key}.paired`, rule.paired, other.paired),
      ...quarantineChanges(`${key}.quarantine`, rule, other),
      ...(['path', 'baseline', 'run', 'format', 'scorer', 'judge'] as const).flatMap((field) =>
        rule[field] === other[field]
          ? []
          : [changed(`${key}.${field}`, rule[field] ?? null, other[field] ?? null)],
      ),
      // A tier may ask for fewer purposes than this one.
      ...(['columns', 'pass', 'purpose', 'select'] as const).flatMap((field) => {
        const [a, b] = [JSON.stringify(rule[field] ?? null), JSON.stringify(other[field] ?? null)];
        return a === b ? [] : [change('loosened', `${key}.${field}`, a, b)];
      }),
    ];
  });
  const fresh = head.filter((rule) => !base.some((one) => one.name === rule.name));
  return [...changes, ...fresh.map((rule) => change('tightened', `evidence.${rule.name}`, null, 'given'))];
}

/** An item that is left out, or is left out for longer, is looser; one that counts again, or sooner, is stricter. */
function quarantineChanges(key: string, from: EvidenceRule, to: EvidenceRule): PolicyChange[] {
  const ends = ({ quarantine }: EvidenceRule): Map<string, string> => {
    const found = new Map<string, string>();
    for (const { items, until } of quarantine)
      for (const item of items) if (until > (found.get(item) ?? '')) found.set(item, until);
    return found;
  };
  const [old, now] = [ends(from), ends(to)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((item): PolicyChange[] => {
    const [before = '', after = ''] = [old.get(item), now.get(item)];
    if (before === after) return [];
    const said = (until: string): string | null => (until === '' ? null : `${item} until ${until}`);
    return [change(after > before ? 'loosened' : 'tightened', key, said(before), said(after))];
  });
}

/** Fewer components covered means that fewer changes need this evidence. All is the default. */
function coversChange(
  key: string,
  from: readonly string[] | undefined,
  to: readonly string[] | undefined,
): PolicyChange[] {
  if (from === undefined && to !== undefined) return [change('loosened', key, 'all', to.join(', '))];
  if (from !== undefined && to === undefined) return [change('tightened', key, from.join(', '), 'all')];
  return setChange(key, from ?? [], to ?? []);
}

function tierChanges(tier: string, from: TierRule, to: TierRule): PolicyChange[] {
  const key = `tiers.${tier}`;
  const words = UNDECIDED.indexOf(to.undecided) - UNDECIDED.indexOf(from.undecided);
  return [
    ...(words === 0
      ? []
      : [change(words < 0 ? 'loosened' : 'tightened', `${key}.undecided`, from.undecided, to.undecided)]),
    ...restriction(`${key}.gates`, from.gates, to.gates),
    ...restriction(`${key}.evidence`, from.evidence, to.evidence),
    ...(JSON.stringify(from.accountable) === JSON.stringify(to.accountable)
      ? []
      : [changed(`${key}.accountable`, from.accountable?.role ?? null, to.accountable?.role ?? null)]),
    ...(JSON.stringify(from.approvals) === JSON.stringify(to.approvals)
      ? []
      : [
          change(
            count(to.approvals) < count(from.approvals) ? 'loosened' : 'changed',
            `${key}.approvals`,
            count(from.approvals),
            count(to.approvals),
          ),
        ]),
    ...(from.window === to.window ? [] : [changed(`${key}.window`, from.window, to.window)]),
    ...(from.rollbackPlan === to.rollbackPlan
      ? []
      : [
          change(
            to.rollbackPlan ? 'tightened' : 'loosened',
            `${key}.rollback-plan`,
            from.rollbackPlan,
            to.rollbackPlan,
          ),
        ]),
    ...(from.rollout === to.rollout ? [] : [changed(`${key}.rollout`, from.rollout, to.rollout)]),
  ];
}

function count(approvals: Readonly<Record<string, number>>): number {
  return Object.values(approvals).reduce((sum, many) => sum + many, 0);
}

/** A list that names what counts; null is all. */
function restriction(
  key: string,
  from: readonly string[] | null,
  to: readonly string[] | null,
): PolicyChange[] {
  if (from === null && to !== null) return [change('loosened', key, 'all', to.join(', '))];
  if (from !== null && to === null) return [change('tightened', key, from.join(', '), 'all')];
  return setChange(key, from ?? [], to ?? []);
}

function riskChanges(base: Policy, head: Policy): PolicyChange[] {
  const rules = (policy: Policy): string[] =>
    policy.risk.rules.map((rule) => `${rule.tier}: ${rule.paths.join(', ')}`);
  const ends = (policy: Policy): string[] => policy.endOfLife.map((one) => `${one.id}: ${one.retires}`);
  return [
    ...setChange('risk.customer-facing', base.risk.customerFacing, head.risk.customerFacing),
    ...setChange('risk.rules', rules(base), rules(head)),
    ...agentChange(base.risk.agents, head.risk.agents),
    ...(ends(base).join('\n') === ends(head).join('\n')
      ? []
      : [changed('models.end-of-life', ends(base).length, ends(head).length)]),
  ];
}

/** An agent that passes by itself at a higher tier needs a person less often. */
function agentChange(from: Tier, to: Tier): PolicyChange[] {
  if (from === to) return [];
  const direction = TIERS.indexOf(to) > TIERS.indexOf(from) ? 'loosened' : 'tightened';
  return [change(direction, 'risk.agents', from, to)];
}
