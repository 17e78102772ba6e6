import type { CriterionInput } from '../config/evidence-schema.ts';
import type { GateRule } from '../config/policy.ts';
import type { Statistic } from '../config/terms.ts';
import { type ConfirmRule, confirmRule } from '../stats/confirm.ts';

/** One condition of a gate with every default filled in. */
export interface Criterion {
  readonly gate: string;
  readonly evidence: string;
  readonly metric: string;
  readonly better: 'higher' | 'lower';
  readonly statistic: Statistic;
  readonly min: number | null;
  readonly max: number | null;
  readonly margin: Margin | null;
  readonly slices: { readonly by: readonly string[]; readonly rule: 'harm' | 'non-inferior' };
  /** Slice key by whose mix in production the overall figure is weighted. */
  readonly weights: string | null;
  /** How items that were lost are confirmed; null where they are not run again. */
  readonly confirm: Confirm | null;
  readonly never: readonly string[];
  readonly alpha: number;
  readonly cluster: string | null;
  /** Whether the bound itself must keep a limit, not only the estimate. */
  readonly guarantee: boolean;
}

/** Which evidence holds the repeats, by which rule they are read, and the share that may be broken; null: the margin. */
export interface Confirm extends ConfirmRule {
  readonly evidence: string;
  readonly max: number | null;
}

export type Margin =
  | { readonly type: 'absolute' | 'relative'; readonly value: number }
  | { readonly type: 'auto' };

/** Metrics of which less is better unless a criterion says otherwise; the ones that are compared as ratios. */
export function isQuantity(metric: string): boolean {
  return metric === 'latency_ms' || metric === 'cost_usd' || metric.startsWith('tokens_');
}

export function criteriaOf(gates: readonly GateRule[]): Criterion[] {
  return gates.flatMap(({ gate, criteria }) => criteria.map((input) => criterionOf(gate, input)));
}

function criterionOf(gate: string, input: CriterionInput): Criterion {
  return {
    gate,
    evidence: input.evidence,
    metric: input.metric,
    better: input.better ?? (isQuantity(input.metric) ? 'lower' : 'higher'),
    statistic: input.statistic,
    min: input.min ?? null,
    max: input.max ?? null,
    margin: marginOf(input.margin),
    slices: slicesOf(input.slices),
    weights: input.weights ?? null,
    confirm: confirmOf(input.confirm),
    never: input.never ?? [],
    alpha: input.alpha,
    cluster: input.cluster ?? null,
    guarantee: input.guarantee ?? gate === 'safety',
  };
}

function confirmOf(input: CriterionInput['confirm']): Confirm | null {
  if (input === undefined) return null;
  return { evidence: input.evidence, max: input.max ?? null, ...confirmRule(input.repeats) };
}

function marginOf(input: CriterionInput['margin']): Margin | null {
  if (input === undefined) return null;
  if (input === 'auto') return { type: 'auto' };
  if (typeof input === 'number') return { type: 'absolute', value: input };
  return { type: 'relative', value: Number(input.slice(0, -1)) / 100 };
}

function slicesOf(input: CriterionInput['slices']): Criterion['slices'] {
  if (input === undefined) return { by: [], rule: 'harm' };
  return Array.isArray(input) ? { by: input, rule: 'harm' } : input;
}
