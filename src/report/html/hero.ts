import type { CheckResult } from '../../check.ts';
import { riskWords } from '../persons-text.ts';
import { quote, SILENCE, say } from '../phrase.ts';
import { OUTCOMES } from '../sentences.ts';
import { baselinePhrase, type ReportView } from '../view.ts';
import { element, fragment, type Html, text } from './markup.ts';
import { phraseHtml } from './phrase.ts';
import { withSign } from './signs.ts';

/** What is seen first of a bundle: the outcome, what it is about, and the sentence that it rests on. */
export function hero(result: CheckResult, view: ReportView, heading: Html): Html {
  return element(
    'header',
    { class: 'hero' },
    heading,
    element('p', { class: 'origin' }, origin(result)),
    ...view.lead.map((phrase) => element('p', { class: 'lead' }, phraseHtml(phrase))),
  );
}

/** `No-go · support-bot 2.4.0-pr.41 · high risk`. */
export function title(result: CheckResult, { outcome }: ReportView): Html {
  const { head, version, risk } = result;
  const tier = tierWords(result);
  return fragment(
    element('span', { class: 'outcome' }, withSign(`${OUTCOMES[outcome].symbol} ${OUTCOMES[outcome].word}`)),
    SEPARATOR,
    element('span', { class: 'name' }, text(`${head.bundle.name} ${version}`, 160)),
    ...(tier === '' ? [] : [SEPARATOR, element('span', { class: `tier ${risk.tier}` }, text(tier))]),
  );
}

/** Not seen where the parts stand apart, and read where they do not. */
const SEPARATOR = element('span', { class: 'separator' }, text(' · '));

/** Risk in words; none where one commit is looked at by itself, because nothing changed that could have a risk. */
export function tierWords(result: CheckResult): string {
  return result.base.commit === result.head.commit ? '' : riskWords(result);
}

function origin(result: CheckResult): Html {
  const { base, head, stage, environment } = result;
  const under = base.commit === head.commit ? SILENCE : say` on top of ${quote(base.commit.slice(0, 12))}`;
  return phraseHtml(
    say`Commit ${quote(head.commit.slice(0, 12))}${under}, compared with ${baselinePhrase(result)}; environment ${quote(environment)}, stage ${quote(stage)}`,
  );
}
