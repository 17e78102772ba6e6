import type { CheckResult } from '../check.ts';
import { type Quarantined, type QuarantineEntry, quarantinedBy } from '../gates/quarantine.ts';
import { plural, whole } from './figures.ts';
import type { Fold } from './folds.ts';
import { figure, joined, type Phrase, quote, SILENCE, say, strong, words } from './phrase.ts';

/** What policy leaves out, by evidence, where it leaves out anything. */
export function quarantinesOf({
  evidence,
  rules,
  today,
}: Pick<CheckResult, 'evidence' | 'rules' | 'today'>): {
  readonly evidence: string;
  readonly quarantine: Quarantined;
}[] {
  return evidence
    .map(({ name, state }) => ({
      evidence: name,
      quarantine: quarantinedBy(rules, today, name, state),
    }))
    .filter(({ quarantine }) => quarantine.entries.length > 0);
}

/**
 * `Quarantined: 2 items of golden (a, b) left out of 200 until 2026-12-31: flaky.` What is over, or too much, is said as loudly
 * as what holds; nothing where policy leaves nothing out.
 */
export function quarantineSentence(result: CheckResult): Phrase[] {
  const entries = quarantinesOf(result).flatMap(({ evidence, quarantine }) =>
    quarantine.entries.map((entry) => entrySentence(evidence, entry, quarantine)),
  );
  return entries.length === 0 ? [] : [say`${strong(words('Quarantined'))}: ${joined(entries, '; ')}.`];
}

const MOST_NAMED = 5;

function entrySentence(evidence: string, entry: QuarantineEntry, { of }: Quarantined): Phrase {
  const items = say`${figure(plural(entry.present, 'item'))} of ${quote(evidence)} (${named(entry.items)})`;
  switch (entry.state) {
    case 'in-force':
      return say`${items} left out of ${figure(whole(of))} until ${words(entry.until)}: ${quote(entry.reason)}`;
    case 'expired':
      return say`${items} ${words(entry.present === 1 ? 'counts' : 'count')} again, quarantined until ${words(entry.until)}`;
    case 'refused':
      return say`${items} ${words(entry.present === 1 ? 'is' : 'are')} refused: too much would be left out of ${figure(whole(of))}`;
  }
}

function named(items: readonly string[]): Phrase {
  const more = items.length - MOST_NAMED;
  return say`${joined(items.slice(0, MOST_NAMED).map(quote), ', ')}${more > 0 ? words(` and ${whole(more)} more`) : SILENCE}`;
}

const STATES: Readonly<Record<QuarantineEntry['state'], string>> = {
  'in-force': 'left out of both sides',
  expired: 'over: counts again',
  refused: 'refused: too many, nothing is measured',
};

/** Every item that policy names, with the reason and the day. */
export function quarantineFold(result: CheckResult): Fold {
  return {
    title: 'Quarantined items',
    record: false,
    header: ['item', 'evidence', 'until', 'state', 'reason'],
    rows: quarantinesOf(result).flatMap(({ evidence, quarantine }) =>
      quarantine.entries.flatMap(({ items, until, reason, state }) =>
        items.map((item) => [
          quote(item),
          quote(evidence),
          words(until),
          words(STATES[state]),
          quote(reason),
        ]),
      ),
    ),
  };
}
