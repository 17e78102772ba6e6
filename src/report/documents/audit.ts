import type { Verified } from '../../ledger/verify.ts';
import type { AuditedEmergency, AuditedRelease, AuditRange } from '../../release/audit.ts';

/** What was released in a range, and how complete that record is, `airlock.audit/1`. */
export function auditDocument(
  releases: readonly AuditedRelease[],
  emergencies: readonly AuditedEmergency[],
  range: AuditRange,
  verified: Verified,
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
    releases,
    emergencies,
  };
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
