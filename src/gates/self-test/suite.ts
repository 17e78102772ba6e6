import type { Names } from '../../evidence/columns.ts';
import type { EvidenceFile } from '../../evidence/read.ts';
import { ResultTable, RUN } from '../../evidence/table.ts';
import type { Random } from '../../stats/random.ts';

/** Results of one run, one value an item and metric, NaN where it is missing: what worlds are made from and made into. */
export interface Suite {
  readonly items: number;
  readonly metrics: ReadonlyMap<string, Float64Array>;
  readonly labels: ReadonlyMap<string, readonly (string | null)[]>;
}

/** More items than this are thinned out evenly: what a gate does is judged by many small worlds. */
const MOST_ITEMS = 1_000;

/** The rows of a file by item; where items were run several times, any of their runs may be drawn. */
export class Results {
  readonly #file: EvidenceFile;
  readonly #rows: readonly (readonly number[])[];

  constructor(file: EvidenceFile) {
    this.#file = file;
    const byItem = new Map<number, number[]>();
    const { table } = file;
    for (let row = 0; row < table.rows; row += 1) {
      if (table.status(row) !== 'ok') continue;
      const item = table.itemOf.get(row);
      const rows = byItem.get(item);
      if (rows === undefined) byItem.set(item, [row]);
      else rows.push(row);
    }
    // By their names, so that the order of the rows plays no part.
    const name = (item: number): string => table.items.name(item);
    const sorted = [...byItem].sort(([a], [b]) => (name(a) < name(b) ? -1 : 1));
    const step = Math.max(1, Math.ceil(sorted.length / MOST_ITEMS));
    this.#rows = sorted.filter((_, i) => i % step === 0).map(([, rows]) => rows);
  }

  get items(): number {
    return this.#rows.length;
  }

  /** Whether every item was run at least twice: then two runs of one bundle are at hand, and none need be made up. */
  get repeated(): boolean {
    return this.#rows.length > 0 && this.#rows.every((rows) => rows.length > 1);
  }

  /** The first run of every item. */
  first(): Suite {
    return this.#suite(this.#rows.map(([row = -1]) => row));
  }

  /** Two different runs of every item. */
  two(random: Random): readonly [Suite, Suite] {
    const picked = this.#rows.map((rows) => {
      const one = random.below(rows.length);
      const other = (one + 1 + random.below(rows.length - 1)) % rows.length;
      return [rows[one] ?? -1, rows[other] ?? -1] as const;
    });
    return [this.#suite(picked.map(([one]) => one)), this.#suite(picked.map(([, other]) => other))];
  }

  #suite(rows: readonly number[]): Suite {
    const { table } = this.#file;
    const keys = table.labelKeys().filter((key) => key !== RUN);
    return {
      items: rows.length,
      metrics: new Map(
        table
          .metricNames()
          .map((name) => [
            name,
            Float64Array.from(rows, (row) => table.metric(name)?.get(row) ?? Number.NaN),
          ]),
      ),
      labels: new Map(keys.map((key) => [key, rows.map((row) => table.label(key)?.get(row) ?? null)])),
    };
  }
}

/** A suite as if it had been read from a file; `like` is the file whose format and facts it has. */
export function fileOf(
  suite: Suite,
  items: Names,
  like: Pick<EvidenceFile, 'file' | 'format' | 'facts'>,
): EvidenceFile {
  const table = new ResultTable(items, new Set(suite.labels.keys()));
  for (let item = 0; item < suite.items; item += 1) {
    const row = table.add(String(item), 'ok');
    for (const [name, values] of suite.metrics) table.setMetric(row, name, values[item] ?? null);
    for (const [key, labels] of suite.labels) {
      const label = labels[item] ?? null;
      if (label !== null) table.setLabel(row, key, label);
    }
  }
  const { file, format, facts } = like;
  return { file, format, facts, sha256: '', size: 0, source: NO_SOURCE, table };
}

/** A suite that was made up has no bytes. */
const NO_SOURCE: EvidenceFile['source'] = {
  name: '',
  size: 0,
  async *open() {},
};
