import type { Change, ChangeItem } from '../change/change.ts';
import type { Check, CheckCode, Verdict } from '../gates/check.ts';
import type { Outcome, Reason } from '../gates/decision.ts';
import type { GateResult } from '../gates/gate.ts';
import type { Finding } from '../risk/finding.ts';
import { CHECKS } from './codes/checks.ts';
import { REASONS } from './codes/decisions.ts';
import { FINDINGS } from './codes/findings.ts';
import { isAboutProse } from './documents/privacy.ts';
import { difference, marginText, plain, plural, value, whole } from './figures.ts';
import type { NextStep } from './next.ts';
import { figure, joined, type Phrase, quote, SILENCE, say, words } from './phrase.ts';

/** Every symbol has its word beside it: nothing is said by colour or picture alone. */
export const OUTCOMES: Readonly<Record<Outcome, { readonly symbol: string; readonly word: string }>> = {
  go: { symbol: '✅', word: 'Go' },
  'no-go': { symbol: '⛔', word: 'No-go' },
  undecided: { symbol: '❔', word: 'Undecided' },
};

export const VERDICTS: Readonly<Record<Verdict, { readonly symbol: string; readonly word: string }>> = {
  pass: { symbol: '✅', word: 'pass' },
  fail: { symbol: '⛔', word: 'fail' },
  inconclusive: { symbol: '❔', word: 'inconclusive' },
  unmeasured: { symbol: '⚠️', word: 'unmeasured' },
  deferred: { symbol: '⏳', word: 'deferred' },
  'not-required': { symbol: '➖', word: 'not required' },
};

/** What a check is about: the metric, or its slice. */
export function subject(check: Check): Phrase {
  const metric =
    check.metric === '*'
      ? say`${quote(check.evidence)}`
      : say`${quote(check.metric)}${words(check.statistic === 'mean' ? '' : ` ${check.statistic}`)}`;
  return check.slice === null ? metric : say`${quote(check.slice.slice(check.slice.indexOf('=') + 1))}`;
}

/** The figure of the candidate by itself: `87.1 % of 1,200 items`. */
export function ownFigure(check: Check): Phrase {
  if (check.candidate === null) return words(CHECKS[check.code].title.replace(/\.$/u, '').toLowerCase());
  const amount = figure(value(check.candidate, check.unit));
  const items = figure(plural(check.n, 'item'));
  if (check.rule === 'never')
    return say`${figure(whole(Number(check.args['hits'] ?? 0)))} of ${items}${bound(check)}`;
  if (check.rule === 'margin') return say`${amount} of ${items}`;
  return say`${amount} of ${items}${bound(check)}`;
}

/** What the data show of a limit: `at least 86.0 %`, `at most 0.75 %`. */
function bound(check: Check): Phrase {
  const [lo, hi] = check.interval ?? [null, null];
  const shown = check.rule === 'min' ? lo : hi;
  if (shown === null) return SILENCE;
  return say`, ${words(check.rule === 'min' ? 'at least' : 'at most')} ${figure(value(shown, check.unit))}`;
}

/** The figure against the baseline: `−1.1 pt [−1.9, −0.3]`, or what keeps it from being told. */
export function comparison(check: Check): Phrase {
  if (check.rule === 'margin' && check.delta !== null)
    return say`${figure(difference(check))}${settle(check)}`;
  if (check.limit !== null && check.candidate !== null)
    return say`${words(check.rule === 'min' ? 'floor' : 'ceiling')} ${figure(value(check.limit, check.unit))}${settle(check)}`;
  return SILENCE;
}

function settle(check: Check): Phrase {
  const needed = check.args['requiredN'];
  if (check.verdict !== 'inconclusive' || typeof needed !== 'number') return SILENCE;
  const more = needed - check.n;
  // A handful more is within the error of the planning itself.
  return more >= Math.max(5, check.n / 10)
    ? say`; about ${figure(plural(roundUp(more), 'more item'))} would settle it`
    : SILENCE;
}

/** Planning figures are orders of size: two digits are honest, more are not. */
function roundUp(amount: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 1);
  return Math.ceil(amount / step) * step;
}

