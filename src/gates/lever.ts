import type { Repeats } from '../stats/repeats.ts';
import type { Finding } from './check.ts';
import type { Criterion } from './criterion.ts';

/**
 * What would settle an open answer: more items, more repeats of the ones there are, a wider margin, mended errors, or
 * nothing, because the figure lies where the question is.
 */
export type Lever = 'items' | 'repeats' | 'margin' | 'errors' | 'none';

/** Null where nothing is open. `repeats`: where the spread of the candidate's runs comes from, if it has several. */
export function leverOf(finding: Finding, criterion: Criterion, repeats: Repeats | null): Lever | null {
  if (finding.verdict !== 'inconclusive') return null;
  if (finding.code === 'errors-decide') return 'errors';
  const { requiredN } = finding.args;
  // What identical results could not pass no repeats of them can: they have no spread to take away.
  const canRepeat = repeats !== null && finding.code !== 'underpowered';
  if (typeof requiredN === 'number')
    return canRepeat && repeatsSettle(finding.n, requiredN, repeats) ? 'repeats' : 'items';
  if (finding.code === 'too-few-items' || finding.code === 'never-too-few') return 'items';
  return isInside(finding, criterion) ? 'margin' : 'none';
}

/**
 * More repeats take away what runs of one item differ by, and nothing else: they settle what so much less spread would. Var
 * of an item's mean = between + within / k (Miller 2024, section 3).
 */
function repeatsSettle(
  n: number,
  required: number,
  { betweenVarCorrected, betweenVarOfMeans }: Repeats,
): boolean {
  if (betweenVarCorrected === null || betweenVarOfMeans === null || betweenVarOfMeans === 0) return false;
  return Math.max(0, betweenVarCorrected) / betweenVarOfMeans <= n / required;
}

/** Whether the figure itself lies within the margin: then a wider one could be proved, and a narrower never. */
function isInside({ delta, margin }: Finding, { better }: Criterion): boolean {
  if (delta === null || margin === null) return false;
  return (better === 'higher' ? delta : -delta) > -margin;
}
