import type { Identity } from '../bundle/bundle.ts';
import type { CriterionInput, EvidenceInput } from './evidence-schema.ts';
import {
  type EmergencyInput,
  type EnvironmentInput,
  environment,
  minutesOf,
  type PackStoreInput,
  type WindowInput,
} from './release-schema.ts';
import { type IdentityInput, type PolicyInput, policySchema } from './schema.ts';
import type {
  Branches,
  Grade,
  Layout,
  MachineAction,
  Privacy,
  Purpose,
  Stage,
  Tier,
  UndecidedWord,
} from './terms.ts';

/** What judges a change; always taken from the base. Every default is filled in. */
export interface Policy {
  readonly stage: Stage;
  readonly environment: string;
  /** What a run on GitHub may show of prompts. */
  readonly privacy: Privacy;
  readonly maxAgeDays: number;
  /** Share of items that change by chance between two runs of an identical bundle. */
  readonly expectedFlips: number;
  readonly evidence: readonly EvidenceRule[];
  /** Null where none are given: criteria then follow from the format of the evidence. */
  readonly gates: readonly GateRule[] | null;
  readonly tiers: Readonly<Record<Tier, TierRule>>;
  readonly risk: RiskPolicy;
  readonly endOfLife: readonly EndOfLife[];
  /** Roles and who has them. */
  readonly people: Readonly<Record<string, readonly string[]>>;
  /** What automation and coding agents may do without a person. */
  readonly machines: Readonly<Record<'automation' | 'agent', readonly MachineAction[]>>;
  readonly windows: Readonly<Record<string, WindowRule>>;
  readonly freezes: readonly FreezeRule[];
  /** Where packs outlive a run; null: nowhere. */
  readonly packs: PackStoreInput | null;
  readonly environments: Readonly<Record<string, EnvironmentRule>>;
  readonly registry: PolicyInput['registry'] | null;
  readonly replaceable: readonly Replaceable[];
  /** `owner/name` of another repository that holds the ledger; null: this one does. */
  readonly ledger: string | null;
}

/** A place of which a machine may bring another content to what is live. */
export interface Replaceable {
  readonly path: string;
  /** The one value of the file; null: the pointer that the file is. */
  readonly key: string | null;
}

export interface WindowRule {
  /** Cron expression, in the zone. */
  readonly opens: string;
  readonly minutes: number;
  readonly zone: string;
}

/** Days of the calendar, both included, in the zone. */
export interface FreezeRule {
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  readonly reason: string;
}

export interface EnvironmentRule {
  readonly deploy: EnvironmentInput['deploy'] | null;
  readonly evidence: Grade;
  readonly attempts: number;
  readonly fallback: string | null;
  /** Whether the environment must exist on GitHub and be restricted to branches. */
  readonly protected: boolean;
  /** Where on GitHub people approve: beside the secrets, or before them. */
  readonly layout: Layout;
  /** Branches that may use the environment on GitHub. */
  readonly branches: Branches;
  /** Path of the only workflow that may promote here; null: any of the default branch. */
  readonly workflow: string | null;
  /** After this long an order that nobody ended is taken to be abandoned. */
  readonly leaseMinutes: number;
  /** Null: an exercised rollback is never asked for. */
  readonly drilledWithinDays: number | null;
  /** Null: nobody declares an emergency here. */
  readonly emergency: EmergencyRule | null;
}

export interface EmergencyRule {
  /** Role whose members may declare one. */
  readonly declare: string;
  readonly triggers: readonly string[];
  readonly minutes: number;
  /** Role of the one who agrees to a plan under it; null: anyone with write access. */
  readonly reviewer: string | null;
  /** Business days until the review afterwards is due. */
  readonly reviewDays: number;
}

export interface EvidenceRule extends EvidenceInput {
  readonly name: string;
}

export interface GateRule {
  readonly gate: string;
  readonly criteria: readonly CriterionInput[];
}

export interface TierRule {
  /** Null: all gates that have criteria. */
  readonly gates: readonly string[] | null;
  /** Null: evidence of every purpose. */
  readonly evidence: readonly Purpose[] | null;
  readonly undecided: UndecidedWord;
  readonly window: string;
  readonly rollout: string;
  /** Roles and how many of each; empty: by default. */
  readonly approvals: Readonly<Record<string, number>>;
  /** Role of the one person who decides, and who has it. */
  readonly accountable: { readonly role: string; readonly people: readonly string[] } | null;
  /** Whether a release needs a rollback plan that can be read. */
  readonly rollbackPlan: boolean;
}

export interface RiskPolicy {
  readonly customerFacing: readonly string[];
  readonly rules: readonly {
    readonly paths: readonly string[];
    readonly tier: Tier;
    readonly reason: string;
  }[];
  /** Highest tier at which a coding agent's change passes without a person's word. */
  readonly agents: Tier;
}

