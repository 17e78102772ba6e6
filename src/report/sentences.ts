import type { Check, CheckCode, Verdict } from '../gates/check.ts';
import type { Outcome, Reason } from '../gates/decision.ts';
import type { GateResult } from '../gates/gate.ts';
import { CHECKS } from './codes/checks.ts';
import { REASONS } from './codes/decisions.ts';
import {
  difference,
  differenceWords,
  marginText,
  percent,
  plural,
  roundUp,
  value,
  whole,
} from './figures.ts';
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

/** What a check is about: the metric, and the slice of it where it is about one. */
export function subject(check: Check): Phrase {
  if (check.metric === '*') return quote(check.evidence);
  const metric = say`${quote(check.metric)}${words(check.statistic === 'mean' ? '' : ` ${check.statistic}`)}`;
  return check.slice === null ? metric : say`${metric} in ${sliceName(check)}`;
}

/** The value of a slice without its key. */
export function sliceName({ slice }: Check): Phrase {
  return quote(slice === null ? '' : slice.slice(slice.indexOf('=') + 1));
}

/** The figure of the candidate by itself: `87.1 % of 1,200 items`, `1.77 s over 300 items`, `2 hits in 100 items`. */
export function ownFigure(check: Check): Phrase {
  if (check.candidate === null) return missing(check);
  const items = figure(plural(check.n, 'item'));
  if (check.rule === 'never') {
    const hits = Number(check.args['hits'] ?? 0);
    return say`${figure(hits === 0 ? 'no hits' : plural(hits, 'hit'))} in ${items}${hits === 0 ? bound(check) : SILENCE}`;
  }
  if (check.rule === 'confirm')
    return say`${figure(whole(check.confirm?.confirmed.length ?? 0))} of ${items} broken${bound(check)}`;
  const amount = figure(value(check.candidate, check.unit));
  const own = say`${amount} ${words(check.unit === 'share' ? 'of' : 'over')} ${items}${weighting(check)}`;
  return check.rule === 'margin' ? own : say`${own}${bound(check)}`;
}

/** `weighted by task as in production`; nothing where every item counts alike. */
function weightedBy({ args }: Check): Phrase {
  const key = args['weightedBy'];
  return typeof key === 'string' ? say`weighted by ${quote(key)} as in production` : SILENCE;
}

/** The same in brackets, with the slices that count nothing because production does not have them. */
function weighting(check: Check): Phrase {
  const by = weightedBy(check);
  if (by.length === 0) return SILENCE;
  const uncounted = check.args['uncountedSlices'] ?? null;
  return uncounted === null ? say` (${by})` : say` (${by}, without ${quote(uncounted)})`;
}

/** Why there is no figure, in a few words. */
function missing(check: Check): Phrase {
  const title = words(lowerFirst(CHECKS[check.code].title).replace(/\.$/u, ''));
  return check.code === 'due-later' ? say`${title} (${quote(check.args['when'])})` : title;
}

/** What the data show of a limit: `at least 86.0 %`, `at most 0.75 %`, or both ends where they lie on both sides of it. */
function bound(check: Check): Phrase {
  const [lo, hi] = check.interval ?? [null, null];
  if (lo !== null && hi !== null && check.verdict === 'inconclusive' && isBeyond(check))
    return say` (${figure(value(lo, check.unit))} to ${figure(value(hi, check.unit))})`;
  // A limit that is broken is shown broken by the other end.
  const atLeast = (check.rule === 'min') !== (check.verdict === 'fail');
  const shown = atLeast ? lo : hi;
  if (shown === null) return SILENCE;
  return say`, ${words(atLeast ? 'at least' : 'at most')} ${figure(value(shown, check.unit))}`;
}

/** Whether the estimate itself does not keep the limit. */
function isBeyond({ rule, candidate, limit }: Check): boolean {
  if (candidate === null || limit === null) return false;
  return rule === 'min' ? candidate < limit : candidate > limit;
}

/** The figure against the baseline or the limit: `−1.1 pt [−1.9, −0.3]`, `floor 85.0 %`. */
export function comparison(check: Check): Phrase {
  return check.rule === 'margin' && check.delta !== null ? words(difference(check)) : limitPhrase(check);
}

/** `floor 85.0 %`, `ceiling 2.50 s`, `zero tolerance`; nothing for a margin. */
export function limitPhrase(check: Check): Phrase {
  if (check.limit === null || check.candidate === null) return SILENCE;
  if (check.rule === 'never' && check.verdict === 'fail') return words('zero tolerance');
  return say`${words(check.rule === 'min' ? 'floor' : 'ceiling')} ${figure(value(check.limit, check.unit))}`;
}

