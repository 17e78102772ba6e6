import type { PassRule } from '../evidence/series.ts';

const RULE = /^(>=|<=|>|<|==) *(-?[0-9]+(?:\.[0-9]+)?)$/u;

const COMPARE: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '>=': (value, limit) => value >= limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '<': (value, limit) => value < limit,
  '==': (value, limit) => value === limit,
};

/** Thresholds of the configuration, `{ groundedness: ">= 4" }`, as functions by metric. */
export function passRules(pass: Readonly<Record<string, string>>): Map<string, PassRule> {
  return new Map(
    Object.entries(pass).flatMap(([metric, text]): [string, PassRule][] => {
      const [, operator = '', limit = ''] = RULE.exec(text) ?? [];
      const compare = COMPARE[operator];
      return compare === undefined ? [] : [[metric, (value) => compare(value, Number(limit))]];
    }),
  );
}