export interface EndOfLife {
  readonly id: string;
  /** YYYY-MM-DD. */
  readonly retires: string;
  readonly deprecated: string | null;
  readonly successor: string | null;
}

const UNDECIDED_DEFAULT: Readonly<Record<Tier, UndecidedWord>> = {
  low: 'warn',
  medium: 'ask',
  high: 'block',
};

export function policyOf(input: PolicyInput): Policy {
  const gates =
    input.gates === undefined
      ? null
      : Object.entries(input.gates).map(([gate, criteria]) => ({ gate, criteria }));
  return {
    stage: input.stage ?? (gates === null ? 'observe' : 'enforce'),
    environment: input.environment,
    privacy: input.privacy,
    maxAgeDays: minutesOf(input['max-age']) / (24 * 60),
    expectedFlips: input['expected-flips'],
    evidence: Object.entries(input.evidence).map(([name, rule]) => ({ ...rule, name })),
    gates,
    tiers: { low: tierRule('low', input), medium: tierRule('medium', input), high: tierRule('high', input) },
    risk: {
      customerFacing: input.risk['customer-facing'],
      rules: input.risk.rules,
      agents: input.risk.agents,
    },
    endOfLife: input.models['end-of-life'].map((one) => ({
      id: one.id,
      retires: one.retires,
      deprecated: one.deprecated ?? null,
      successor: one.successor ?? null,
    })),
    people: input.people,
    machines: input.machines,
    windows: mapped(input.windows, windowRule),
    freezes: input.freezes,
    packs: input.packs ?? null,
    environments: mapped(input.environments, environmentRule),
    registry: input.registry ?? null,
    replaceable: input.replaceable.map(({ path, key = null }) => ({ path, key })),
    ledger: input.ledger?.repository ?? null,
  };
}

function mapped<A, B>(record: Readonly<Record<string, A>>, make: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, make(value)]));
}

function windowRule({ opens, for: length, zone }: WindowInput): WindowRule {
  return { opens, minutes: minutesOf(length), zone };
}

function environmentRule(input: EnvironmentInput): EnvironmentRule {
  const {
    deploy = null,
    evidence,
    attempts,
    fallback = null,
    workflow = null,
    'drilled-within': age,
  } = input;
  const { protected: isProtected, layout, branches } = input;
  const drilledWithinDays = age === undefined ? null : minutesOf(age) / (24 * 60);
  const emergency = input.emergency === undefined ? null : emergencyRule(input.emergency);
  return {
    deploy,
    evidence,
    attempts,
    fallback,
    protected: isProtected,
    layout,
    branches,
    workflow,
    leaseMinutes: minutesOf(input.lease),
    drilledWithinDays,
    emergency,
  };
}

function emergencyRule(input: EmergencyInput): EmergencyRule {
  const { declare, triggers, lasts, reviewer = null, 'reviewed-within': reviewDays } = input;
  return { declare, triggers, minutes: minutesOf(lasts), reviewer, reviewDays };
}

/** What holds for an environment that the policy says nothing of. */
export function environmentOf(policy: Policy, name: string): EnvironmentRule {
  return policy.environments[name] ?? environmentRule(environment.parse({}));
}

function tierRule(tier: Tier, input: PolicyInput): TierRule {
  const rule = input.tiers[tier];
  const role = rule?.accountable;
  return {
    gates: rule?.gates ?? null,
    evidence: rule?.evidence ?? null,
    undecided: rule?.undecided ?? UNDECIDED_DEFAULT[tier],
    window: rule?.window ?? 'always',
    rollout: rule?.rollout ?? 'direct',
    approvals: rule?.approvals ?? {},
    accountable: role === undefined ? null : { role, people: input.people[role] ?? [] },
    rollbackPlan: rule?.['rollback-plan'] ?? tier !== 'low',
  };
}

/** The identity a file gives; a file without `components` names a bundle that has none. */
export function identityOf(input: IdentityInput, stem: string): Identity {
  const root = (input.root ?? '').replace(/^\.?\/+|\/+$/gu, '').replace(/^\.$/u, '');
  const prefix = root === '' ? '' : `${root}/`;
  const components = Object.entries(input.components ?? {}).map(([name, rule]) => ({
    name,
    kind: rule.kind,
    paths: rule.paths.map((path) => prefix + path),
    values: rule.values,
    links: rule.links,
    confidential: rule.confidential,
  }));
  return { name: input.bundle ?? stem, components, provisional: false };
}

/** What judges where nobody has said anything. */
export const DEFAULT_POLICY: Policy = policyOf(policySchema.parse({}));
