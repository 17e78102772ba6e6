import type { CheckResult } from '../check.ts';
import type { Check } from '../gates/check.ts';
import { type Consequence, consequence, decidingCheck, type FailOn } from '../gates/decision.ts';
import type { GateResult } from '../gates/gate.ts';
import type { CarriedFrom } from '../risk/carry.ts';
import { unloweredTier } from '../risk/persons.ts';
import { changeSentence, findingSentence } from './change-sentences.ts';
import { difference, plural, whole } from './figures.ts';
import { flippedChecks } from './flipped.ts';
import { type Fold, folds } from './folds.ts';
import { nextSteps } from './next.ts';
import { nextSentence } from './next-sentences.ts';
import { loweredPhrase, overrideSentence, refusedSentence, refusedWord, riskWords } from './persons-text.ts';
import { figure, joined, type Phrase, quote, SILENCE, say, strong, words } from './phrase.ts';
import { quarantineSentence } from './quarantine.ts';
import { reproduce } from './reproduce.ts';
import {
  checkSentence,
  comparison,
  flippedSentence,
  gateNote,
  inShort,
  limitPhrase,
  OUTCOMES,
  ownFigure,
  reasonSentence,
  settle,
  sliceName,
  subject,
  VERDICTS,
} from './sentences.ts';
import { blockedSentence, condemnedSentence } from './standing-text.ts';

/** A report as content: what is said in which order. Markdown, terminal and HTML differ only in how they show it. */
export interface ReportView {
  /** `Go · support-bot 2.4.0-pr.41 · low risk`; plain words, because it is what e-mail and a phone show. */
  readonly headline: string;
  readonly symbol: string;
  readonly consequence: Consequence;
  readonly outcome: CheckResult['decision']['outcome'];
  /** The outcome is a person's decision and not the gates'. */
  readonly isOverridden: boolean;
  /** The sentence that the outcome rests on. */
  readonly lead: readonly Phrase[];
  readonly gates: readonly GateRow[];
  /** What the last column of the gates holds. */
  readonly against: Phrase;
  readonly facts: readonly { readonly label: string; readonly phrase: Phrase }[];
  readonly folds: readonly Fold[];
  readonly reproduce: string;
}

export type { Fold } from './folds.ts';

export interface GateRow {
  readonly gate: string;
  readonly verdict: Phrase;
  readonly figure: Phrase;
  readonly against: Phrase;
}

export function reportView(result: CheckResult, failOn: FailOn | null = null): ReportView {
  const { outcome } = result.decision;
  const baseline = baselinePhrase(result);
  const effect = consequence(result.decision, result.stage, failOn);
  return {
    headline: headline(result),
    symbol: OUTCOMES[outcome].symbol,
    outcome,
    isOverridden: isOverridden(result),
    consequence: effect,
    lead: [
      leadSentence(result, baseline),
      ...stageSentence(result, effect),
      ...result.standing.condemned.map(condemnedSentence),
      // Whatever the outcome: nobody is to read a figure without what it leaves out.
      ...quarantineSentence(result),
    ],
    gates: result.gates.every((gate) => gate.checks.length === 0) ? [] : result.gates.map(gateRow),
    against: say`against ${isCompared(result) ? baseline : words('the baseline')}`,
    facts: facts(result),
    folds: folds(result).filter((fold) => fold.rows.length > 0),
    reproduce: reproduce(result),
  };
}

/** Risk in words, where there is one. */
export function headline(result: CheckResult): string {
  const { name } = result.head.bundle;
  const risk = riskWords(result);
  const { word } = OUTCOMES[result.decision.outcome];
  const parts = [isOverridden(result) ? `${word}, overridden` : word, `${name} ${result.version}`];
  return (isOneCommit(result) ? parts : [...parts, risk]).join(' · ');
}

/** Whether the outcome is a person's decision and not the gates'. */
function isOverridden({ decision }: CheckResult): boolean {
  return decision.reasons.some((reason) => reason.code === 'overridden');
}

/** The gates alone, asked of one commit: nothing changed that could have a risk. */
function isOneCommit({ base, head }: CheckResult): boolean {
  return base.commit === head.commit;
}

/** The version of a bundle that was never recorded: it says nothing. */
const NEVER_RECORDED = '0.0.0';

/** Whether anything was compared with a baseline; floors and ceilings need none. */
function isCompared(result: CheckResult): boolean {
  return result.evidence.some((one) => one.baselineSource !== null);
}

/** `merge base 2.3.1`: always which rung of the ladder. */
export function baselinePhrase(result: CheckResult): Phrase {
  const given = result.evidence.find((one) => one.baselineSource === 'given');
  if (given !== undefined) {
    const bundle = given.state.state === 'measured' ? (given.state.baseline?.facts.bundle ?? null) : null;
    return bundle?.version == null
      ? words('the given baseline')
      : say`the given baseline ${quote(bundle.version)}`;
  }
  const recorded = result.evidence.find((one) => (one.recorded ?? null) !== null)?.recorded ?? null;
  if (recorded !== null)
    return say`${words(recorded.source === 'live' ? 'live' : 'candidate')} ${quote(recorded.version)}`;
  if (!isCompared(result)) return words('no baseline');
  if (isOneCommit(result)) return words('the baseline');
  return result.baseVersion === NEVER_RECORDED
    ? words('the merge base')
    : say`merge base ${quote(result.baseVersion)}`;
}