/** The sentence that a gate's verdict rests on. */
export function checkSentence(check: Check, baseline: Phrase): Phrase {
  const about = subject(check);
  switch (check.code) {
    case 'regressed':
      return say`${about} ${words(fell(check))} ${figure(difference(check).replace(/^[−+]/u, ''))}, margin ${figure(marginText(check))}, against ${baseline}.`;
    case 'improved':
    case 'within-margin':
      return say`${about} ${figure(difference(check))}, margin ${figure(marginText(check))}, against ${baseline}.`;
    case 'interval-spans-margin':
      return say`${about} ${figure(difference(check))} reaches across the margin of ${figure(marginText(check))} against ${baseline}${settle(check)}.`;
    case 'underpowered':
      return underpowered(check, about);
    case 'limit-broken':
    case 'limit-not-shown':
    case 'limit-kept':
    case 'limit-proved':
      return say`${about} is ${ownFigure(check)}; the ${words(check.rule === 'min' ? 'floor' : 'ceiling')} is ${figure(check.limit === null ? '' : value(check.limit, check.unit))}${settle(check)}.`;
    case 'never-hit':
      return say`${figure(plural(Number(check.args['hits'] ?? 0), 'hit'))} in the zero-tolerance category ${about}, of ${figure(plural(check.n, 'item'))}.`;
    case 'never-clean':
      return say`no hit in ${about}: ${ownFigure(check)}.`;
    case 'never-too-few':
      return say`no hit in ${about}, but ${figure(plural(check.n, 'item'))} prove too little: ${figure(whole(Number(check.args['requiredN'] ?? 0)))} clean ones would show a rate below ${figure(check.limit === null ? '' : value(check.limit, check.unit))}.`;
    case 'errors-decide':
      return say`${about}: ${errors(check)} decide; read the other way it would be ${quote(String(check.args['otherwise'] ?? 'another verdict'))}.`;
    default:
      return say`${about}: ${detail(check)}`;
  }
}

function fell(check: Check): string {
  return (check.delta ?? 0) < 0 ? 'fell' : 'rose';
}

/** "50 items can rule out a drop of 16 points or more; for 2 points about 2,200 are needed." */
function underpowered(check: Check, about: Phrase): Phrase {
  const needed = check.args['requiredN'];
  const more =
    typeof needed === 'number' ? say` About ${figure(whole(roundUp(needed)))} are needed.` : SILENCE;
  return say`${about}: ${figure(plural(check.n, 'item'))} cannot show a margin of ${figure(marginText(check))}, not even with identical results.${more}`;
}

function errors(check: Check): Phrase {
  const count = Number(check.args['candidateErrors'] ?? 0) + Number(check.args['baselineErrors'] ?? 0);
  return say`${figure(plural(count, 'error'))}`;
}

/** The title of a code with what its args add. */
function detail(check: Check): Phrase {
  const title = words(lowerFirst(CHECKS[check.code].title).replace(/\.$/u, ''));
  const more = DETAILS[check.code]?.(check) ?? SILENCE;
  return more.length === 0 ? say`${title}.` : say`${title} (${more}).`;
}

const DETAILS: Partial<Record<CheckCode, (check: Check) => Phrase>> = {
  'metric-missing': ({ args }) =>
    args['nearest'] ? say`did you mean ${quote(args['nearest'])}?` : say`there is ${quote(args['known'])}`,
  'evidence-missing': ({ args }) => say`${quote(args['path'])}`,
  'evidence-unreadable': ({ args }) =>
    say`${quote(`${String(args['file'])}${args['line'] === null ? '' : `:${String(args['line'])}`}`)}: ${quote(args['problem'])}`,
  'several-candidates': ({ args }) => say`${quote(args['candidates'])}`,
  'items-differ': ({ args }) => say`${figure(`${plain(Number(args['matched'] ?? 0) * 100)} %`)} in common`,
  'scorer-differs': ({ args }) => say`${quote(args['candidate'])} and ${quote(args['baseline'])}`,
  'judge-differs': ({ args }) => say`${quote(args['candidate'])} and ${quote(args['baseline'])}`,
  'repeats-differ': ({ args }) => say`${quote(args['candidate'])} and ${quote(args['baseline'])} runs`,
  'slice-missing': ({ args }) => say`${quote(args['slice'])}`,
  'cluster-missing': ({ args }) => say`${quote(args['cluster'])}`,
  'due-later': ({ args }) => say`${quote(args['when'])}`,
};

export function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** One line of a gate that has nothing to show. */
export function gateNote(gate: GateResult): Phrase {
  return words(
    gate.code === 'no-criteria' ? 'no criteria' : gate.code === 'tier' ? 'not required at this tier' : '',
  );
}

/** One line for a finding: code, place, and the value before and after. */
export function findingSentence(finding: Finding): Phrase {
  const place = say`${quote(finding.line === null ? finding.path : `${finding.path}:${finding.line}`)}`;
  return say`${quote(finding.code)} ${place}${findingDetail(finding)}`;
}

function findingDetail({ code, args }: Finding): Phrase {
  const key = args['key'] === undefined || args['key'] === '' ? SILENCE : say` ${quote(args['key'])}`;
  const more =
    typeof args['more'] === 'number' ? say`, and ${figure(whole(args['more']))} more like it` : SILENCE;
  return say`${key}${special(code, args)}${more}`;
}

