import type { CheckResult } from '../check.ts';
import type { CarriedEvidence, Estimate, EvidenceNeed } from '../risk/required-evidence.ts';
import { findingSentence, findingTitle } from './change-sentences.ts';
import { CARRIES } from './codes/carry.ts';
import { decimals } from './figures.ts';
import { joined, type Phrase, quote, say, words } from './phrase.ts';
import { lowerFirst } from './sentences.ts';
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
  const lowered = risk.lowered === undefined ? '' : `, lowered from ${risk.lowered.from}`;
  return [
    palette.bold(
      paint(
        `${result.head.bundle.name}: ${risk.tier}${risk.tier === 'unknown' ? ' (nothing was recognised as part of an AI feature)' : ''}${lowered}${scope}`,
      ),
    ),
    ...columns(rows, palette).map((line) => `  ${line}`),
    ...required.required.map((need) => terminal(evidenceLine(need), palette)),
    ...required.carried.map((one) => terminal(say`Carried ${carriedPhrase(one)}`, palette)),
    ...(required.required.length === 0
      ? ['No evidence has to be run.']
      : [`Estimate: ${estimateText(required.estimate)}`]),
    ...(authorship.kind === 'human' ? [] : [`Written by: ${authorship.kind}`]),
    '',
  ].join('\n');
}

function evidenceLine(need: CheckResult['required']['required'][number]): Phrase {
  const { name, run } = need;
  return say`Run ${quote(name)}${run === null ? words('') : say`: ${quote(run)}`} (because of ${causePhrase(need)})`;
}

/** The components that changed, and why what was recorded does not stand for a run. */
export function causePhrase({ because, refused }: Pick<EvidenceNeed, 'because' | 'refused'>): Phrase {
  const causes = [
    ...(because.length === 0 ? [] : [quote(because.join(', '))]),
    ...(refused === null ? [] : [words(lowerFirst(CARRIES[refused].title.replace(/\.$/u, '')))]),
  ];
  return joined(causes, '; ');
}

/** `golden from 2.3.1, E2` */
export function carriedPhrase({ name, from }: Pick<CarriedEvidence, 'name' | 'from'>): Phrase {
  return say`${quote(name)} from ${quote(from.version)}, ${words(from.grade)}`;
}

export function estimateText({ usd, minutes }: Estimate): string {
  const parts = [
    usd === null ? null : `$${decimals(usd, 2)}`,
    minutes === null ? null : `${decimals(minutes, 0)} min`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'not known' : parts.join(', ');
}
