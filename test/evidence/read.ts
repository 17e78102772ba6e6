import { Names } from '../../src/evidence/columns.ts';
import { ANY, type EvidenceFile, type ReadRequest, readEvidence } from '../../src/evidence/read.ts';
import type { ByteSource } from '../../src/evidence/source.ts';
import { Refusal } from '../../src/problem.ts';

/** Bytes in memory as a file, handed out in pieces of `piece` bytes. */
export function memory(bytes: string | Uint8Array, piece = 65_536): ByteSource {
  const all = Buffer.from(bytes);
  return {
    name: 'results',
    size: all.length,
    async *open() {
      for (let at = 0; at < all.length; at += piece) yield all.subarray(at, at + piece);
    },
  };
}

export type Request = Partial<ReadRequest> & { readonly piece?: number };

export function read(bytes: string | Uint8Array, request: Request = {}): Promise<EvidenceFile> {
  return readEvidence(memory(bytes, request.piece), new Names(), { ...ANY, ...request });
}

export interface Row {
  readonly item: string;
  readonly status: string;
  readonly [name: string]: string | number | null;
}

/** The rows of a file as plain objects: metrics as numbers or null, labels as text. */
export function rowsOf({ table }: EvidenceFile): Row[] {
  return Array.from({ length: table.rows }, (_, row) => {
    const metrics = table.allMetricNames().map((name): [string, number | null] => {
      const value = table.metric(name)?.get(row) ?? Number.NaN;
      return [name, Number.isNaN(value) ? null : value];
    });
    const labels = table.labelKeys().flatMap((key): [string, string][] => {
      const label = table.label(key)?.get(row) ?? null;
      return label === null ? [] : [[`${key}:`, label]];
    });
    const item = table.items.name(table.itemOf.get(row));
    return { item, status: table.status(row), ...Object.fromEntries([...metrics, ...labels]) };
  });
}

export async function rows(bytes: string | Uint8Array, request: Request = {}): Promise<Row[]> {
  return rowsOf(await read(bytes, request));
}

/** One metric, item by item; null where it is missing. */
export async function values(bytes: string | Uint8Array, metric: string, request: Request = {}) {
  return Object.fromEntries((await rows(bytes, request)).map((row) => [row.item, row[metric] ?? null]));
}

/** `line:column code`, or what it was taken for. */
export async function refused(bytes: string | Uint8Array, request: Request = {}): Promise<string> {
  try {
    const { format, table } = await read(bytes, request);
    return `${format} with ${table.rows} rows`;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [first, ...more] = error.problems;
    if (first === undefined || more.length > 0 || first.file !== 'results') throw error;
    return `${first.line}:${first.column} ${first.code}`;
  }
}

export const jsonl = (rowsOfJson: readonly unknown[]): string =>
  rowsOfJson.map((row) => `${JSON.stringify(row)}\n`).join('');
