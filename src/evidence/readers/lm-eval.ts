import type { ResultTable } from '../table.ts';
import { contentId } from './content-id.ts';
import { asList, asRecord, finite, momentOf, setLabels, spelled, textOf } from './json-value.ts';
import {
  type DocumentReader,
  type FileFacts,
  type JsonRecord,
  NO_FACTS,
  type RecordReader,
} from './reader.ts';

/**
 * lm-evaluation-harness, https://github.com/EleutherAI/lm-evaluation-harness `lm_eval/result_schema.py`. Its results file
 * holds sums only, its samples file one line for each document and filter. `doc_id` is a position: the item is the
 * document's own hash.
 */
export const lmEvalLines: RecordReader = {
  format: 'lm-eval',
  claims: (first) => 'doc_id' in first && 'doc' in first && ('filter' in first || 'resps' in first),
  begin(table) {
    const samples = new Samples(table);
    return { take: (record) => samples.add(record), end: () => TOOL };
  },
};

const TOOL: FileFacts = { ...NO_FACTS, tool: { name: 'lm-eval', version: null } };

/** Filter of a task that has none. */
const NO_FILTER = 'none';

class Samples {
  readonly #table: ResultTable;
  /** Rows by document, so that a second filter of it is no second item. */
  readonly #rows = new Map<string, number>();
  readonly #filled = new Set<string>();

  constructor(table: ResultTable) {
    this.#table = table;
  }

  add(record: JsonRecord): void {
    const item = textOf(record['doc_hash'])?.slice(0, 16) ?? contentId(record['doc']);
    const filter = textOf(record['filter']) ?? NO_FILTER;
    const document = `${spelled(record['doc_id'])} ${item}`;
    let row = this.#rows.get(document);
    // The same document under the same filter again is a row of its own, and will be seen as a duplicate.
    if (row === undefined || this.#filled.has(`${document} ${filter}`)) {
      row = this.#table.add(item, 'ok');
      this.#rows.set(document, row);
      setLabels(this.#table, row, textsOf(asRecord(record['doc'])));
    }
    this.#filled.add(`${document} ${filter}`);
    for (const name of metricsOf(record)) {
      // A pair of answer and prediction, kept for a figure over all documents, is no score of this one.
      const value = record[name];
      const score = typeof value === 'boolean' ? Number(value) : finite(value);
      if (score !== null || value === null)
        this.#table.setMetric(row, filter === NO_FILTER ? name : `${name},${filter}`, score);
    }
  }
}

/** Newer files list their metrics; in older ones they are the numbers that are nothing else. */
function metricsOf(record: JsonRecord): string[] {
  const listed = asList(record['metrics']).flatMap((name) => textOf(name) ?? []);
  return listed.length > 0
    ? listed
    : Object.keys(record).filter((name) => name !== 'doc_id' && isScore(record[name]));
}

function isScore(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

function textsOf(doc: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(doc).filter(([, value]) => typeof value === 'string'));
}

/** `results_*.json`: sums over tasks. Understood, and nothing in it that could be compared item by item. */
export const lmEvalDocument: DocumentReader = {
  format: 'lm-eval',
  claims: (document) =>
    document.find('results') !== null &&
    document.find('configs') !== null &&
    (document.find('n-samples') ?? document.find('n-shot') ?? document.find('versions')) !== null,
  read(document) {
    const head = document.pick(
      document.root,
      new Set(['lm_eval_version', 'date', 'total_evaluation_time_seconds']),
    );
    const seconds = Number(spelled(head['total_evaluation_time_seconds']) || Number.NaN);
    return {
      ...TOOL,
      tool: { name: 'lm-eval', version: textOf(head['lm_eval_version']) },
      run: {
        began: momentOf(head['date']),
        ended: null,
        seconds: Number.isFinite(seconds) ? seconds : null,
        usd: null,
      },
    };
  },
};
