import { type Check, VERDICTS, worst } from '../../gates/check.ts';
import type { GateResult } from '../../gates/gate.ts';
import { addTo } from '../../reader/append.ts';

/** All checks of one criterion and rule: the whole, and its slices from the worst to the best. */
export interface CriterionGroup {
  readonly overall: Check | null;
  readonly slices: readonly Check[];
}

/** Criteria with a figure, those that stand in the way first. What has no figure is listed apart. */
export function criterionGroups(gates: readonly GateResult[]): CriterionGroup[] {
  const groups = new Map<string, Check[]>();
  for (const check of gates.flatMap((gate) => gate.checks)) {
    const key = JSON.stringify([check.gate, check.evidence, check.metric, check.statistic, check.rule]);
    addTo(groups, key, check);
  }
  return [...groups.values()]
    .filter((checks) => checks.some((check) => check.candidate !== null))
    .map((checks) => ({
      overall: checks.find((check) => check.slice === null) ?? null,
      slices: checks.filter((check) => check.slice !== null).sort(worseFirst),
    }))
    .sort((a, b) => rank(a) - rank(b));
}

/** Checks that have no figure at all, with the reason in their code. */
export function withoutFigures(gates: readonly GateResult[]): Check[] {
  return gates.flatMap((gate) => gate.checks).filter((check) => check.candidate === null);
}

/** The verdict that the whole criterion adds to its gate. */
export function groupVerdict({ overall, slices }: CriterionGroup): Check['verdict'] {
  const checks = overall === null ? slices : [overall, ...slices];
  return worst(checks.filter((check) => check.blocks).map((check) => check.verdict));
}

function rank(group: CriterionGroup): number {
  return VERDICTS.indexOf(groupVerdict(group));
}

/** By verdict, then by figure: a tiny slice that shows nothing does not come before a shown loss. */
function worseFirst(a: Check, b: Check): number {
  return (
    VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
    goodness(a) - goodness(b) ||
    ((a.slice ?? '') < (b.slice ?? '') ? -1 : 1)
  );
}

/** The figure, oriented so that more is better; what has none comes first. */
function goodness(check: Check): number {
  const amount = check.rule === 'margin' ? check.delta : check.candidate;
  if (amount === null) return -Number.MAX_VALUE;
  const higher = check.rule === 'margin' ? check.better === 'higher' : check.rule === 'min';
  return higher ? amount : -amount;
}
