import type { Path } from '../reader/data.ts';
import { editDistance, nearest } from '../reader/nearest.ts';
import type { CriterionInput } from './evidence-schema.ts';
import type { PolicyInput } from './schema.ts';
import { BUILT_IN_ROLLOUTS, BUILT_IN_WINDOWS, EMERGENCY_PURPOSES, GATES, TIERS } from './terms.ts';

/** What is wrong between the parts of a policy, with the path where it is said. */
export interface Mismatch {
  readonly code:
    | 'config-undefined'
    | 'config-gate-name'
    | 'config-no-rule'
    | 'config-weights'
    | 'config-confirm';
  readonly path: Path;
  readonly found: string;
  readonly expected: string;
  readonly nearest: string | null;
}

/**
 * Everything named must be defined: evidence, windows, rollouts, roles, gates, components.
 * `components` is null where the file defines none (a policy of defaults, or a repository that relies on detection).
 */
export function mismatches(policy: PolicyInput, components: readonly string[] | null): Mismatch[] {
  return [
    ...evidenceMismatches(policy, components),
    ...gateMismatches(policy),
    ...tierMismatches(policy),
    ...emergencyMismatches(policy, components),
  ];
}

function undefinedName(path: Path, found: string, known: readonly string[], what: string): Mismatch[] {
  if (known.includes(found)) return [];
  const expected = `${what} that is defined${known.length > 0 ? `: ${known.join(', ')}` : '; none is'}`;
  return [{ code: 'config-undefined', path, found, expected, nearest: nearest(found, known) }];
}

function evidenceMismatches(policy: PolicyInput, components: readonly string[] | null): Mismatch[] {
  if (components === null) return [];
  return Object.entries(policy.evidence).flatMap(([name, evidence]) =>
    (evidence.covers ?? []).flatMap((one, i) =>
      undefinedName(['evidence', name, 'covers', i], one, components, 'a component'),
    ),
  );
}

function gateMismatches(policy: PolicyInput): Mismatch[] {
  const evidence = Object.keys(policy.evidence);
  return Object.entries(policy.gates ?? {}).flatMap(([gate, criteria]) => [
    ...misspeltGate(gate),
    ...criteria.flatMap((criterion, i) => {
      const path = ['gates', gate, i];
      const { min, max, margin, never } = criterion;
      const ruleless = min === undefined && max === undefined && margin === undefined && never === undefined;
      return [
        ...undefinedName([...path, 'evidence'], criterion.evidence, evidence, 'evidence'),
        ...(ruleless ? [noRule(path, criterion.metric)] : []),
        ...(criterion.weights === undefined ? [] : unweighable([...path, 'weights'], criterion)),
        ...unconfirmable([...path, 'confirm'], criterion, policy),
      ];
    }),
  ]);
}

function noRule(path: Path, metric: string): Mismatch {
  return {
    code: 'config-no-rule',
    path,
    found: metric,
    expected: 'at least one of min, max, margin, never',
    nearest: null,
  };
}

/** A mean of slices is a mean: neither a quantile nor a ratio of all items is made of those of its slices. */
function unweighable(path: Path, { statistic, margin, min, max, weights = '' }: CriterionInput): Mismatch[] {
  const wrong = (found: string, expected: string): Mismatch[] => [
    { code: 'config-weights', path, found, expected, nearest: null },
  ];
  if (statistic !== 'mean') return wrong(`statistic: ${statistic}`, 'statistic: mean');
  if (typeof margin === 'string' && margin !== 'auto')
    return wrong(`margin: ${margin}`, "a margin in the metric's unit, or auto");
  return margin === undefined && min === undefined && max === undefined
    ? wrong(weights, 'min, max or margin beside it')
    : [];
}

