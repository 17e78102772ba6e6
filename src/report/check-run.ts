import type { CheckResult } from '../check.ts';
import { type Consequence, consequence, type FailOn } from '../gates/decision.ts';
import { type Annotation, findingAnnotation } from './annotations.ts';
import { type Markdown, markdown } from './markdown.ts';
import { words } from './phrase.ts';
import { pullReport, shrunkText } from './pull-comment.ts';
import { reportView } from './view.ts';
import { visible } from './visible.ts';

/**
 * Name of the check run and of the commit status. Not the name of the gate's own job, which is the only check that is to
 * be required: what only some tokens can write would leave a pull request waiting for ever.
 */
export const CHECK_NAME = 'airlock-report';

/** What a check run says; structurally what `host/github/checks.ts` posts. */
export interface CheckOutput {
  readonly name: string;
  readonly conclusion: 'failure' | 'neutral' | 'success';
  readonly title: string;
  readonly summary: Markdown;
  readonly annotations: readonly CheckLine[];
}

export interface CheckLine {
  readonly level: 'failure' | 'notice' | 'warning';
  readonly path: string;
  readonly line: number;
  readonly title: string;
  readonly message: string;
}

/** Two calls' worth: beyond it nobody reads on. */
const MOST_LINES = 100;
const LONGEST_TITLE = 255;
/** GitHub takes 64 kB; a sentence that is longer says nothing more. */
const LONGEST_MESSAGE = 4_000;
/** GitHub refuses a longer one. */
const LONGEST_DESCRIPTION = 140;

const WORST: readonly Consequence[] = ['fail', 'warn', 'pass'];
const CONCLUSIONS = { fail: 'failure', warn: 'neutral', pass: 'success' } as const;

/** What the pull request's newest commit shows beside the gate's own job: the same consequence, and findings on their lines. */
export function checkOutput(results: readonly CheckResult[], failOn: FailOn | null): CheckOutput {
  const touched = results.filter((result) => !result.unchanged);
  if (touched.length === 0)
    return {
      name: CHECK_NAME,
      conclusion: 'success',
      title: shrunkText(),
      summary: markdown(words(shrunkText())),
      annotations: [],
    };
  return {
    name: CHECK_NAME,
    conclusion: CONCLUSIONS[worst(touched, failOn)],
    title: titleOf(touched, failOn, LONGEST_TITLE),
    summary: pullReport(touched, failOn),
    annotations: touched
      .flatMap((result) => result.risk.findings.filter((finding) => finding.tier !== 'low'))
      .sort((a, b) => Number(b.tier === 'high') - Number(a.tier === 'high'))
      .map(findingAnnotation)
      .flatMap(lineOf)
      .slice(0, MOST_LINES),
  };
}

/** The same in one line, for a token that may set a status and no check run. A status knows no warning. */
export function statusOutput(
  results: readonly CheckResult[],
  failOn: FailOn | null,
): { readonly context: string; readonly state: 'failure' | 'success'; readonly description: string } {
  const touched = results.filter((result) => !result.unchanged);
  const effect = touched.length === 0 ? 'pass' : worst(touched, failOn);
  return {
    context: CHECK_NAME,
    state: effect === 'fail' ? 'failure' : 'success',
    description:
      touched.length === 0
        ? visible(shrunkText(), LONGEST_DESCRIPTION - 1)
        : titleOf(touched, failOn, LONGEST_DESCRIPTION - 1),
  };
}

function worst(results: readonly CheckResult[], failOn: FailOn | null): Consequence {
  const effects = results.map((result) => consequence(result.decision, result.stage, failOn));
  return WORST.find((effect) => effects.includes(effect)) ?? 'pass';
}

function titleOf(results: readonly CheckResult[], failOn: FailOn | null, longest: number): string {
  const titles = results.map((result) => reportView(result, failOn).headline);
  return visible(titles.join(' | '), longest);
}

function lineOf({ level, title, message, file, line }: Annotation): CheckLine[] {
  if (file === null) return [];
  return [
    {
      level: level === 'error' ? 'failure' : level,
      path: file,
      // A finding about a whole file stands at its beginning: GitHub has no other place for it.
      line: line ?? 1,
      title,
      message: visible(message, LONGEST_MESSAGE),
    },
  ];
}
