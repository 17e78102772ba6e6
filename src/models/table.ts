import data from './eol.json' with { type: 'json' };

/** When one platform stops serving one model, and where that was read. Dates are `YYYY-MM-DD`. */
export interface EolEntry {
  readonly id: string;
  /** The platform whose date it is. The same model retires on different dates on different platforms. */
  readonly provider: string;
  /** When the end was announced, or when new customers were shut out; null when the source does not say. */
  readonly deprecated: string | null;
  /** The day from which requests fail; null when it is announced as ending without a date. */
  readonly retires: string | null;
  readonly successor: string | null;
  /** The page where the dates were seen. */
  readonly source: string;
  /** The newest date that the copy of that page carries. */
  readonly checked: string;
  /** True when the page is the platform's own; false when somebody else reported it. */
  readonly firsthand: boolean;
  /** True when the platform calls `retires` the earliest possible day, so its passing proves nothing. */
  readonly earliest: boolean;
}

export interface ReadTable {
  readonly entries: readonly EolEntry[];
  /** What in the data has not the shape of a table, in words, with where it is. */
  readonly problems: readonly string[];
}

/**
 * Reads the compact form of `eol.json`: blocks with the provider, the source, the day it was checked and whether it
 * is firsthand, and in each block one row per model, `[id, deprecated, retires, successor]`, to which the word
 * `earliest` may be added. A source is written once so that one look at a page changes one block.
 */
export function readTable(table: unknown): ReadTable {
  if (!Array.isArray(table)) return { entries: [], problems: ['the table is not a list of blocks'] };
  const read = table.map((block: unknown, i) => readBlock(block, `block ${i}`));
  return {
    entries: read.flatMap((block) => block.entries),
    problems: read.flatMap((block) => block.problems),
  };
}

function readBlock(block: unknown, where: string): ReadTable {
  if (!isRecord(block)) return { entries: [], problems: [`${where}: not an object`] };
  const { provider, source, checked, firsthand, models } = block;
  if (typeof provider !== 'string' || typeof source !== 'string' || typeof checked !== 'string') {
    return { entries: [], problems: [`${where}: provider, source and checked must be text`] };
  }
  if (typeof firsthand !== 'boolean' || !Array.isArray(models)) {
    return {
      entries: [],
      problems: [`${where} (${provider}): firsthand must be true or false, models a list`],
    };
  }
  const entries: EolEntry[] = [];
  const problems: string[] = [];
  models.forEach((row: unknown, i) => {
    const read = readRow(row);
    if (read === null)
      problems.push(`${where} (${provider}) row ${i}: not [id, deprecated, retires, successor]`);
    else entries.push({ provider, source, checked, firsthand, ...read });
  });
  return { entries, problems };
}

type Row = Pick<EolEntry, 'id' | 'deprecated' | 'retires' | 'successor' | 'earliest'>;

function readRow(row: unknown): Row | null {
  if (!Array.isArray(row) || row.length > 5) return null;
  const [id, deprecated, retires, successor, flag]: unknown[] = row;
  if (typeof id !== 'string' || !isTextOrNull(deprecated) || !isTextOrNull(retires)) return null;
  if (!isTextOrNull(successor) || (flag !== undefined && flag !== 'earliest')) return null;
  return { id, deprecated, retires, successor, earliest: flag === 'earliest' };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

/** The table that ships with Airlock. `scripts/check-models.ts` keeps it in shape, so its problems are not read here. */
export const EOL_TABLE: readonly EolEntry[] = readTable(data).entries;
