import type { ReviewTold } from '../documents/release.ts';
import type { Palette } from '../terminal.ts';

const WHY = {
  'no-github': 'there is no GitHub to open it on',
  forbidden: 'the token may not open it (issues: write)',
  'no-answer': 'GitHub did not answer',
} as const;

/** Where the review is, or its text where it could not be opened. */
export function reviewText(review: ReviewTold | null, palette: Palette): string {
  if (review === null) return '';
  const due = review.due === null ? '' : `, due ${review.due}`;
  if (review.number !== null) return `review: issue #${review.number}${due}\n`;
  const why = review.lost === null ? '' : `; ${WHY[review.lost]}, so here is its text`;
  return `${palette.bold(`review${due}${why}`)}\n\n${review.title}\n\n${review.text}\n`;
}
