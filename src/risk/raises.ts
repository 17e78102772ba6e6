import { anyGlob } from '../bundle/glob.ts';
import type { Change } from '../change/change.ts';
import type { ChangeSet } from '../change/changes.ts';
import type { RiskPolicy } from '../config/policy.ts';
import type { Tier } from '../config/terms.ts';
import { type Finding, type FindingCode, raised } from './finding.ts';
import { finding, shown } from './rules/rule.ts';

const MEASURED =
  /^(?:model-changed|model-list|weights|pin-loosened|temperature|inference|prompt-guidance|effective-prompt|protective|confirmation|decision|embedding|training-data|schema)/u;

/** A drift baseline that is recorded anew together with what it measures hides the drift: the finding says so instead. */
export function withBaselines(findings: readonly Finding[]): Finding[] {
  // What a record of results says of prompts and settings is what it was recorded with.
  const records = new Set(
    findings.flatMap(({ code, path }) => (code === 'baseline-rerecorded' ? [path] : [])),
  );
  const measured = findings.find(
    (one) => one.tier !== 'low' && MEASURED.test(one.code) && !records.has(one.path),
  );
  if (measured === undefined) return [...findings];
  return findings.map((one) =>
    one.code === 'baseline-rerecorded'
      ? {
          ...one,
          code: 'baseline-rerecorded-with-change',
          tier: 'high',
          args: { ...one.args, with: measured.path },
        }
      : one,
  );
}

/** Where customers feel a decision, an edit that no rule proves harmless counts as one. */
export function customerFindings(findings: readonly Finding[], policy: RiskPolicy | null): Finding[] {
  const isFacing = anyGlob(policy?.customerFacing ?? []);
  const medium = findings.filter((one) => one.tier === 'medium' && isFacing(one.path));
  const paths = [...new Set(medium.map((one) => one.path))];
  return paths.flatMap((path): Finding[] => {
    const first = medium.find((one) => one.path === path);
    if (first === undefined) return [];
    return [{ ...first, code: 'customer-facing-changed', tier: 'high', args: { because: first.code } }];
  });
}

/** A team's own rules raise and never lower. A file that was moved is met where it was, too. */
export function teamFindings({ changes, outside }: ChangeSet, policy: RiskPolicy | null): Finding[] {
  const touched = [
    ...changes.filter((change) => change.equal === null || change.status === 'renamed'),
    ...outside.map(({ path, oldPath }) => ({ path, oldPath, component: null })),
  ];
  return (policy?.rules ?? []).flatMap(({ paths, tier, reason }) => {
    const matches = anyGlob(paths);
    return touched
      .filter(({ path, oldPath }) => matches(path) || matches(oldPath))
      .map(
        ({ path, component }): Finding => ({
          code: 'team-rule',
          tier,
          component,
          path,
          line: null,
          args: { reason: shown(reason) },
        }),
      );
  });
}

/** Yardsticks that moved; cases that were added and bars that rose hide nothing. */
const MOVED: ReadonlySet<FindingCode> = new Set([
  'eval-changed',
  'eval-case-removed',
  'eval-case-changed',
  'eval-demoted',
  'eval-filtered',
  'gate-weakened',
  'threshold-loosened',
  'judge-model-changed',
  'baseline-rerecorded',
  'baseline-rerecorded-with-change',
]);
const YARDSTICK = new Set(['evals', 'drift-baseline']);

/** The yardstick and what it measures in one change: one tier more, because neither shows what the other did. */
export function evalWithModel(
  changes: readonly Change[],
  findings: readonly Finding[],
  tier: Tier,
): Finding[] {
  const kinds = new Map(changes.map((change) => [change.path, change]));
  const isYardstick = ({ path }: Finding): boolean => YARDSTICK.has(kinds.get(path)?.kind ?? '');
  // A suite that is new, or more that it asks, hides nothing of what it measures.
  const isNew = ({ path, code, args }: Finding): boolean =>
    kinds.get(path)?.status === 'added' || (code === 'eval-changed' && args['from'] === null);
  const yardstick = findings.find((one) => MOVED.has(one.code) && isYardstick(one) && !isNew(one));
  const measured = findings.find((one) => one.tier !== 'low' && MEASURED.test(one.code) && !isYardstick(one));
  const change = yardstick === undefined ? undefined : kinds.get(yardstick.path);
  if (change === undefined || measured === undefined) return [];
  return [finding('eval-with-model', raised(tier), change, null, { with: measured.path, from: tier })];
}
