import { binomialAtLeast } from './binomial.ts';
import { checkAlpha, DEFAULT_ALPHA, type Interval } from './interval.ts';
import { clopperPearson } from './proportion.ts';

// What repeats of the items that were lost can show, and what they cannot.
//
// They cannot move the difference of the two arms. Of an item that is known to be lost, further runs are fresh draws: they
// say how often it would be lost again and nothing about how many others were lost or won by the same chance, because the
// won ones are not run again. Putting repeats in the place of the first answers takes the unlucky flips away and leaves the
// lucky ones, so that a bundle which is a little worse everywhere passes always (bench/simulate/confirm.ts: 100 % where 5 %
// is declared). Averaging them in has the same bias, only smaller. In the other direction too the first run has all there
// is to know: its difference is the best unbiased estimate, whatever the repeats of lost items say.
//
// So the margin rests on the first run alone, and the repeats answer a question of their own: which items does the
// candidate really break, and are they more than policy allows? An item counts where live answers it in nearly all of its
// repeats and the candidate in nearly none. That is a share of all items with an exact interval.

/** k repeats of an item on both arms. */
export interface ConfirmRule {
  /** Repeats of each arm, 2 to 10. */
  readonly repeats: number;
  /** How many of them must agree. */
  readonly agree: number;
}

/** Highest chance at which an item that is no worse may be called broken. */
const FALSELY = 0.01;

/** The rule for so many repeats: the fewest that agree and still call an item broken by chance in at most one of a hundred. */
export function confirmRule(repeats: number): ConfirmRule {
  for (let agree = Math.floor(repeats / 2) + 1; agree < repeats; agree += 1)
    if (falselyConfirmed({ repeats, agree }) <= FALSELY) return { repeats, agree };
  return { repeats, agree: repeats };
}

/**
 * Highest chance that an item which the candidate answers as often as live, or more often, is lost in the first run and
 * then confirmed: p(1 - p) P(Bin(k, p) >= a) P(Bin(k, 1 - p) >= a), which is largest at p = 1/2 because the logarithms of
 * all factors are concave. 0.0156 at two repeats, 0.0039 at three, 0.0088 at five of which four agree.
 */
export function falselyConfirmed({ repeats, agree }: ConfirmRule): number {
  return 0.25 * binomialAtLeast(agree, repeats, 0.5) ** 2;
}

export type Confirmation = 'confirmed' | 'not-confirmed' | 'already-failing';

/** What the repeats of one lost item say; `live` and `candidate` are numbers of good answers. */
export function confirmationOf(
  { live, candidate }: { readonly live: number; readonly candidate: number },
  { repeats, agree }: ConfirmRule,
): Confirmation {
  if (live <= repeats - agree) return 'already-failing'; // its first answer was luck
  return live >= agree && candidate <= repeats - agree ? 'confirmed' : 'not-confirmed';
}

/** Items of a suite, and how many of them the candidate broke. */
export interface BrokenItems {
  readonly n: number;
  /** Lost and confirmed. */
  readonly confirmed: number;
  /** Lost, and not run again as often as the rule asks. */
  readonly waiting: number;
}

/**
 * The share of broken items, error `alpha` on each side (Clopper-Pearson). What was not run again counts for either end in
 * the direction that hurts: as whole for the lower one, as broken for the upper.
 */
export function brokenShare({ n, confirmed, waiting }: BrokenItems, alpha: number = DEFAULT_ALPHA): Interval {
  checkAlpha(alpha);
  return {
    lo: clopperPearson({ k: confirmed, n }, alpha).lo,
    hi: clopperPearson({ k: confirmed + waiting, n }, alpha).hi,
  };
}

/** One-sided p-value of "at most `limit` are broken" against "more are". */
export function brokenAbove({ n, confirmed }: BrokenItems, limit: number): number {
  return binomialAtLeast(confirmed, n, limit);
}
