import type { ResultTable } from '../table.ts';
import { contentId } from './content-id.ts';
import { asRecord, finite, OWN_METRICS, spelled, textOf } from './json-value.ts';
import { type FileFacts, type JsonRecord, NO_FACTS, type RecordReader, type RecordSink } from './reader.ts';

/**
 * The log of `oaieval`, https://github.com/openai/evals `evals/record.py`: a line `spec`, a line `final_report`, and one
 * event a line in no certain order. A sample's events belong together; its id ends in a position, so what was asked is
 * part of the item. A log without a final report was cut short.
 */
export const openaiLogLines: RecordReader = {
  format: 'openai-evals',
  claims: (first) => isHead(first['spec']) || isHead(first['final_report']) || isEvent(first),
  begin: (table) => new Log(table),
};

function isHead(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isEvent(record: JsonRecord): boolean {
  return ['run_id', 'event_id', 'sample_id', 'type', 'data'].every((key) => key in record);
}

interface Sample {
  prompt: unknown;
  erred: boolean;
  readonly metrics: Map<string, number | null>;
}

class Log implements RecordSink {
  readonly #table: ResultTable;
  readonly #samples = new Map<string, Sample>();
  #spec: JsonRecord = {};
  #finished = false;

  constructor(table: ResultTable) {
    this.#table = table;
  }

  take(record: JsonRecord): void {
    if (isHead(record['spec'])) this.#spec = asRecord(record['spec']);
    if (isHead(record['final_report'])) this.#finished = true;
    const id = textOf(record['sample_id']);
    if (id !== null) this.#event(id, spelled(record['type']), asRecord(record['data']));
  }

  end(): FileFacts {
    for (const [id, { prompt, erred, metrics }] of this.#samples) {
      const row = this.#table.add(prompt === null ? id : contentId(prompt, id), erred ? 'error' : 'ok');
      for (const [name, value] of metrics) this.#table.setMetric(row, name, erred ? null : value);
    }
    const created = textOf(this.#spec['created_at']);
    return {
      ...NO_FACTS,
      tool: { name: 'openai-evals', version: null },
      scorer: textOf(this.#spec['base_eval']) ?? textOf(this.#spec['eval_name']),
      complete: this.#finished,
      run: created === null ? null : { began: created, ended: null, seconds: null, usd: null },
    };
  }

  #event(id: string, type: string, data: JsonRecord): void {
    const sample = this.#samples.get(id) ?? { prompt: null, erred: false, metrics: new Map() };
    this.#samples.set(id, sample);
    if (type === 'sampling') sample.prompt ??= data['prompt'] ?? null;
    else if (type === 'error') sample.erred = true;
    else if (type === 'match') sample.metrics.set('correct', Number(data['correct'] === true));
    else if (type === 'metrics')
      for (const [name, value] of Object.entries(data)) {
        const number = typeof value === 'boolean' ? Number(value) : finite(value);
        if ((number !== null || value === null) && !OWN_METRICS.has(name)) sample.metrics.set(name, number);
      }
  }
}
