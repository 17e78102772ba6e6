const DAY = 24 * 60 * 60_000;

/** The same time of day, so many business days later. Saturdays and Sundays are none; holidays nobody knows here. */
export function businessDaysAfter(time: string, days: number): string {
  let at = Date.parse(time);
  for (let left = days; left > 0; ) {
    at += DAY;
    if (!isWeekend(at)) left -= 1;
  }
  return new Date(at).toISOString();
}

function isWeekend(at: number): boolean {
  const day = new Date(at).getUTCDay();
  return day === 0 || day === 6;
}
