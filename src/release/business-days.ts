const DAY = 24 * 60 * 60_000;

/** The day so many business days after a moment, in UTC; Saturdays and Sundays are none. */
export function businessDaysAfter(moment: string, days: number): string {
  let at = Date.parse(`${moment.slice(0, 10)}T00:00:00Z`);
  for (let left = days; left > 0; ) {
    at += DAY;
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return new Date(at).toISOString().slice(0, 10);
}