/** Repeats of items that were lost are read beside a margin on what is passed or failed, and are evidence of nothing else. */
function unconfirmable(path: Path, criterion: CriterionInput, { evidence, gates }: PolicyInput): Mismatch[] {
  const { confirm, margin, statistic } = criterion;
  if (confirm === undefined) return [];
  const missing = undefinedName([...path, 'evidence'], confirm.evidence, Object.keys(evidence), 'evidence');
  if (missing.length > 0) return missing;
  const wrong = (at: Path, found: string, expected: string): Mismatch[] => [
    { code: 'config-confirm', path: at, found, expected, nearest: null },
  ];
  if (margin === undefined) return wrong(path, 'no margin', 'a margin beside it');
  if (statistic !== 'mean') return wrong(path, `statistic: ${statistic}`, 'statistic: mean');
  // Broken items of one conversation are not independent, and an exact interval of their share would be too narrow.
  if (criterion.cluster !== undefined)
    return wrong(path, `cluster: ${criterion.cluster}`, 'items that are independent of each other');
  if (evidence[criterion.evidence]?.paired === false)
    return wrong(path, 'paired: false', 'evidence whose arms answer the same items');
  if (confirm.max === undefined && typeof margin === 'string' && margin.endsWith('%'))
    return wrong(path, `margin: ${margin}`, '`max`, where the margin is relative');
  const isJudged = Object.values(gates ?? {}).some((criteria) =>
    criteria.some((one) => one.evidence === confirm.evidence),
  );
  return isJudged
    ? wrong([...path, 'evidence'], confirm.evidence, 'evidence on which there is no criterion')
    : [];
}

/** A gate that is one slip away from a built-in one is taken for that slip: it would silently never be required. */
function misspeltGate(gate: string): Mismatch[] {
  if ((GATES as readonly string[]).includes(gate)) return [];
  const near = GATES.find((known) => editDistance(gate, known) <= 2);
  if (near === undefined) return [];
  return [
    {
      code: 'config-gate-name',
      path: ['gates', gate],
      found: gate,
      expected: `${near}, or a name less like it`,
      nearest: near,
    },
  ];
}

function tierMismatches(policy: PolicyInput): Mismatch[] {
  const roles = Object.keys(policy.people);
  const gates = [...new Set<string>([...GATES, ...Object.keys(policy.gates ?? {})])];
  const windows = [...BUILT_IN_WINDOWS, ...Object.keys(policy.windows)];
  const rollouts = [...new Set<string>([...BUILT_IN_ROLLOUTS, ...Object.keys(policy.rollouts)])];
  return TIERS.flatMap((tier) => {
    const rule = policy.tiers[tier];
    if (rule === undefined) return [];
    const path: Path = ['tiers', tier];
    return [
      ...(rule.gates ?? []).flatMap((gate, i) => undefinedName([...path, 'gates', i], gate, gates, 'a gate')),
      ...(rule.window === undefined
        ? []
        : undefinedName([...path, 'window'], rule.window, windows, 'a window')),
      ...(rule.rollout === undefined
        ? []
        : undefinedName([...path, 'rollout'], rule.rollout, rollouts, 'a rollout')),
      ...(rule.accountable === undefined
        ? []
        : undefinedName([...path, 'accountable'], rule.accountable, roles, 'a role in people')),
      ...Object.keys(rule.approvals ?? {}).flatMap((role) =>
        undefinedName([...path, 'approvals', role], role, roles, 'a role in people'),
      ),
    ];
  });
}

/** An emergency that nobody may declare, or that asks for nothing, would be none. */
function emergencyMismatches(policy: PolicyInput, components: readonly string[] | null): Mismatch[] {
  const roles = Object.keys(policy.people);
  const isAsked = Object.values(policy.evidence).some(({ purpose }) =>
    EMERGENCY_PURPOSES.some((one) => one === purpose),
  );
  return Object.entries(policy.environments).flatMap(([name, { emergency }]): Mismatch[] => {
    if (emergency === undefined) return [];
    const path: Path = ['environments', name, 'emergency'];
    const expected = `evidence of purpose ${EMERGENCY_PURPOSES.join(' or ')}, which is all that an emergency asks for`;
    const { declare, reviewer } = emergency;
    return [
      ...undefinedName([...path, 'declare'], declare, roles, 'a role in people'),
      ...(reviewer === undefined
        ? []
        : undefinedName([...path, 'reviewer'], reviewer, roles, 'a role in people')),
      ...(components === null || isAsked
        ? []
        : [{ code: 'config-undefined' as const, path, found: 'none', expected, nearest: null }]),
    ];
  });
}
