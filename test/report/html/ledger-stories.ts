import { extend } from '../../../src/ledger/chain.ts';
import type { Draft } from '../../../src/ledger/entry.ts';
import { EMPTY_STATE } from '../../../src/ledger/state.ts';
import { audited, auditedEmergencies } from '../../../src/release/audit.ts';
import { auditDocument } from '../../../src/report/documents/audit.ts';
import { liveDocument } from '../../../src/report/documents/live.ts';
import { auditHtml } from '../../../src/report/html/audit-page.ts';
import { liveHtml } from '../../../src/report/html/live-page.ts';
import { adopted, at, candidate, common, done, intent, release } from '../../ledger/story.ts';
import { ENGINE } from './result.ts';

const ONE = release('1.0.0');
const TWO = release('1.1.0', { model: 'model-b' });

/** Adopted, promoted, taken back and held; every free word of it is `foreign`. */
function story(foreign: string) {
  const actor = { kind: 'human' as const, id: 7, login: `ana ${foreign}` };
  const drafts: Draft[] = [
    adopted(0, ONE),
    candidate(1, { ...TWO, version: `1.1.0 ${foreign}` }),
    intent(2, { ...TWO, version: `1.1.0 ${foreign}` }, ONE.digest),
    done(3, { ...TWO, version: `1.1.0 ${foreign}` }, 3),
    intent(4, ONE, TWO.digest, 'rollback'),
    {
      ...common(5, ONE),
      fence: 5,
      type: 'rolled-back',
      served: ONE.digest,
      from: { version: `1.1.0 ${foreign}`, digest: TWO.digest },
      condemned: [{ component: 'model', digest: TWO.components[0]?.digest ?? '' }],
      reason: `It is wrong: ${foreign}`,
      detectedAt: null,
      mitigatedAt: at(5),
    },
    { ...common(6, ONE), type: 'held', reason: `It is wrong: ${foreign}` },
    { ...adopted(7, ONE), environment: 'staging' },
    intent(8, TWO, ONE.digest),
  ];
  return extend(
    EMPTY_STATE,
    drafts.map((one, i) => ({ ...one, actor, key: `key-${i}` })),
  );
}

export function livePage(foreign = '', environment: string | null = null): string {
  const { state } = story(foreign);
  return liveHtml(liveDocument(state, { bundle: null, environment }, at(90)), ENGINE);
}

export function auditPage(foreign = '', sample: number | null = 2): string {
  const { state, entries } = story(foreign);
  const range = { from: null, to: null, bundle: null, environment: null };
  const verified = { faults: [], entries: entries.length, state, last: entries.at(-1) ?? null };
  const picked = sample === null ? null : { size: sample, seed: foreign };
  return auditHtml(
    auditDocument(audited(entries, range), auditedEmergencies(entries, range), range, verified, picked),
    ENGINE,
  );
}

export function emptyPages(): string[] {
  const range = { from: null, to: null, bundle: null, environment: null };
  const verified = { faults: [], entries: 0, state: EMPTY_STATE, last: null };
  return [
    liveHtml(liveDocument(EMPTY_STATE, { bundle: null, environment: null }, at(0)), ENGINE),
    auditHtml(auditDocument([], [], range, verified, null), ENGINE),
  ];
}
