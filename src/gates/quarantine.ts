import type { EvidenceRule, Policy } from '../config/policy.ts';
import { hashedItem } from '../evidence/item-hash.ts';
import type { EvidenceFile } from '../evidence/read.ts';
import { type Finding, withoutFigure } from './check.ts';
import type { EvidenceState } from './context.ts';

/** Items that policy leaves out of an evidence, and whether it still does. */
export interface QuarantineEntry {
  readonly items: readonly string[];
  /** YYYY-MM-DD, the last day. */
  readonly until: string;
  readonly reason: string;
  /** `expired`: its items count again. `refused`: too many are left out, so that none may be. */
  readonly state: 'in-force' | 'expired' | 'refused';
  /** Named items that are in the results; the others may have been renamed or removed. */
  readonly present: number;
}

export interface Quarantined {
  readonly entries: readonly QuarantineEntry[];
  /** Numbers of the items that no figure is made of. */
  readonly leftOut: ReadonlySet<number>;
  /** Items that would be left out, and how many there are. */
  readonly count: number;
  readonly of: number;
}

/** Whoever may leave out more could leave out what fails. */
export const MOST_QUARANTINED = 0.05;

export const NONE_QUARANTINED: Quarantined = { entries: [], leftOut: new Set(), count: 0, of: 0 };

/**
 * Items that policy names for being flaky are left out of both arms until the day that it gives. They are named and not found
 * here: an item that is left out because its own runs disagree leaves in those of its kind that agreed by luck, and the figure
 * of the rest is biased towards what they said.
 */
export function quarantined(
  rules: EvidenceRule['quarantine'],
  today: string,
  { candidate, baseline }: { readonly candidate: EvidenceFile; readonly baseline: EvidenceFile | null },
): Quarantined {
  if (rules.length === 0) return NONE_QUARANTINED;
  const isPresent = (item: number): boolean =>
    candidate.table.has(item) || (baseline?.table.has(item) ?? false);
  const { items: names } = candidate.table;
  // A ledger calls items by their hashes.
  const numberOf = (name: string): number =>
    [names.find(name), names.find(hashedItem(name))].find((item) => item !== -1 && isPresent(item)) ?? -1;
  const entries = rules.map(({ items, until, reason }) => {
    const numbers = items.map(numberOf).filter((item) => item !== -1);
    return { items, until, reason, numbers, isOver: until < today };
  });
  const leftOut = new Set(entries.filter(({ isOver }) => !isOver).flatMap(({ numbers }) => numbers));
  let of = 0;
  for (let item = 0; item < names.size; item += 1) if (isPresent(item)) of += 1;
  const isTooMany = leftOut.size > MOST_QUARANTINED * of;
  return {
    entries: entries.map(({ numbers, isOver, ...entry }) => ({
      ...entry,
      state: isOver ? 'expired' : isTooMany ? 'refused' : 'in-force',
      present: numbers.length,
    })),
    leftOut: isTooMany ? new Set() : leftOut,
    count: leftOut.size,
    of,
  };
}

/** The same of an evidence under a policy; nothing of what was not measured. */
export function quarantinedBy(
  { evidence }: Policy,
  today: string,
  name: string,
  state: EvidenceState,
): Quarantined {
  const rule = evidence.find((one) => one.name === name);
  return rule === undefined || state.state !== 'measured'
    ? NONE_QUARANTINED
    : quarantined(rule.quarantine, today, state);
}

/** Why nothing is measured where too much would be left out; null where not. */
export function tooManyQuarantined({ count, of, leftOut }: Quarantined): Finding | null {
  if (count === leftOut.size) return null;
  return withoutFigure('unmeasured', 'quarantine-too-large', {
    quarantined: count,
    of,
    most: MOST_QUARANTINED,
  });
}
