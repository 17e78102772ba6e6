import { isRelaxed } from './emergency-relaxes.ts';
import { evidenceProtections } from './protect-evidence.ts';
import { peopleProtections } from './protect-people.ts';
import { placeProtections } from './protect-place.ts';
import { PROTECTIONS, type Protection, type ProtectionFacts, type ProtectionName } from './protection.ts';
import type { ReleaseReason } from './reason.ts';

/** One question: why not, and what was seen. Null: there is nothing to ask. */
export type Question = (facts: ProtectionFacts) => {
  readonly reasons: readonly ReleaseReason[];
  readonly seen: Protection['seen'];
} | null;

const QUESTIONS: Readonly<Record<ProtectionName, Question>> = {
  ...placeProtections,
  ...evidenceProtections,
  ...peopleProtections,
};

/** All protections in their order, each with what was seen. Nothing is left out because something before it refuses. */
export function protections(facts: ProtectionFacts): Protection[] {
  return PROTECTIONS.map((name): Protection => {
    const answer = QUESTIONS[name](facts);
    if (answer === null) return { name, verdict: 'not-asked', relaxedBy: null, reasons: [], seen: {} };
    const relaxedBy = facts.plan.emergency?.seq ?? null;
    if (relaxedBy !== null && isRelaxed(name, answer.reasons, facts))
      return { name, verdict: 'relaxed', relaxedBy, reasons: [], seen: answer.seen };
    return { name, verdict: answer.reasons.length === 0 ? 'pass' : 'refuse', relaxedBy: null, ...answer };
  });
}

/** Why nothing is deployed, in the order of the protections; empty where it may be. */
export function refusals(all: readonly Protection[]): ReleaseReason[] {
  return all.flatMap((one) => one.reasons);
}