function leadSentence(result: CheckResult, baseline: Phrase): Phrase {
  const { gates, decision } = result;
  const deciding = gates.filter(
    (gate) => gate.required && decision.reasons.some((reason) => reason.args['gate'] === gate.gate),
  );
  const [gate] = deciding;
  const check = gate === undefined ? null : decidingCheck(gate);
  if (gate === undefined || check === null) {
    if (decision.reasons.some((reason) => reason.code === 'all-passed'))
      return passedSentence(gates, isCompared(result) ? say` against ${baseline}` : SILENCE);
    return joined(decision.reasons.map(reasonSentence), ' ');
  }
  const more =
    deciding.length > 1
      ? say` ${figure(plural(deciding.length - 1, 'more gate stands', 'more gates stand'))} in the way.`
      : SILENCE;
  return say`${strong(words(capital(gate.gate)))}: ${checkSentence(check, baseline)}${also(gate, check)}${more}`;
}

/** `The functional and safety gates pass against merge base 2.3.1; the business gate is due later.` */
function passedSentence(gates: readonly GateResult[], against: Phrase): Phrase {
  const named = (verdict: GateResult['verdict']): string[] =>
    gates.filter((gate) => gate.required && gate.verdict === verdict).map(({ gate }) => gate);
  const [passed, later] = [named('pass'), named('deferred')];
  const gatesOf = (names: readonly string[], one: string, many: string): string =>
    `${listed(names)} ${names.length === 1 ? `gate ${one}` : `gates ${many}`}`;
  const due = later.length === 0 ? SILENCE : words(`; the ${gatesOf(later, 'is', 'are')} due later`);
  return say`The ${words(gatesOf(passed, 'passes', 'pass'))}${against}${due}.`;
}

/** `a`, `a and b`, `a, b and c`; names of gates are lower-case letters, digits and dashes. */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

const MOST_ALSO = 2;

/** Other metrics of the same gate that fail as well. */
function also(gate: GateResult, deciding: Check): Phrase {
  if (gate.verdict !== 'fail') return SILENCE;
  const others = gate.checks.filter(
    (one) => one.blocks && one.verdict === 'fail' && one.metric !== deciding.metric && one.slice === null,
  );
  const named = others.slice(0, MOST_ALSO).map(inShort);
  return named.length === 0 ? SILENCE : say` Also ${joined(named, ' and ')}.`;
}

