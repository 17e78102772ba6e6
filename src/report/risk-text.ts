import type { CheckResult } from '../check.ts';
import type { Estimate } from '../risk/required-evidence.ts';
import { findingSentence, findingTitle } from './change-sentences.ts';
import { decimals } from './figures.ts';
import { type Phrase, quote, say, words } from './phrase.ts';
import { columns, type Palette, terminal } from './terminal.ts';

/** A risk class for the terminal: one line for each finding, worst first, then what must be run. */
export function riskText(result: CheckResult, palette: Palette): string {
  const { risk, required, authorship } = result;
  const paint = risk.tier === 'high' ? palette.red : risk.tier === 'medium' ? palette.yellow : palette.green;
  const rows = risk.findings.map((finding) => [
    words(finding.tier),
    findingSentence(finding),
    findingTitle(finding),
  ]);
  const scope = risk.scope === 'feature' ? '' : `, cross-cutting (${risk.scopeReasons.join(', ')})`;
  return [
    palette.bold(
      paint(
        `${result.head.bundle.name}: ${risk.tier}${risk.tier === 'unknown' ? ' (nothing was recognised as part of an AI feature)' : ''}${scope}`,
      ),
    ),
    ...columns(rows, palette).map((line) => `  ${line}`),
    ...required.required.map((need) => terminal(evidenceLine(need), palette)),
    ...(required.required.length === 0
      ? ['No evidence has to be run.']
      : [`Estimate: ${estimateText(required.estimate)}`]),
    ...(authorship.kind === 'human' ? [] : [`Written by: ${authorship.kind}`]),
    '',
  ].join('\n');
}

function evidenceLine({ name, because, run }: CheckResult['required']['required'][number]): Phrase {
  return say`Run ${quote(name)}${run === null ? words('') : say`: ${quote(run)}`} (because of ${quote(because.join(', '))})`;
}

export function estimateText({ usd, minutes }: Estimate): string {
  const parts = [
    usd === null ? null : `$${decimals(usd, 2)}`,
    minutes === null ? null : `${decimals(minutes, 0)} min`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'not known' : parts.join(', ');
}
