/** How much a weakness takes from what is promised. `unknown`: it could not be told, which is neither good nor bad. */
export const SEVERITIES = ['high', 'medium', 'low', 'unknown'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const DOCTOR_CODES = [
  // the gate
  'gate-missing',
  'gate-not-on-pull-requests',
  'gate-not-required',
  'gate-not-in-queue',
  'gate-skippable',
  'gate-ignorable',
  'observe-only',
  // workflows
  'pull-request-target',
  'untrusted-checkout',
  'action-unpinned',
  'action-pinned-to-zeros',
  'permissions-wide',
  'permissions-not-stated',
  'credentials-persisted',
  'expression-in-command',
  'runner-too-old',
  // policy
  'no-configuration',
  'configuration-broken',
  'policy-without-owners',
  'owners-not-asked',
  'gate-without-criteria',
  'evidence-demo-size',
  'no-rollback-plan',
  // releases
  'drill-too-old',
  'pack-expires',
  // environments
  'environment-missing',
  'environment-unprotected',
  'environment-any-branch',
  'environment-without-reviewers',
  'environment-self-review',
  'environment-admin-bypass',
  // could not tell
  'workflow-unreadable',
  'results-not-there',
  'rules-not-told',
  'owners-review-not-told',
  'environments-not-told',
  'admin-bypass-not-told',
  'runners-not-told',
  'packs-not-told',
] as const;
export type DoctorCode = (typeof DOCTOR_CODES)[number];

/** One thing that is missing or weak. */
export interface DoctorFinding {
  readonly code: DoctorCode;
  readonly severity: Severity;
  readonly file: string | null;
  /** Counted from 1. */
  readonly line: number | null;
  readonly args: Readonly<Record<string, string | number>>;
}

/** A place in a file of the repository; null where the weakness is a setting of GitHub's. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
}

export function found(
  code: DoctorCode,
  severity: Severity,
  place: Place | null,
  args: DoctorFinding['args'] = {},
): DoctorFinding {
  return { code, severity, file: place?.file ?? null, line: place?.line ?? null, args };
}

/** Worst first, then by place; equal ones once. */
export function inOrder(findings: readonly DoctorFinding[]): DoctorFinding[] {
  const key = (one: DoctorFinding): string =>
    JSON.stringify([
      SEVERITIES.indexOf(one.severity),
      one.file ?? '',
      String(one.line ?? 0).padStart(6, '0'),
      DOCTOR_CODES.indexOf(one.code) + 100,
      one.args,
    ]);
  const byKey = new Map(findings.map((one) => [key(one), one]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
