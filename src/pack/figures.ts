import type { EvidenceRule } from '../config/policy.ts';
import type { EvidenceFile } from '../evidence/read.ts';
import { scorecardOf } from '../evidence/scorecard.ts';
import type { Json } from '../jcs.ts';
import { decodeUtf8 } from '../reader/text.ts';
import { plain, sameJson } from './canonical.ts';
import { PACK_LIMITS } from './parts.ts';
import { keysOf, type RowPolicies } from './rows.ts';

/**
 * Whether a results file says nothing that its scorecard in the pack does not: item ids, figures and asked labels, as
 * shards of evals and a ledger leave them. A text that somebody put beside them makes it a file like any other.
 */
export async function isFiguresOnly(
  { table, facts, format, size, source }: EvidenceFile,
  rule: EvidenceRule,
  policies: RowPolicies,
): Promise<boolean> {
  if (format !== 'airlock' || size > PACK_LIMITS.part) return false;
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.open()) chunks.push(Uint8Array.from(chunk));
  const raw = JSON.parse(decodeUtf8(Buffer.concat(chunks)) ?? 'null') as { readonly [key: string]: Json };
  const told = plain(scorecardOf(table, facts, keysOf(table, rule, policies))) as typeof raw;
  return Object.entries(raw).every(([key, value]) => {
    if (key === 'rows') return sameJson(sorted(value), sorted(told[key] ?? null));
    // What the file leaves open the configuration says.
    return value === null || sameJson(value, told[key] ?? null);
  });
}

function sorted(rows: Json): string[] {
  return Array.isArray(rows) ? rows.map((row: Json) => JSON.stringify(row)).sort() : [];
}
