/** When something opens, as a cron expression of five fields says it: minute, hour, day of month, month, day of week. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>;
  /** The nth such weekday of a month: `2#2` is the second Tuesday. */
  readonly nth: readonly { readonly weekday: number; readonly nth: number }[];
  /** Where both are given, a day that fits either is taken, as every cron has it. */
  readonly anyDay: boolean;
  readonly anyWeekday: boolean;
}

/** Reads `*`, numbers, lists, ranges and steps, and `weekday#n`. Null for anything else. */
export function parseCron(text: string): Cron | null {
  const [minute = '', hour = '', day = '', month = '', weekday = '', more] = text.split(' ');
  const weekdays = weekdayField(weekday);
  const fields = [field(minute, 0, 59), field(hour, 0, 23), field(day, 1, 31), field(month, 1, 12)];
  const [minutes, hours, days, months] = fields;
  if (!minutes || !hours || !days || !months || weekdays === null || more !== undefined) return null;
  return {
    minutes: sorted(minutes),
    hours: sorted(hours),
    days,
    months,
    ...weekdays,
    anyDay: day.startsWith('*'),
    anyWeekday: weekday.startsWith('*'),
  };
}

const PART = /^(\*|\d{1,2}(?:-\d{1,2})?)(?:\/(\d{1,2}))?$/u;

function field(text: string, least: number, most: number): Set<number> | null {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [, range = '', step = '1'] = PART.exec(part) ?? [];
    if (range === '' || Number(step) === 0) return null;
    const [from = '', to] = range.split('-');
    const first = range === '*' ? least : Number(from);
    const last = range === '*' || (to === undefined && part.includes('/')) ? most : Number(to ?? from);
    if (first < least || last > most || first > last) return null;
    for (let value = first; value <= last; value += Number(step)) values.add(value);
  }
  return values;
}

function weekdayField(text: string): Pick<Cron, 'weekdays' | 'nth'> | null {
  const parts = text.split(',');
  const nth = parts.flatMap((part) => {
    const [, weekday, count] = /^([0-7])#([1-5])$/u.exec(part) ?? [];
    return weekday === undefined ? [] : [{ weekday: Number(weekday) % 7, nth: Number(count) }];
  });
  const plain = parts.filter((part) => !part.includes('#'));
  if (nth.length + plain.length !== parts.length) return null;
  const days = plain.length === 0 ? new Set<number>() : field(plain.join(','), 0, 7);
  return days === null ? null : { weekdays: new Set([...days].map((day) => day % 7)), nth };
}

function sorted(values: ReadonlySet<number>): number[] {
  return [...values].sort((a, b) => a - b);
}

/** Whether something opens on a day of the calendar. */
export function opensOn(cron: Cron, year: number, month: number, day: number): boolean {
  if (!cron.months.has(month)) return false;
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  const nth = Math.ceil(day / 7);
  const onDay = cron.days.has(day);
  const onWeekday =
    cron.weekdays.has(weekday) || cron.nth.some((one) => one.weekday === weekday && one.nth === nth);
  if (cron.anyDay || cron.anyWeekday) return onDay && onWeekday;
  return onDay || onWeekday;
}
