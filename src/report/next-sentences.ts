import { roundUp, whole } from './figures.ts';
import type { NextStep } from './next.ts';
import { figure, type Phrase, quote, SILENCE, say, words } from './phrase.ts';

/** `: case-1, case-2 and 10 more are worse than before`. */
function items(args: NextStep['args'], what: string): Phrase {
  const [names, count] = [args['items'], args['itemCount']];
  if (typeof names !== 'string' || typeof count !== 'number') return SILENCE;
  const more = count - names.split(', ').length;
  return say` (${words(what)}: ${quote(names)}${words(more > 0 ? ` and ${whole(more)} more` : '')})`;
}

/** The metric, and the slice of it where only that is meant. */
function target(args: NextStep['args']): Phrase {
  const metric = quote(args['metric']);
  return args['slice'] === null || args['slice'] === undefined
    ? metric
    : say`${metric} in ${quote(args['slice'])}`;
}

/** How to mend evidence that could not be used, by the code of the check. */
const REPAIRS: Readonly<Record<string, string>> = {
  'items-differ': 'run the same items on both sides',
  'no-pairs': 'give the items of both sides the same ids',
  'judge-differs': 'score both sides with the same judge',
  'scorer-differs': 'score both sides with the same scorer',
  'repeats-differ': 'repeat the items of both sides equally often',
  'run-incomplete': 'run the evals to their end',
  'no-rows': 'run the evals again; the file has no rows',
  'no-values': 'look at the scorer; no item has a value',
  'metric-missing': 'name a metric that the results have',
  'slice-missing': 'add the column of the slice to the results',
  'cluster-missing': 'add the column of the cluster to the results',
  'category-missing': 'add items of the category to the suite',
  'production-mix-missing': 'record the traffic that its figures are weighted by',
  'production-slices-missing': 'add items of the slices that only production has',
  'clusters-span-slices': 'weigh by a label that all items of a cluster share',
  'quarantine-too-large': 'quarantine fewer items in the policy',
  'confirm-ungraded': 'give the metric a threshold with pass:, or leave confirm: out',
  'several-candidates': 'choose one of the candidates with select:',
  'evidence-unreadable': 'write the results file again',
};

export function nextSentence(step: NextStep): Phrase {
  const { args } = step;
  switch (step.code) {
    case 'fix-regression':
      return say`fix ${target(args)}${items(args, 'worse than before')}`;
    case 'fix-limit':
      return say`bring ${target(args)} back within its limit`;
    case 'fix-hits':
      return say`mend every hit of ${target(args)}${items(args, 'hit')}`;
    case 'run-evidence':
      return say`run the evidence ${quote(args['evidence'])}${step.command === null ? SILENCE : say`: ${quote(step.command)}`}`;
    case 'run-again':
      return say`run what flipped again, ${figure(whole(Number(args['repeats'] ?? 0)))} times on each side, as evidence ${quote(args['evidence'])}${items(args, 'flipped')}${step.command === null ? SILENCE : say`: ${quote(step.command)}`}`;
    case 'more-items':
      return typeof args['requiredN'] === 'number'
        ? say`about ${figure(whole(roundUp(args['requiredN'])))} items of ${target(args)} would settle it; there are ${figure(whole(Number(args['n'] ?? 0)))}`
        : say`measure more items of ${target(args)}; there are ${figure(whole(Number(args['n'] ?? 0)))}`;
    case 'more-repeats':
      return say`repeat the items of ${target(args)} more often: their runs differ more than they do`;
    case 'wider-margin':
      return say`widen the margin of ${target(args)} in the policy: no suite in reach can prove this one`;
    case 'no-lever':
      return say`decide on ${target(args)}: its figure lies where the question is, and no items in reach would settle it`;
    case 'use-auto-margin':
      return say`use ${quote('margin: auto')} for ${quote(args['metric'])}${typeof args['requiredN'] === 'number' ? say`, or about ${figure(whole(roundUp(args['requiredN'])))} items` : SILENCE}`;
    case 'repair-evidence':
      return say`${words(REPAIRS[String(args['check'])] ?? 'repair the evidence')} (${quote(args['evidence'])})${step.command === null ? SILENCE : say`; ${quote(step.command)} shows what was understood`}`;
    case 'give-baseline':
      return say`give a baseline for ${quote(args['evidence'])}: results of the merge base under ${quote(`evidence.${String(args['evidence'])}.baseline`)}, or ${quote('--baseline')}`;
    case 'rerun-errors':
      return say`run the items of ${quote(args['evidence'])} that erred again`;
    case 'add-configuration':
      return say`add ${quote(args['path'])}; the empty file is valid`;
    case 'merge-configuration':
      return say`merge ${quote(args['path'])}; it decides from then on`;
    case 'add-criteria':
      return say`name your results under ${quote('evidence:')} in the configuration`;
    case 'ask-code-owner':
      return say`ask the code owner of the configuration to decide`;
    case 'move-model':
      return say`move from ${quote(args['model'])}${args['successor'] ? say` to ${quote(args['successor'])}` : SILENCE} before ${quote(args['retires'])}`;
  }
}
