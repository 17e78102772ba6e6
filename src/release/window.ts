import { type Cron, opensOn, parseCron } from '../config/cron.ts';
import type { FreezeRule, WindowRule } from '../config/policy.ts';

/** A stretch of time in which a release may start; milliseconds since 1970, the end excluded. */
export interface Slot {
  readonly opens: number;
  readonly closes: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A window that does not open for so long opens never. */
const HORIZON_DAYS = 400;

/** The slot that holds an instant, else the next one; null where none comes. */
export function slotFrom(rule: WindowRule, now: number): Slot | null {
  const cron = parseCron(rule.opens);
  if (cron === null) return null;
  const first = localDay(now - rule.minutes * MINUTE, rule.zone) - 1;
  for (let day = first; day < first + HORIZON_DAYS; day += 1) {
    const slot = slotsOf(cron, rule, day).find(({ closes }) => closes > now);
    if (slot !== undefined) return slot;
  }
  return null;
}

export function isOpen(slot: Slot | null, now: number): boolean {
  return slot !== null && slot.opens <= now && now < slot.closes;
}

/** Slots that open on one day of the zone's calendar, in order. `day` counts days since 1970. */
function slotsOf(cron: Cron, { zone, minutes }: WindowRule, day: number): Slot[] {
  const date = new Date(day * DAY);
  if (!opensOn(cron, date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())) return [];
  const slots = cron.hours.flatMap((hour) =>
    cron.minutes.map((minute) => slotAt(day * DAY + (hour * 60 + minute) * MINUTE, minutes, zone)),
  );
  return slots.filter((slot) => slot.opens < slot.closes).sort((a, b) => a.opens - b.opens);
}

/**
 * The slot of a wall time. A wall time that the clocks skip is as late as it would have been without the change; of one
 * that they show twice only what is open by both readings counts.
 */
function slotAt(wall: number, minutes: number, zone: string): Slot {
  const [before, after] = [offsetAt(wall - DAY, zone), offsetAt(wall + DAY, zone)];
  const readings = [...new Set([wall - before, wall - after])].filter(
    (at) => at + offsetAt(at, zone) === wall,
  );
  const [first, last] = [Math.min(...readings), Math.max(...readings)];
  const length = minutes * MINUTE;
  if (readings.length === 0) return { opens: wall - before, closes: wall - before + length };
  return { opens: last, closes: first + length };
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds by which a zone's clocks are ahead of UTC. */
export function offsetAt(at: number, zone: string): number {
  let format = FORMATS.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    FORMATS.set(zone, format);
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const [year, month, day] = [part('year'), part('month') - 1, part('day')];
  const wall = Date.UTC(year, month, day, part('hour'), part('minute'), part('second'));
  return wall - Math.floor(at / 1000) * 1000;
}

/** The day of a zone's calendar, in days since 1970. */
function localDay(at: number, zone: string): number {
  return Math.floor((at + offsetAt(at, zone)) / DAY);
}

/** The freeze that an instant lies in; null where none does. */
export function freezeAt(freezes: readonly FreezeRule[], now: number): FreezeRule | null {
  return (
    freezes.find(({ from, to, zone }) => {
      const today = new Date(localDay(now, zone) * DAY).toISOString().slice(0, 10);
      return from <= today && today <= to;
    }) ?? null
  );
}
