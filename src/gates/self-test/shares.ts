import type { Outcome } from '../decision.ts';

/** How often each outcome came, as shares of all worlds. */
export interface Shares {
  readonly worlds: number;
  readonly go: number;
  readonly undecided: number;
  readonly noGo: number;
}

export function count(outcomes: readonly Outcome[]): Shares {
  const share = (wanted: Outcome): number =>
    outcomes.length === 0 ? 0 : outcomes.filter((one) => one === wanted).length / outcomes.length;
  return { worlds: outcomes.length, go: share('go'), undecided: share('undecided'), noGo: share('no-go') };
}

/** The chance that two runs of one bundle come to different outcomes. */
export function flipRate({ go, undecided, noGo }: Shares): number {
  return 1 - go * go - undecided * undecided - noGo * noGo;
}
