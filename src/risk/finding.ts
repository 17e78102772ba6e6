import type { Tier } from '../config/terms.ts';

/** Every code that a classification can give. `docs/risk.md` explains each with an example. */
export const FINDING_CODES = [
  // no effect
  'no-effect',
  'prompt-wording',
  'response-format-changed',
  'model-renamed',
  'pin-tightened',
  'dependency-bumped',
  'runtime-changed',
  'tool-wording',
  'rollback-plan-changed',
  'docs-changed',
  'metadata-changed',
  // medium
  'prompt-guidance-changed',
  'protective-added',
  'effective-prompt-not-visible',
  'inference-parameter-changed',
  'temperature-changed',
  'temperature-lowered',
  'routing-changed',
  'retrieval-changed',
  'embedding-model-changed',
  'judge-model-changed',
  'model-list-changed',
  'tool-changed',
  'tool-removed',
  'read-tool-added',
  'permission-tightened',
  'threshold-tightened',
  'eval-case-added',
  'eval-case-changed',
  'eval-promoted',
  'eval-changed',
  'baseline-rerecorded',
  'orchestration-changed',
  'code-changed',
  'values-changed',
  'agent-instructions-changed',
  'engine-changed',
  'model-sdk-major',
  'policy-changed',
  'policy-tightened',
  'rollback-plan-removed',
  // high
  'model-changed',
  'weights-changed',
  'pin-loosened',
  'decision-rule-changed',
  'protective-removed',
  'protective-weakened',
  'safety-rule-changed',
  'permission-loosened',
  'confirmation-dropped',
  'write-tool-added',
  'threshold-loosened',
  'eval-case-removed',
  'eval-demoted',
  'eval-filtered',
  'gate-weakened',
  'training-data-changed',
  'schema-narrowed',
  'personal-data-interpolated',
  'secret-added',
  'hidden-text',
  'reader-instruction',
  'remote-prompt-unpinned',
  'baseline-rerecorded-with-change',
  'temperature-raised',
  'component-map-loosened',
  'policy-loosened',
  'customer-facing-changed',
  'unreadable',
  // any tier
  'team-rule',
  'eval-with-model',
  'raised-by-person',
  'replaced-unreviewed',
  'lowered-by-owner',
  'model-eol',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Findings about sentences of a prompt: their values are prompt text, which reports withhold. */
export const ABOUT_PROSE: ReadonlySet<FindingCode> = new Set([
  'prompt-wording',
  'prompt-guidance-changed',
  'response-format-changed',
  'protective-added',
  'protective-removed',
  'protective-weakened',
  'decision-rule-changed',
  'safety-rule-changed',
  'agent-instructions-changed',
  'effective-prompt-not-visible',
  'rollback-plan-changed',
]);

export interface Finding {
  readonly code: FindingCode;
  /** What this finding alone makes of the change. */
  readonly tier: Tier;
  readonly component: string | null;
  readonly path: string;
  /** Line in the new file, counted from 1; null where there is none. */
  readonly line: number | null;
  readonly args: FindingArgs;
}

export type FindingArgs = Readonly<Record<string, string | number | boolean | null>>;

export type Scope = 'feature' | 'cross-cutting';

const ORDER: readonly Tier[] = ['low', 'medium', 'high'];

/** The higher of two tiers. */
export function higher(a: Tier, b: Tier): Tier {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}

/** Whether a tier is above another. */
export function isHigher(a: Tier, b: Tier): boolean {
  return ORDER.indexOf(a) > ORDER.indexOf(b);
}

/** One tier up; high stays high. */
export function raised(tier: Tier): Tier {
  return ORDER[Math.min(ORDER.length - 1, ORDER.indexOf(tier) + 1)] ?? 'high';
}

/** Worst first, then by place and code: a total order, so that equal inputs give equal reports. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const rank = (finding: Finding): number => ORDER.indexOf(finding.tier);
  return [...findings].sort(
    (a, b) =>
      rank(b) - rank(a) ||
      compare(a.path, b.path) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compare(a.code, b.code) ||
      compare(JSON.stringify(a.args), JSON.stringify(b.args)),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
