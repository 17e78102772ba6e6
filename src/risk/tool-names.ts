import type { Data } from '../reader/data.ts';
import { stepsOf } from './keys.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
// The first verb of a name says what a tool does.
const WRITES = words(
  'delete remove drop purge erase write update create insert upsert put send pay refund purchase buy cancel approve ' +
    'reject execute exec shell bash deploy publish merge push grant revoke reset modify edit upload kill terminate ' +
    'restart add append replace submit assign invite enable disable rename reschedule',
);
const READS = words(
  'get list search read find fetch lookup look query describe show view count check retrieve download summarize ' +
    'summarise explain faq policy analyze analyse compare validate verify preview browse crawl scrape inspect calculate compute ' +
    'convert translate parse extract detect classify is has can suggest recommend status history info details stats',
);
/** Nouns as often as verbs: they count as what a tool does only where they lead and nothing in the name reads. */
const EITHER = words(
  'order schedule book message mail email post patch set issue close lock type fill run charge transfer move commit ' +
    'block ban stop click',
);

/** What is done, as a noun: `seat_booking_tool`. Where a name has a verb that one decides. */
const DEEDS = words('booking cancellation deletion payment purchase reservation checkout');

/** Whether a tool's name says that it changes something; a name that says neither reads. */
export function toolWrites(name: string): boolean {
  const parts = name
    .replace(/([a-z0-9])([A-Z])/gu, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter((part) => part !== '');
  const verb = parts.find((part) => WRITES.has(part) || READS.has(part));
  if (verb !== undefined) return WRITES.has(verb);
  return EITHER.has(parts[0] ?? '') || parts.some((part) => DEEDS.has(part));
}

/** A definition's own hint decides where there is one, else its name. */
export function writes(name: string, definition: Data | undefined): boolean {
  const hints = flatHints(definition);
  if (hints.get('destructive_hint') === true || hints.get('destructive') === true) return true;
  if (hints.get('read_only_hint') === true || hints.get('read_only') === true) return false;
  return hints.get('read_only_hint') === false || hints.get('read_only') === false || toolWrites(name);
}

function flatHints(definition: Data | undefined): Map<string, unknown> {
  const hints = new Map<string, unknown>();
  if (!isMap(definition)) return hints;
  for (const source of [definition, definition['annotations']])
    if (isMap(source))
      for (const [key, value] of Object.entries(source)) hints.set(stepsOf(key)[0] ?? key, value);
  return hints;
}

export function isMap(data: Data | undefined): data is { [key: string]: Data } {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
