import type { EvidenceFile } from '../evidence/read.ts';
import type { PassRule } from '../evidence/series.ts';
import { isDefined } from '../stats/inference.ts';
import { armsOf, pairItems, primary } from './arms.ts';
import type { Criterion } from './criterion.ts';
import { measureOne } from './measure.ts';

/** A figure of one release by itself, with its interval; an end that is not bounded is infinite. */
export interface PastFigure {
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
  readonly n: number;
}

/** What a criterion's metric was in some results; null where they do not have it. */
export function figureIn(criterion: Criterion, file: EvidenceFile, pass: PassRule | null): PastFigure | null {
  const arms = armsOf(criterion, file, null, pass);
  if (arms === null) return null;
  const reading = primary(arms, criterion.better);
  const { measured } = pairItems(arms, reading);
  const question = { arms, criterion, reading, clusters: null, paired: true, seed: '' };
  const { inference } = measureOne(question, measured);
  if (!isDefined(inference)) return null;
  return { value: inference.estimate, ...inference.interval(criterion.alpha), n: inference.n };
}
