import * as z from 'zod';

export const date = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u)
  .refine(isDate)
  .meta({ expected: 'a date of the calendar such as "2027-03-31"' });

/** A day of the calendar: not the 31st of February, which a date would take for a day in March. */
function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
