import * as z from 'zod';
import type { Names } from '../evidence/columns.ts';
import { hashedItem } from '../evidence/item-hash.ts';
import type { EvidenceFile } from '../evidence/read.ts';
import { SCORECARD_SCHEMA, type Scorecard, type ScorecardRow, scorecardOf } from '../evidence/scorecard.ts';
import type { ByteSource } from '../evidence/source.ts';

/** Labels that are kept: those that gates slice by as they are, those that only tell rows apart as hashes. */
export interface KeptLabels {
  readonly plain: ReadonlySet<string>;
  readonly hashed: ReadonlySet<string>;
}

/**
 * Results as a ledger keeps them: numbers, the labels that gates slice by, and item ids as hashes. What somebody typed
 * into an eval suite never reaches a branch that is kept for ever.
 */
export function compactScores(file: EvidenceFile, labels: KeptLabels): Uint8Array {
  const card = scorecardOf(file.table, file.facts);
  const kept = card.labels.filter((label) => labels.plain.has(label) || labels.hashed.has(label));
  const columns = kept.map((label) => ({ at: card.labels.indexOf(label), hash: !labels.plain.has(label) }));
  const rows = card.rows.map(([item, status, values, texts]): ScorecardRow => {
    const shown = columns.map(({ at, hash }) => {
      const text = texts[at] ?? null;
      return hash && text !== null ? hashedItem(text) : text;
    });
    return [hashedItem(item), status, values, shown];
  });
  const keyed = rows.map((row) => [JSON.stringify(row), row] as const);
  keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const compact: Scorecard = { ...card, labels: kept, rows: keyed.map(([, row]) => row) };
  return Buffer.from(`${JSON.stringify(compact)}\n`, 'utf8');
}

const keptShape = z.looseObject({
  schema: z.literal(SCORECARD_SCHEMA),
  complete: z.boolean().optional(),
  scorer: z.string().nullable(),
  judge: z.string().nullable(),
  tool: z.object({ name: z.string(), version: z.string().nullable() }).nullable(),
  labels: z.array(z.string()),
  rows: z.array(z.tuple([z.string()], z.unknown())),
});

/** Kept scores as far as their shape goes; null for what is none of ours. Rows are read like those of any results file. */
export function parseKept(bytes: Uint8Array): z.output<typeof keptShape> | null {
  try {
    return keptShape.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return null; // whoever may write the branch may have written it
  }
}

/** Kept scores as a results file again. Items that the candidate has too get their names back, so that they pair. */
export function keptScores(bytes: Uint8Array, name: string, items: Names): ByteSource {
  const card = JSON.parse(Buffer.from(bytes).toString('utf8')) as Scorecard;
  const names = new Map(items.all().map((item) => [hashedItem(item), item]));
  const rows = card.rows.map(([item, ...rest]): ScorecardRow => [names.get(item) ?? item, ...rest]);
  const text = Buffer.from(JSON.stringify({ ...card, rows }), 'utf8');
  return {
    name,
    size: text.length,
    async *open() {
      yield text;
    },
  };
}
