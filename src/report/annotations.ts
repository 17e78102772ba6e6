import type { CheckResult } from '../check.ts';
import { consequence, type FailOn } from '../gates/decision.ts';
import type { Finding } from '../risk/finding.ts';
import { findingSentence } from './change-sentences.ts';
import { FINDINGS } from './codes/findings.ts';
import { PLAIN, terminal } from './terminal.ts';
import { reportView } from './view.ts';
import { visible } from './visible.ts';

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
}

/** The runner shows ten of a kind; the first carries the verdict. */
const MOST_FINDINGS = 9;
/** GitHub cuts titles off here. */
const LONGEST_TITLE = 255;
const LEVELS = { fail: 'error', warn: 'warning', pass: 'notice' } as const;

/**
 * The verdict with its deciding figure first, then the findings that made the tier, on their lines; the verdict alone
 * where a check run shows those.
 */
export function annotationsOf(
  result: CheckResult,
  failOn: FailOn | null,
  verdictAlone: boolean,
): Annotation[] {
  const view = reportView(result, failOn);
  const lead = view.lead.map((phrase) => terminal(phrase, PLAIN)).join(' ');
  const first: Annotation = {
    level: LEVELS[consequence(result.decision, result.stage, failOn)],
    title: visible(`${view.headline}: ${lead}`, LONGEST_TITLE),
    message: lead,
    file: result.configPath,
    line: null,
  };
  if (verdictAlone) return [first];
  const findings = result.risk.findings.filter((finding) => finding.tier !== 'low').slice(0, MOST_FINDINGS);
  return [first, ...findings.map(findingAnnotation)];
}

export function findingAnnotation(finding: Finding): Annotation {
  return {
    level: finding.tier === 'high' ? 'warning' : 'notice',
    title: `${finding.tier}: ${finding.code}`,
    message: `${FINDINGS[finding.code].title} ${terminal(findingSentence(finding), PLAIN)}`,
    file: finding.path === '' ? null : finding.path,
    line: finding.line,
  };
}
