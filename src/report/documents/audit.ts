import type { PairState } from '../../ledger/state.ts';
import type { Verified } from '../../ledger/verify.ts';
import { type AuditedEmergency, type AuditedRelease, type AuditRange, sampled } from '../../release/audit.ts';

/** What was released in a range, and how complete that record is, `airlock.audit/1`. */
export function auditDocument(
  releases: readonly AuditedRelease[],
  emergencies: readonly AuditedEmergency[],
  range: AuditRange,
  verified: Verified,
  sample: { readonly size: number; readonly seed: string } | null,
) {
  const { faults, entries, state } = verified;
  return {
    schema: 'airlock.audit/1' as const,
    range,
    completeness: {
      /** Whether the whole ledger verifies; without that nothing below is complete. */
      intact: faults.length === 0,
      entries,
      anchor: { seq: state.seq, head: state.head },
      releases: releases.length,
      withoutException: releases.filter((one) => one.exceptions.length === 0).length,
    },
    /** Releases to look at more closely; null where none were asked for. */
    sample: sample === null ? null : sampled(releases, state.head ?? '', sample.size, sample.seed),
    releases,
    emergencies,
    /** What rollbacks left to be made good and nobody said to be done. */
    remediation: Object.values(state.pairs)
      .filter(({ bundle }) => range.bundle === null || bundle === range.bundle)
      .filter(({ environment }) => range.environment === null || environment === range.environment)
      .flatMap(openItems),
  };
}

function openItems({ bundle, environment, worklists }: PairState) {
  return worklists.flatMap(({ seq, version, items }) =>
    items
      .filter(({ done }) => done === null)
      .map(({ name, remedy, owner, due }) => ({
        bundle,
        environment,
        mitigated: seq,
        version,
        item: name,
        remedy,
        owner,
        due,
      })),
  );
}

export type AuditDocument = ReturnType<typeof auditDocument>;

const COLUMNS = [
  'seq',
  'time',
  'bundle',
  'environment',
  'version',
  'digest',
  'how',
  'by',
  'plan',
  'approvers',
  'tier',
  'outcome',
  'grade',
  'exceptions',
] as const satisfies readonly (keyof AuditedRelease)[];

/** The same as a table. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function auditCsv({ releases }: AuditDocument): string {
  const rows = releases.map((one) => COLUMNS.map((column) => cell(one[column])));
  return [COLUMNS.join(','), ...rows.map((row) => row.join(','))].map((line) => `${line}\r\n`).join('');
}

function cell(value: AuditedRelease[keyof AuditedRelease]): string {
  const text = Array.isArray(value) ? value.join(' ') : String(value ?? '');
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