const SETTLED_BY_ITEMS: ReadonlySet<CheckCode> = new Set([
  'interval-spans-margin',
  'underpowered',
  'limit-not-shown',
  'never-too-few',
  'too-few-items',
  'broken-not-shown',
]);

/** What would close an open question, where that is within reach. */
export function settle(check: Check): Phrase {
  const needed = check.args['requiredN'];
  if (check.args['lever'] === 'repeats')
    return words('more repeats of these items would settle it: their runs differ more than they do');
  if (check.args['lever'] === 'margin')
    return words('a wider margin would settle it, no suite in reach this one');
  if (check.args['lever'] === 'none') return words('nothing in reach would settle it');
  if (!SETTLED_BY_ITEMS.has(check.code) || typeof needed !== 'number') return SILENCE;
  const more = needed - check.n;
  // A handful more is within the error of the planning itself.
  return more >= Math.max(5, check.n / 10)
    ? say`about ${figure(plural(roundUp(more), 'more item'))} would settle it${bill(check)}`
    : SILENCE;
}

/** `, for about $12`: what the items that are missing would cost, where the results say what the ones there are did. */
function bill({ args }: Check): Phrase {
  const usd = args['settleUsd'];
  return typeof usd === 'number' && usd >= 0.01 ? say`, for about ${figure(value(usd, 'usd'))}` : SILENCE;
}

/** The sentence that a gate's verdict rests on. */
export function checkSentence(check: Check, baseline: Phrase): Phrase {
  const about = subject(check);
  switch (check.code) {
    case 'regressed':
      return say`${about} ${moved(check)} (${words(differenceWords(check).interval)}, margin ${figure(marginText(check))}) against ${baseline}.`;
    case 'improved':
    case 'within-margin':
      return say`${about} ${moved(check)} (${words(differenceWords(check).interval)}, margin ${figure(marginText(check))}) against ${baseline}.`;
    case 'interval-spans-margin':
      return say`${about} ${moved(check)} against ${baseline}, but the interval (${words(differenceWords(check).interval)}) reaches across the margin of ${figure(marginText(check))}.`;
    case 'underpowered':
      return underpowered(check, about);
    case 'limit-broken':
    case 'limit-not-shown':
    case 'limit-kept':
    case 'limit-proved':
      return say`${about} is ${ownFigure(check)}; the ${words(check.rule === 'min' ? 'floor' : 'ceiling')} is ${figure(check.limit === null ? '' : value(check.limit, check.unit))}.`;
    case 'broken-many':
    case 'broken-few':
    case 'broken-not-shown':
      return say`${about}: ${ownFigure(check)}; at most ${figure(percent(check.limit ?? 0))} may be.`;
    case 'confirm-missing':
      return say`${about}: ${figure(plural(check.confirm?.waiting.length ?? 0, 'item'))} that ${baseline} passes and this does not; whether they are broken is told by ${figure(whole(check.confirm?.repeats ?? 0))} repeats of each on both sides.`;
    case 'never-hit':
      return say`${figure(plural(Number(check.args['hits'] ?? 0), 'hit'))} of ${quote(check.metric)} in the zero-tolerance category ${sliceName(check)}, of ${figure(plural(check.n, 'item'))}.`;
    case 'never-clean':
      return say`${about}: ${ownFigure(check)}.`;
    case 'never-too-few':
      return say`no hits of ${about}, but ${figure(plural(check.n, 'item'))} prove too little: ${figure(whole(Number(check.args['requiredN'] ?? 0)))} clean ones would show a rate below ${figure(check.limit === null ? '' : value(check.limit, check.unit))}.`;
    case 'too-few-items':
      return tooFew(check, about, baseline);
    case 'errors-decide':
      return say`${about}: ${errors(check)}, and count as wrong; without them it could ${words(otherwise(check))}.`;
    default:
      return say`${about}: ${detail(check)}`;
  }
}

/** A check in half a sentence: `cost_usd rose 17.8 %`, `score is 61.2 %`. */
export function inShort(check: Check): Phrase {
  if (check.delta !== null) return say`${subject(check)} ${moved(check)}`;
  return check.candidate === null
    ? say`${subject(check)}: ${missing(check)}`
    : say`${subject(check)} is ${figure(value(check.candidate, check.unit))}`;
}

/** `fell 6.2 points`, `rose 4.0 %`, `stayed the same`. */
function moved(check: Check): Phrase {
  const { delta } = check;
  if (delta === null || delta === 0) return words('stayed the same');
  const change = words(`${delta < 0 ? 'fell' : 'rose'} ${differenceWords(check).size}`);
  const by = weightedBy(check);
  return by.length === 0 ? change : say`${change}, ${by}`;
}