/** What the outcome leads to here, where that is not plain from the outcome. */
function stageSentence(result: CheckResult, effect: Consequence): Phrase[] {
  if (result.decision.outcome === 'go' || effect === 'fail') return [];
  if (result.decision.reasons.some((reason) => reason.code === 'first-of-its-kind'))
    return [words('There was never a baseline for this bundle; that alone blocks nothing.')];
  if (result.stage === 'observe' && result.decision.undecided !== 'warn')
    return [words('Stage observe: nothing is blocked. Under enforce this would fail.')];
  return [];
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The figure by itself and its limit, then the difference; where a slice decides, the whole stands before it. */
function gateRow(gate: GateResult): GateRow {
  const { symbol, word } = VERDICTS[gate.verdict];
  const deciding = decidingCheck(gate);
  const verdict = words(`${symbol} ${word}`);
  if (deciding === null) return { gate: gate.gate, verdict, figure: gateNote(gate), against: SILENCE };
  const siblings = gate.checks.filter((one) => isSameQuestion(one, deciding));
  const whole = siblings.filter((one) => one.slice === null);
  const overall = whole.find((one) => one.rule === deciding.rule) ?? deciding;
  const limit = overall.rule === 'margin' ? whole.find(hasLimit) : overall;
  const margin = whole.find((one) => one.rule === 'margin');
  const worst = worstSlice(siblings, overall);
  return {
    gate: gate.gate,
    verdict,
    figure: say`${subject(overall)}${figurePhrase(limit ?? overall)}`,
    against: joined(
      [
        margin === undefined || (margin.candidate === null && overall === margin && limit === undefined)
          ? SILENCE
          : differencePhrase(margin),
        gate.verdict === 'inconclusive' ? settle(overall) : SILENCE,
        worst === null ? SILENCE : say`worst slice ${sliceName(worst)} ${figure(difference(worst))}`,
      ],
      '; ',
    ),
  };
}

/** The share of broken items is no figure of the candidate by itself. */
function hasLimit({ limit, rule }: Check): boolean {
  return limit !== null && rule !== 'confirm';
}

/** ` 87.1 % of 1,200 items, at least 86.0 % (floor 85.0 %)`, or `: required results are not there`. */
function figurePhrase(check: Check): Phrase {
  if (check.candidate === null) return say`: ${ownFigure(check)}`;
  const limit = limitPhrase(check);
  return limit.length === 0 ? say` ${ownFigure(check)}` : say` ${ownFigure(check)} (${limit})`;
}

/** The difference, or why there is none. */
function differencePhrase(check: Check): Phrase {
  return check.delta === null ? ownFigure(check) : comparison(check);
}

function isSameQuestion(one: Check, other: Check): boolean {
  return one.metric === other.metric && one.evidence === other.evidence && one.statistic === other.statistic;
}

/** The slice of the same criterion that fares worst, where it fares worse than the whole. */
function worstSlice(siblings: readonly Check[], check: Check): Check | null {
  const sign = check.better === 'higher' ? 1 : -1;
  const slices = siblings.filter(
    (one) => one.slice !== null && one.rule === 'margin' && one.delta !== null && one.id !== check.id,
  );
  const [worst] = slices.sort((a, b) => sign * ((a.delta ?? 0) - (b.delta ?? 0)));
  return worst !== undefined && sign * (worst.delta ?? 0) < sign * (check.delta ?? 0) ? worst : null;
}

const MOST_LISTED = 5;

function facts(result: CheckResult): ReportView['facts'] {
  const { changes, map } = result.changes;
  const changed = changes.map(changeSentence);
  const tier = unloweredTier(result.risk);
  const why = result.risk.findings.filter((finding) => finding.tier === tier && finding.tier !== 'low');
  const preview = result.preview;
  const list: { label: string; phrase: Phrase }[] = [
    { label: 'Emergency', phrase: joined(result.emergencies.map(emergencySentence), '; ') },
    { label: 'Changed', phrase: changed.length === 0 && map.length === 0 ? SILENCE : limited(changed) },
    { label: `Why ${tier}`, phrase: limited(why.map(findingSentence)) },
    { label: 'Lowered', phrase: loweredPhrase(result.risk) },
    { label: 'Not counted', phrase: joined(result.refusedWords.map(refusedWord), '; ') },
    {
      label: 'Scope',
      phrase:
        result.risk.scope === 'feature'
          ? SILENCE
          : say`cross-cutting: ${quote(result.risk.scopeReasons.join(', '))}`,
    },
    { label: 'Flipped', phrase: joined(flippedChecks(result).map(flippedSentence), '; ') },
    {
      label: 'Under the new policy',
      phrase:
        preview === null
          ? SILENCE
          : say`the decision would be ${words(OUTCOMES[preview.outcome].word.toLowerCase())}; until it is merged the policy of the base is in force`,
    },
    { label: 'Carried', phrase: carriedFact(result) },
    {
      label: 'Ends soon',
      phrase: limited(
        result.risk.findings.filter((finding) => finding.code === 'model-eol').map(findingSentence),
      ),
    },
    {
      label: 'Before this',
      phrase: result.standing.blocked === null ? SILENCE : blockedSentence(result.standing.blocked),
    },
    { label: 'Overridden', phrase: joined(result.overrides.map(overrideSentence), '; ') },
    { label: 'Not overridden', phrase: joined(result.refusedOverrides.map(refusedSentence), '; ') },
    {
      label: 'Next',
      phrase: isOverridden(result) ? SILENCE : joined(nextSteps(result).map(nextSentence), '; '),
    },
  ];
  return list.filter(({ phrase }) => phrase.length > 0);
}

/** `golden, redteam from 2.3.1, E2; tone from 2.2.0, E3`: what was not run for this change, and where it was. */
function carriedFact({ evidence }: CheckResult): Phrase {
  const groups = new Map<string, { readonly names: Phrase[]; readonly from: CarriedFrom }>();
  for (const { name, state, carry } of evidence) {
    if (state.state !== 'measured' || carry?.kind !== 'carried') continue;
    const { from } = carry;
    const key = `${from.grade} ${from.version} ${from.digest}`;
    groups.set(key, { from, names: [...(groups.get(key)?.names ?? []), quote(name)] });
  }
  const phrases = [...groups.values()].map(
    ({ names, from }) => say`${limited(names)} from ${quote(from.version)}, ${words(from.grade)}`,
  );
  return joined(phrases, '; ');
}

function emergencySentence({ trigger, reason, by, ...one }: CheckResult['emergencies'][number]): Phrase {
  const until = one.ended === null ? `until ${one.expires}` : `ended ${one.ended}`;
  return say`${words(trigger)}, declared by ${quote(`@${by}`)}, ${words(until)}: ${quote(reason)}; its review is due ${words(one.reviewDue.slice(0, 10))}`;
}

function limited(phrases: readonly Phrase[]): Phrase {
  const more = phrases.length - MOST_LISTED;
  const shown = joined(phrases.slice(0, MOST_LISTED), ', ');
  return more > 0 ? say`${shown} and ${figure(whole(more))} more` : shown;
}
