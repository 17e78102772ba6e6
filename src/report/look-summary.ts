import type { CheckResult } from '../check.ts';
import { findingSentence, findingTitle } from './change-sentences.ts';
import type { VersionDocument } from './documents/documents.ts';
import { plural, whole } from './figures.ts';
import { heading, type Markdown, markdown, NOTHING, paragraphs, table } from './markdown.ts';
import { figure, joined, type Phrase, quote, SILENCE, say, words } from './phrase.ts';
import { carriedPhrase, causePhrase, estimateText } from './risk-text.ts';

/** The job summary of `actions/version`. */
export function versionSummary(documents: readonly VersionDocument[]): Markdown {
  return table(
    ['bundle', 'version', 'digest', 'components'].map(words),
    documents.map(({ bundle }) => [
      quote(bundle.name),
      quote(bundle.version),
      quote(bundle.digest),
      words(whole(bundle.components.length)),
    ]),
  );
}

/** The job summary of `actions/classify`: the tier, why, and what will be run for it. */
export function classifySummary(results: readonly CheckResult[]): Markdown {
  const touched = results.filter((result) => !result.unchanged);
  return touched.length === 0
    ? markdown(words('Airlock: neither a bundle nor its policy changed.'))
    : paragraphs(...touched.map(ofBundle));
}

/** The same where there is nothing to be judged. */
export function nothingDue(): Markdown {
  return markdown(words('Airlock: every bundle is live or recorded as it is.'));
}

function ofBundle({ head, version, risk, required }: CheckResult): Markdown {
  const findings = risk.findings.map((one): Phrase[] => [
    words(one.tier),
    findingSentence(one),
    findingTitle(one),
  ]);
  const needs = required.required.map((need): Phrase[] => [
    quote(need.name),
    causePhrase(need),
    need.run === null ? SILENCE : quote(need.run),
    words(need.shards === 1 ? '' : plural(need.shards, 'shard')),
  ]);
  return paragraphs(
    heading(3, say`${quote(head.bundle.name)} ${quote(version)} · ${words(risk.tier)} risk`),
    findings.length === 0 ? NOTHING : table(['tier', 'finding', 'meaning'].map(words), findings),
    required.carried.length === 0
      ? NOTHING
      : markdown(say`Carried: ${joined(required.carried.map(carriedPhrase), '; ')}.`),
    needs.length === 0
      ? markdown(words('No evidence has to be run.'))
      : table(['evidence', 'because of', 'command', ''].map(words), needs),
    needs.length === 0 ? NOTHING : markdown(say`Estimate: ${figure(estimateText(required.estimate))}`),
  );
}
