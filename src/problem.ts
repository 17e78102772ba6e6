/**
 * Failure as data.
 *
 * Three outcomes are kept apart everywhere: something is *wrong* (usage, configuration, a broken file), something
 * is *not allowed* (a verdict, never a problem), and something *could not be told* (a service or git did not
 * answer). A problem carries a stable code and what was found; `report/` turns it into a sentence.
 */

/** What the process exits with. The order of severity over several bundles is 70, 69, 64, 1, 2, 0. */
export const EXIT = { go: 0, noGo: 1, undecided: 2, usage: 64, unavailable: 69, fault: 70 } as const;

export type ProblemExit = typeof EXIT.usage | typeof EXIT.unavailable | typeof EXIT.fault;

/** Every code of a problem. `report/codes/` explains each. */
export const PROBLEM_CODES = [
  // usage
  'unknown-command',
  'unknown-option',
  'option-without-value',
  'option-missing',
  'option-bad-value',
  'too-many-arguments',
  'unknown-code',
  'unknown-evidence',
  'unknown-bundle',
  'file-missing',
  'file-unwritable',
  // repository
  'not-a-repository',
  'no-commits',
  'unknown-ref',
  'git-missing',
  'git-failed',
  'git-object-missing',
  'base-unknown',
  // bundle
  'component-symlink',
  'component-submodule',
  'path-not-utf8',
  'path-collision',
  // configuration
  'config-not-found',
  'config-not-a-file',
  'config-twice',
  'config-same-bundle',
  'config-several-documents',
  'config-not-a-map',
  'config-unknown-key',
  'config-missing-key',
  'config-wrong-value',
  'config-bad-name',
  'config-undefined',
  'config-gate-name',
  'config-no-rule',
  'config-weights',
  'config-confirm',
  'yaml-syntax',
  'yaml-too-deep',
  'yaml-too-long',
  'yaml-not-plain',
  'yaml-duplicate-key',
  'yaml-key-not-text',
  'not-utf8',
  'file-too-large',
  // evidence
  'evidence-empty',
  'evidence-unknown-format',
  'evidence-wrong-format',
  'evidence-ambiguous-format',
  'evidence-syntax',
  'evidence-truncated',
  'evidence-not-utf8',
  'evidence-too-large',
  'evidence-row-too-large',
  'evidence-too-deep',
  'evidence-no-item',
  'drift-baseline-missing',
  // evidence pack
  'pack-unreadable',
  'pack-too-large',
  'pack-provisional',
  'pack-several-bundles',
  'pack-record-wrong',
  'attestation-unreadable',
  // GitHub
  'event-unsupported',
  'event-unreadable',
  'api-failed',
  'input-removed',
  // setting up
  'pin-unknown',
  'no-work-tree',
  'artifacts-unsupported',
  'results-too-long',
  'pack-store-failed',
  'shards-overlap',
  'run-not-reportable',
  'handover-unreadable',
  'repository-too-large',
  // ledger
  'ledger-missing',
  'ledger-unreadable',

  'ledger-rewound',
  'ledger-contended',
  'ledger-remote',
  // registry
  'registry-unnamed',
  'registry-failed',
  // ours
  'fault',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface Problem {
  /** Stable, kebab-case; explained by `airlock explain CODE`. */
  readonly code: ProblemCode;
  readonly file: string | null;
  /** Counted from 1. */
  readonly line: number | null;
  readonly column: number | null;
  /** What stands there now, as the author wrote it. */
  readonly found: string | null;
  /** A noun phrase: what would be accepted. */
  readonly expected: string | null;
  /** The known name that is closest to what was found. */
  readonly nearest: string | null;
  /** Values the sentence needs beyond the ones above. */
  readonly args: Readonly<Record<string, string | number>>;
}

export type ProblemDetails = Partial<Omit<Problem, 'code'>>;

/** Fills the fields that are not known with null, so that the JSON always has the same keys. */
export function problem(code: ProblemCode, details: ProblemDetails = {}): Problem {
  return {
    code,
    file: details.file ?? null,
    line: details.line ?? null,
    column: details.column ?? null,
    found: details.found ?? null,
    expected: details.expected ?? null,
    nearest: details.nearest ?? null,
    args: details.args ?? {},
  };
}

/**
 * The one throwable of the project: work cannot go on, and these are the reasons.
 * Its message is for stack traces only; users read what `report/problems.ts` makes of the problems.
 */
export class Refusal extends Error {
  readonly problems: readonly Problem[];
  readonly exit: ProblemExit;

  constructor(problems: readonly Problem[], exit: ProblemExit = EXIT.usage, cause?: unknown) {
    super(problems.map((one) => one.code).join(', '), { cause });
    this.name = 'Refusal';
    this.problems = problems;
    this.exit = exit;
  }
}

/** Throws a refusal for one problem of wrong usage, configuration or input (exit 64). */
export function refuse(code: ProblemCode, details: ProblemDetails = {}, cause?: unknown): never {
  throw new Refusal([problem(code, details)], EXIT.usage, cause);
}

/** Throws a refusal because something needed did not answer (exit 69). */
export function unavailable(code: ProblemCode, details: ProblemDetails = {}, cause?: unknown): never {
  throw new Refusal([problem(code, details)], EXIT.unavailable, cause);
}