function special(code: Finding['code'], args: Finding['args']): Phrase {
  switch (code) {
    case 'model-eol':
      return say` ${quote(args['model'])} ${words(Number(args['daysLeft']) > 0 ? 'ends on' : 'ended on')} ${quote(args['retires'])}${args['successor'] ? say`, successor ${quote(args['successor'])}` : SILENCE}`;
    case 'no-effect':
      return say`: ${words(PROOFS[String(args['proof'])] ?? 'proved equal')}`;
    case 'eval-case-removed':
    case 'eval-case-added':
    case 'eval-case-changed':
      return say`: ${figure(plural(Number(args['count'] ?? 0), 'case'))}`;
    case 'eval-with-model':
      return say` together with ${quote(args['with'])}`;
    case 'raised-by-person':
      return say` by ${quote(args['by'])}`;
    case 'team-rule':
      return say`: ${quote(args['reason'])}`;
    case 'customer-facing-changed':
      return say`: ${quote(args['because'])}`;
    case 'hidden-text':
      return say`: ${quote(args['character'])}`;
    case 'personal-data-interpolated':
      return say`: ${quote(args['placeholder'])}`;
    default:
      return isAboutProse({ code }) || (args['from'] === undefined && args['to'] === undefined)
        ? SILENCE
        : say` ${quote(args['from'])} → ${quote(args['to'])}`;
  }
}

const PROOFS: Readonly<Record<string, string>> = {
  'same-bytes': 'same content',
  'line-endings': 'only line ends differ',
  whitespace: 'only white space differs',
  comments: 'only comments differ',
  'same-data': 'same data',
  order: 'same members in another order',
};

export function findingTitle(finding: Finding): Phrase {
  return words(FINDINGS[finding.code].title);
}

/** One line for a changed file: `prompt prompts/refund.md (+3 −1)`, `model temperature 0.2 → 0.4`. */
export function changeSentence(change: Change): Phrase {
  const what = say`${quote(change.kind)} ${quote(change.path)}`;
  if (change.confidential)
    return say`${what} (${figure(plural(change.items.length, 'confidential change'))})`;
  if (change.equal !== null) return say`${what} (${words(PROOFS[change.equal] ?? 'equal')})`;
  if (change.unread !== null) return say`${what} (not read: ${words(change.unread.replaceAll('-', ' '))})`;
  if (change.status === 'added' || change.status === 'removed') return say`${what} ${words(change.status)}`;
  const values = change.items.filter(isShortValue);
  if (values.length > 0 && values.length <= 2 && values.length === change.items.length) {
    return say`${quote(change.kind)} ${joined(
      values.map((item) => say`${quote(item.key)} ${quote(shortly(item.from))} → ${quote(shortly(item.to))}`),
      ', ',
    )}`;
  }
  return change.lines === null ? what : say`${what} (+${change.lines.added} −${change.lines.removed})`;
}

function isShortValue(item: ChangeItem): item is Extract<ChangeItem, { type: 'value' }> {
  return item.type === 'value' && shortly(item.from).length <= 40 && shortly(item.to).length <= 40;
}

function shortly(data: unknown): string {
  return data === undefined ? 'none' : typeof data === 'string' ? data : JSON.stringify(data);
}

export function reasonSentence(reason: Reason): Phrase {
  return words(REASONS[reason.code].title);
}

export function nextSentence(step: NextStep): Phrase {
  const { args } = step;
  switch (step.code) {
    case 'fix-regression':
      return say`fix ${quote(args['slice'] ?? args['metric'])}`;
    case 'fix-limit':
      return say`bring ${quote(args['slice'] ?? args['metric'])} back within its limit`;
    case 'run-evidence':
      return say`run the evidence ${quote(args['evidence'])}${step.command === null ? SILENCE : say`: ${quote(step.command)}`}`;
    case 'more-items':
      return typeof args['requiredN'] === 'number'
        ? say`about ${figure(whole(roundUp(args['requiredN'])))} items of ${quote(args['slice'] ?? args['metric'])} would settle it; there are ${figure(whole(Number(args['n'] ?? 0)))}`
        : say`more items of ${quote(args['slice'] ?? args['metric'])}`;
    case 'use-auto-margin':
      return say`use ${quote('margin: auto')} for ${quote(args['metric'])}${typeof args['requiredN'] === 'number' ? say`, or about ${figure(whole(roundUp(args['requiredN'])))} items` : SILENCE}`;
    case 'repair-evidence':
      return say`repair the evidence ${quote(args['evidence'])} (${quote(args['check'])})${step.command === null ? SILENCE : say`; see ${quote(step.command)}`}`;
    case 'give-baseline':
      return say`give a baseline for ${quote(args['evidence'])}: results of the merge base under ${quote(`evidence.${String(args['evidence'])}.baseline`)}, or ${quote('--baseline')}`;
    case 'rerun-errors':
      return say`run the items of ${quote(args['evidence'])} that erred again`;
    case 'add-configuration':
      return say`add ${quote(args['path'])}; the empty file is valid`;
    case 'add-criteria':
      return say`name your results under ${quote('evidence:')} in the configuration`;
    case 'ask-code-owner':
      return say`ask the code owner of the configuration to decide`;
    case 'move-model':
      return say`move from ${quote(args['model'])} before ${quote(args['retires'])}${args['successor'] ? say`; the provider names ${quote(args['successor'])}` : SILENCE}`;
  }
}
