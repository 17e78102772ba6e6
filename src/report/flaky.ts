import type { CheckResult } from '../check.ts';
import { flakyByRepeats } from '../gates/flaky.ts';
import type { Fold } from './folds.ts';
import { quote, words } from './phrase.ts';

/** Items whose repeats disagree, of metrics that a gate judges. They are judged like all others. */
export interface FlakyItems {
  readonly evidence: string;
  readonly metric: string;
  readonly candidate: readonly string[];
  readonly baseline: readonly string[];
}

export function flakyOf({ evidence, gates }: Pick<CheckResult, 'evidence' | 'gates'>): FlakyItems[] {
  const judged = new Map<string, Set<string>>();
  for (const check of gates.flatMap(({ checks }) => checks))
    judged.set(check.evidence, (judged.get(check.evidence) ?? new Set()).add(check.metric));
  return evidence.flatMap(({ name, state }) => {
    if (state.state !== 'measured') return [];
    const { candidate, baseline, pass } = state;
    return [...(judged.get(name) ?? [])].flatMap((metric): FlakyItems[] => {
      const rule = pass.get(metric) ?? null;
      const own = flakyByRepeats(candidate, metric, rule);
      const other = baseline === null ? [] : flakyByRepeats(baseline, metric, rule);
      return own.length + other.length === 0
        ? []
        : [{ evidence: name, metric, candidate: own, baseline: other }];
    });
  });
}

/** Which items nobody should rely on one run of, and on which side that was seen. */
export function flakyFold(result: CheckResult): Fold {
  return {
    title: 'Flaky items',
    record: true,
    header: ['item', 'evidence', 'metric', 'runs disagree in'],
    rows: flakyOf(result).flatMap(({ evidence, metric, candidate, baseline }) => {
      const [own, other] = [new Set(candidate), new Set(baseline)];
      return [...new Set([...candidate, ...baseline])].sort().map((item) => {
        const sides = [
          ...(own.has(item) ? ['the candidate'] : []),
          ...(other.has(item) ? ['the baseline'] : []),
        ];
        return [quote(item), quote(evidence), quote(metric), words(sides.join(' and '))];
      });
    }),
  };
}