/** "50 items can rule out a drop of 16 points or more; for 2 points about 2,200 are needed." */
function underpowered(check: Check, about: Phrase): Phrase {
  const needed = check.args['requiredN'];
  const more =
    typeof needed === 'number' ? say` About ${figure(whole(roundUp(needed)))} are needed.` : SILENCE;
  return say`${about}: ${figure(plural(check.n, 'item'))} cannot show a margin of ${figure(marginText(check))}, not even with identical results.${more}`;
}

/** "score rose 0.3 against live, but 12 items are too few to rely on; at least 30 are needed." */
function tooFew(check: Check, about: Phrase, baseline: Phrase): Phrase {
  const needed = check.args['requiredN'];
  if (typeof needed !== 'number') return say`${about}: ${detail(check)}`;
  const seen = check.delta === null ? say`is ${ownFigure(check)}` : say`${moved(check)} against ${baseline}`;
  return say`${about} ${seen}, but ${figure(plural(check.n, 'item'))} are too few to pass a graded metric by; at least ${figure(whole(needed))} are needed.`;
}

/** `19 of the candidate's items erred`. */
function errors({ args }: Check): Phrase {
  const [own, other] = [Number(args['candidateErrors'] ?? 0), Number(args['baselineErrors'] ?? 0)];
  const parts = [
    own > 0 ? words(`${plural(own, 'item')} of the candidate`) : SILENCE,
    other > 0 ? words(`${plural(other, 'item')} of the baseline`) : SILENCE,
  ];
  return say`${joined(parts, ' and ')} erred`;
}

/** What the verdict could be under the other reading of errors. */
function otherwise({ args }: Check): string {
  return args['otherwise'] === 'pass' ? 'pass' : args['otherwise'] === 'fail' ? 'fail' : 'stay open';
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
  'items-differ': ({ args }) =>
    say`${figure(percent(Number(args['matched'] ?? 0)))}, at least ${figure(percent(Number(args['least'] ?? 1)))} must be`,
  'scorer-differs': ({ args }) => say`${quote(args['candidate'])} and ${quote(args['baseline'])}`,
  'judge-differs': ({ args }) => say`${quote(args['candidate'])} and ${quote(args['baseline'])}`,
  'repeats-differ': ({ args }) => say`${quote(args['candidate'])} and ${quote(args['baseline'])} runs`,
  'slice-missing': ({ args }) => say`${quote(args['slice'])}`,
  'cluster-missing': ({ args }) => say`${quote(args['cluster'])}`,
  'production-mix-missing': ({ args }) => say`${quote(args['weights'])}`,
  'production-slices-missing': ({ args }) => say`${quote(args['weights'])}: ${quote(args['slices'])}`,
  'clusters-span-slices': ({ args }) => say`${quote(args['cluster'])}, ${quote(args['weights'])}`,
  'due-later': ({ args }) => say`${quote(args['when'])}`,
  'quarantine-too-large': ({ args }) =>
    say`${figure(whole(Number(args['quarantined'] ?? 0)))} of ${figure(whole(Number(args['of'] ?? 0)))}, at most ${figure(percent(Number(args['most'] ?? 0)))}`,
};

/** `2 confirmed, 5 not confirmed, 1 already failing on live`: what became of the items that were lost. */
export function flippedSentence(check: Check): Phrase {
  const { confirm } = check;
  if (confirm === undefined) return SILENCE;
  const { repeats, confirmed, notConfirmed, alreadyFailing, waiting, failedBefore } = confirm;
  const groups = [
    `${whole(confirmed.length)} confirmed`,
    `${whole(notConfirmed.length)} not confirmed`,
    `${whole(alreadyFailing.length)} already failing on live`,
    ...(waiting.length === 0 ? [] : [`${whole(waiting.length)} not run again`]),
  ];
  const before =
    failedBefore === 0 ? '' : `; ${plural(failedBefore, 'item')} failed on both sides and did not flip`;
  return say`${quote(check.metric)}: ${figure(groups.join(', '))} (${words(`${whole(repeats)} repeats of each side`)}${words(before)})`;
}

export function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** One line of a gate that has nothing to show. */
export function gateNote(gate: GateResult): Phrase {
  return words(
    gate.code === 'no-criteria' ? 'no criteria' : gate.code === 'tier' ? 'not required at this tier' : '',
  );
}

export function reasonSentence(reason: Reason): Phrase {
  return words(REASONS[reason.code].title);
}
