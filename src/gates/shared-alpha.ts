import { holm } from '../stats/multiplicity.ts';
import type { Check, Rule } from './check.ts';
import type { Criterion } from './criterion.ts';

const RULES: readonly Rule[] = ['margin', 'confirm'];

/**
 * With a confirm step there are two ways to be told worse, and together they may be wrong as often as one: Holm's correction
 * over both. To pass, both must pass, which needs no correction. `harm`: one-sided p-values over all items, by rule.
 */
export function sharingAlpha(
  checks: readonly Check[],
  { confirm, alpha }: Criterion,
  harm: ReadonlyMap<Rule, number>,
): Check[] {
  if (confirm === null) return [...checks];
  const adjusted = holm(RULES.map((rule) => harm.get(rule) ?? 1));
  return checks.map((check) => {
    const p = adjusted[RULES.indexOf(check.rule)] ?? 0;
    if (check.slice !== null || check.verdict !== 'fail' || p < alpha) return check;
    const code = check.rule === 'margin' ? 'not-shown-at-half' : 'broken-not-shown';
    const args = { ...check.args, adjustedP: p, lever: 'items' };
    return { ...check, verdict: 'inconclusive', code, args };
  });
}
