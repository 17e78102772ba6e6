import { createHash } from 'node:crypto';
import { REVIEW } from '../../ledger/shapes.ts';
import type { ChangedDocument, Where } from '../documents/release.ts';
import { bullets, command, heading, type Markdown, markdown, marker, paragraphs } from '../markdown.ts';
import { figure, type Phrase, quote, say, words } from '../phrase.ts';
import { shellWord } from '../shell.ts';
import { visible } from '../visible.ts';

type Worklist = ChangedDocument['remediation'][number];

export interface ReviewIssue {
  readonly title: string;
  readonly body: Markdown;
  readonly marker: Markdown;
  /** A day, in UTC. */
  readonly due: string | null;
}

const QUESTIONS = [
  'Which gate should have caught it, and what evidence does it need for that?',
  'Could it have been noticed sooner?',
  'Did the rollback plan say what to do?',
  'What clears the condemned components?',
];

/** The review of a rollback with its facts filled in; what is left are the questions. */
export function reviewIssue(
  { bundle, environment }: Where,
  list: Worklist,
  live: ChangedDocument['live'],
): ReviewIssue {
  const due = list.items.find(({ item }) => item === REVIEW)?.due ?? null;
  const own = marker(`review/${hashOf(`${bundle}/${environment}/${list.mitigated}`)}`);
  const where = `--bundle ${shellWord(bundle)} --environment ${shellWord(environment)} --of ${list.mitigated}`;
  const sinks = list.items.filter(({ item }) => item !== REVIEW);
  return {
    // A title is no Markdown; GitHub shows it as it is.
    title: `Airlock review: ${bundle} ${visible(list.version, 100)} was taken back in ${visible(environment, 100)}`,
    due,
    marker: own,
    body: paragraphs(
      heading(3, words('What happened')),
      bullets(facts(list, live)),
      heading(3, words('To be made good')),
      sinks.length === 0
        ? markdown(words('The rollback plan names no sink.'))
        : bullets(sinks.map((one) => say`${quote(one.item)}: ${words(one.remedy)}, by ${quote(one.owner)}`)),
      heading(3, words('To be answered')),
      bullets(QUESTIONS.map(words)),
      markdown(words(due === null ? 'When all is answered:' : `Due ${due}. When all is answered:`)),
      command(`airlock remediate ${REVIEW} --done TEXT ${where}`),
      own,
    ),
  };
}

function facts(list: Worklist, live: ChangedDocument['live']): Phrase[] {
  const { exposure, unitCost } = list;
  const cost = (usd: number | null): string => (usd === null ? 'not measured' : `$${usd.toPrecision(3)}`);
  return [
    say`taken back: ${quote(list.version)}; serving now: ${quote(live?.version)}`,
    say`why: ${quote(list.reason)}`,
    say`harmful since: ${moment(list.harmfulSince)}`,
    say`noticed: ${moment(list.detectedAt)}, by ${list.detectedBy === null ? words('nobody said') : quote(list.detectedBy)}`,
    say`decided: ${moment(list.decidedAt)}`,
    say`known good: ${moment(list.knownGoodAt)}, ${figure(span(list.decidedAt, list.knownGoodAt))} after the decision`,
    say`exposed: ${moment(exposure.from)} to ${moment(exposure.to)}, ${figure(exposure.share === null ? 'an unknown share' : `${Math.round(exposure.share * 100)} %`)} of the traffic`,
    say`decisions were worse: ${words(list.decisionQualityDegraded === null ? 'nobody said' : list.decisionQualityDegraded ? 'yes' : 'no')}`,
    list.evidenceComplete
      ? words('the release had all its evidence')
      : say`the release lacked: ${quote(list.missing.join(', '))}`,
    say`cost of an item: ${figure(cost(unitCost.before))} before, ${figure(cost(unitCost.after))} now`,
  ];
}

function moment(time: string | null): Phrase {
  return time === null ? words('nobody said') : words(time.replace(/\.\d+Z$/u, 'Z'));
}

/** `42 s`, `7 min`, `3 h`. */
function span(from: string, to: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** What an issue becomes that another run opened at the same time. */
export function doubledIssue(kept: number): Markdown {
  return markdown(say`Two runs opened an issue at once: the other one, number ${kept}, is kept.`);
}
