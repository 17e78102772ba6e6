import type { CheckCode } from '../../gates/check.ts';
import type { CodeText } from './catalog.ts';

/** What a check's verdict rests on. */
export const CHECKS: Readonly<Record<CheckCode, CodeText>> = {
  'within-margin': {
    title: 'Not worse by more than the margin.',
    why: 'The whole interval lies inside the margin: a loss beyond it is ruled out at the stated error.',
    mend: 'Nothing to do.',
  },
  improved: {
    title: 'Better than the baseline.',
    why: 'The whole interval lies above no change.',
    mend: 'Nothing to do.',
  },
  'limit-kept': {
    title: 'The limit is kept.',
    why: 'The estimate keeps it. What the data prove is printed beside it.',
    mend: 'Nothing to do.',
  },
  'limit-proved': {
    title: 'The limit is proved.',
    why: 'The bound of the interval itself keeps it.',
    mend: 'Nothing to do.',
  },
  'never-clean': {
    title: 'No hit in a zero-tolerance category.',
    why: 'There are enough clean items to show a rate below the limit.',
    mend: 'Nothing to do.',
  },
  'broken-few': {
    title: 'Few items are really broken.',
    why: 'Of the items that were lost, so many were lost again in their repeats while live answers them: fewer than policy allows, at the stated error.',
    mend: 'Nothing to do.',
  },
  'confirm-not-needed': {
    title: 'Few items were lost.',
    why: 'Even if all of them were really broken, they would be fewer than policy allows.',
    mend: 'Nothing to do.',
  },
  regressed: {
    title: 'Worse than the baseline by more than the margin.',
    why: 'The whole interval lies beyond the margin: the loss is shown, not suspected.',
    mend: 'Look at the items that flipped; fix or revert.',
  },
  'limit-broken': {
    title: 'The limit is broken.',
    why: 'The whole interval lies beyond it.',
    mend: 'Fix what fails; look at the worst slice.',
  },
  'never-hit': {
    title: 'A hit in a zero-tolerance category.',
    why: 'One is enough, whatever the number of items, and it cannot be overridden.',
    mend: 'Fix it; the item id says where.',
  },
  'broken-many': {
    title: 'More items are broken than policy allows.',
    why: 'Live answers these items again and again, and the candidate does not: no chance of one run. What was won elsewhere does not make up for it.',
    mend: 'Fix the confirmed items, which are named; those that were not confirmed are not among them.',
  },
  'interval-spans-margin': {
    title: 'Could not tell.',
    why: 'The interval reaches from inside the margin to beyond it.',
    mend: 'More items, repeats of noisy ones, or a wider margin in policy.',
  },
  underpowered: {
    title: 'This suite is too small for this margin.',
    why: 'Even identical results could not pass it.',
    mend: 'More items, or `margin: auto`, which fits the margin to the suite.',
  },
  'limit-not-shown': {
    title: 'The limit is not shown to be kept.',
    why: 'The estimate misses it, or under a guarantee the bound does, and the interval does not lie wholly beyond.',
    mend: 'More items.',
  },
  'never-too-few': {
    title: 'No hit, but too few items to prove anything.',
    why: 'Zero of few is not zero: the upper bound is above the limit.',
    mend: 'As many clean items as the message says.',
  },
  'errors-decide': {
    title: 'Errors decide.',
    why: 'Read one way the errors make it pass, read the other way they do not.',
    mend: 'Run the items that erred again.',
  },
  'not-shown-after-correction': {
    title: 'A slice looks worse, but not after correction.',
    why: "Of many slices some look bad by chance; Holm's correction accounts for it.",
    mend: 'Watch it; more items in this slice would settle it.',
  },
  'not-shown-at-half': {
    title: 'Worse than the margin at alpha, but not at its share of alpha.',
    why: 'A margin and a confirm step are two ways to be told worse. Together they may be wrong as often as one, so each has its share (Holm).',
    mend: 'More items would settle it; the confirm step says which items are broken.',
  },
  'broken-not-shown': {
    title: 'Could not tell whether too many items are broken.',
    why: 'The interval of the share of broken items reaches across the limit.',
    mend: 'Fix the confirmed items, or measure more items.',
  },
  'too-few-items': {
    title: 'Too few items for a figure.',
    why: 'The method needs more values than there are. Graded scores pass nothing below 30 items (50 where they are very skewed) or 10 clusters: below, the interval passes harm too often. A loss that is shown all the same still fails.',
    mend: 'More items.',
  },
  'no-baseline': {
    title: 'There is nothing to compare with.',
    why: 'No baseline was given and the merge base has no results. Absolute limits still apply.',
    mend: 'Give `--baseline NAME=PATH`, commit results, or run the evals on the merge base in the same job (`evidence.NAME.baseline`).',
  },
  'no-rows': {
    title: 'The results file has no rows.',
    why: 'Nothing was measured, and nothing measured never passes.',
    mend: 'Look at the log of the eval run.',
  },
  'no-values': {
    title: 'No item has a value of this metric.',
    why: 'All are missing, erred or were answered from a cache.',
    mend: 'Look at the scorer; for latency run without a cache.',
  },
  'no-pairs': {
    title: 'The two runs have no item in common.',
    why: 'Items are paired by their id, not by their position.',
    mend: 'Check that both runs use the same ids.',
  },
  'metric-missing': {
    title: 'The results do not have this metric.',
    why: 'The name is wrong, or the scorer did not run.',
    mend: 'Use one of the metrics named in the message, or rename with `columns:`.',
  },
  'evidence-missing': {
    title: 'Required results are not there.',
    why: 'Unmeasured is never passed.',
    mend: 'Run the command of this evidence before the gate.',
  },
  'evidence-unreadable': {
    title: 'A results file could not be read.',
    why: 'Its criteria are unmeasured.',
    mend: 'See the place in the message; `airlock evidence FILE` shows what is understood.',
  },
  'several-candidates': {
    title: 'The file holds results of several prompts or providers.',
    why: 'Which of them is the bundle cannot be guessed.',
    mend: 'Choose with `select: { provider: …, prompt: … }`.',
  },
  'run-incomplete': {
    title: 'The eval run did not finish.',
    why: 'What is missing may be what failed.',
    mend: 'Run it to its end.',
  },
  'items-differ': {
    title: 'The two runs have too few items in common.',
    why: 'Below 95 % in common the difference of the sets could be the difference of the scores.',
    mend: 'Run the same suite on both.',
  },
  'scorer-differs': {
    title: 'The two runs were scored differently.',
    why: 'Scores of different scorers are not comparable.',
    mend: 'Run the new scorer on the live bundle too.',
  },
  'judge-differs': {
    title: 'The two runs had different judges.',
    why: 'Scores of different judges are not comparable.',
    mend: 'Run the new judge on the live bundle too.',
  },
  'repeats-differ': {
    title: 'The two runs repeated items differently often.',
    why: 'Means over different numbers of runs have different noise.',
    mend: 'Use the same number of repeats.',
  },
  'format-differs': {
    title: 'The two runs come from different tools.',
    why: 'Their metrics may not mean the same.',
    mend: 'Use the same tool for both.',
  },
  'slice-missing': {
    title: 'The results do not have this slice key.',
    why: 'The slice was asked for and cannot be judged.',
    mend: 'Add the column, or correct the key.',
  },
  'cluster-missing': {
    title: 'The results do not have the cluster column.',
    why: 'Without it dependent items would be counted as independent.',
    mend: 'Add the column, or correct the name.',
  },
  'category-missing': {
    title: 'No item belongs to this category.',
    why: 'Nothing was tried, so nothing is shown.',
    mend: 'Add items of this category.',
  },
  'production-mix-missing': {
    title: 'Nothing recorded says how production is mixed.',
    why: 'The figure is to be weighted by the mix of traffic, and the base has no drift baseline with this label.',
    mend: 'Record traffic with `airlock baseline record`, name the file under a component of kind `drift-baseline`, and merge it.',
  },
  'production-slices-missing': {
    title: 'Slices of production have no items.',
    why: 'A figure weighted by the rest would say something about traffic that nobody tried.',
    mend: 'Add items of these slices.',
  },
  'clusters-span-slices': {
    title: 'Clusters reach across the slices that are weighted.',
    why: 'Slices that share a conversation are not independent, and the interval would be too narrow.',
    mend: 'Weigh by a label that all items of a cluster share.',
  },
  'confirm-missing': {
    title: 'Items that were lost were not run again.',
    why: 'Policy has items that were passed and now fail run again, exactly so often on both sides, before it is said how many are broken. Fewer repeats are not enough, of more nobody knows which were meant.',
    mend: 'Run the items that `--flipped FILE` writes, on the candidate and on live, and give the results as the evidence that the message names.',
  },
  'confirm-ungraded': {
    title: 'Only what is passed or failed once can be confirmed.',
    why: 'A grade does not flip, and an item that already has several runs is judged by their mean.',
    mend: 'Give the metric a threshold with `pass`, or leave `confirm` out.',
  },
  'quarantine-too-large': {
    title: 'Too many items are quarantined.',
    why: 'At most 5 % of the items of an evidence may be left out; whoever may leave out more could leave out what fails.',
    mend: 'Mend or remove the flaky items, or take some out of `quarantine` in the policy.',
  },
  'due-later': {
    title: 'Due later.',
    why: 'Policy asks for this evidence at a later point; it is measured before a promotion starts.',
    mend: 'Nothing to do now.',
  },
  'no-key': {
    title: 'This run has no keys to measure with.',
    why: 'Forks, Dependabot and drafts run without secrets. It is measured before a promotion starts.',
    mend: 'Nothing to do now.',
  },
  'purpose-not-asked': {
    title: 'The tier of this change does not ask for evidence of this purpose.',
    why: 'The policy says so under `tiers.TIER.evidence`. Results that are given count all the same.',
    mend: 'Nothing to do.',
  },
  unaffected: {
    title: 'Nothing that this evidence depends on changed.',
    why: 'The components it covers are the same as at the base.',
    mend: 'Nothing to do.',
  },
};
