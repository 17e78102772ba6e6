const MS_PER_DAY = 86_400_000;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * The number of whole days from 1970-01-01 to a date written `YYYY-MM-DD`, or null when the text is not a
 * date that exists. The round trip matters: `Date` turns 2026-02-30 into 2 March without a word.
 */
export function dayNumber(text: string): number | null {
  const parts = ISO_DAY.exec(text);
  if (parts === null) return null;
  const ms = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return new Date(ms).toISOString().slice(0, 10) === text ? ms / MS_PER_DAY : null;
}
