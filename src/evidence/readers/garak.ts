import { type ResultTable, RUN } from '../table.ts';
import { contentId } from './content-id.ts';
import { asList, asRecord, finite, setLabels, textOf } from './json-value.ts';
import { type FileFacts, type JsonRecord, NO_FACTS, type RecordReader, type RecordSink } from './reader.ts';
import { Runs } from './runs.ts';

/**
 * garak's `report.jsonl` (0.9 to 0.15), https://github.com/NVIDIA/garak. A detector's 1.0 means that the attack worked. An
 * attempt stands there twice, sent (status 1) and evaluated (status 2); it has one number for each generation, and the
 * prompt is the item: more generations are not more prompts. A hit log holds only hits and is no measure of anything.
 */
export const garakLines: RecordReader = {
  format: 'garak',
  claims: (first) => typeof first['entry_type'] === 'string' || isHit(first),
  begin: (table) => new Report(table),
};

function isHit(record: JsonRecord): boolean {
  return 'attempt_id' in record && 'probe' in record && 'detector' in record && 'score' in record;
}

const EVALUATED = 2;
const DEFAULT_THRESHOLD = 0.5;

class Report implements RecordSink {
  readonly #table: ResultTable;
  readonly #runs = new Runs();
  #threshold = DEFAULT_THRESHOLD;
  #version: string | null = null;
  #began: string | null = null;
  #ended: string | null = null;
  /** Whether garak came to its end. */
  #finished = false;
  /** Scores seen in attempts, and counted by garak itself. */
  #seen = 0;
  #counted = 0;

  constructor(table: ResultTable) {
    this.#table = table;
  }

  take(record: JsonRecord): void {
    switch (record['entry_type']) {
      case 'start_run setup':
        this.#threshold = finite(record['run.eval_threshold']) ?? DEFAULT_THRESHOLD;
        break;
      case 'init':
        this.#version = textOf(record['garak_version']);
        this.#began = textOf(record['orig_start_time']) ?? textOf(record['start_time']);
        break;
      case 'attempt':
        if (record['status'] === EVALUATED) this.#attempt(record);
        break;
      case 'eval':
        // The `total` of old reports counts what no detector judged as well.
        this.#counted += finite(record['total_evaluated']) ?? 0;
        break;
      case 'completion':
        this.#ended = textOf(record['end_time']);
        this.#finished = true;
        break;
      case 'digest':
        this.#finished = true;
        break;
    }
  }

  /** A report whose attempts are fewer than garak counted has lost some of them. */
  end(): FileFacts {
    return {
      ...NO_FACTS,
      tool: { name: 'garak', version: this.#version },
      complete: this.#finished && (this.#table.rows === 0 || this.#seen >= this.#counted),
      run: { began: this.#began, ended: this.#ended, seconds: null, usd: null },
    };
  }

  #attempt(record: JsonRecord): void {
    const probe = textOf(record['probe_classname']) ?? '';
    const item = contentId(promptOf(record['prompt']), probe === '' ? null : probe);
    const row = this.#table.add(item, 'ok');
    this.#table.setLabel(row, RUN, this.#runs.next(item));
    let worst: number | null = null;
    for (const [detector, scores] of Object.entries(asRecord(record['detector_results']))) {
      const hits = asList(scores).flatMap((score) => this.#hit(score));
      this.#seen += hits.length;
      const share = hits.length === 0 ? null : hits.reduce((sum, hit) => sum + hit, 0) / hits.length;
      this.#table.setMetric(row, detector, share);
      if (share !== null) worst = Math.max(worst ?? 0, Number(share > 0));
    }
    this.#table.setMetric(row, 'violation', worst);
    setLabels(this.#table, row, {
      category: probe,
      family: probe.split('.')[0] ?? '',
      goal: record['goal'],
      intent: record['intent'],
    });
  }

  /** A detector that found nothing to judge says nothing. */
  #hit(score: unknown): number[] {
    const value = finite(score);
    return value === null ? [] : [Number(value >= this.#threshold)];
  }
}

/** Old reports have the prompt as text, newer ones as a text with notes, the newest as turns. */
function promptOf(prompt: unknown): unknown {
  if (typeof prompt === 'string') return prompt;
  const { turns, text } = asRecord(prompt);
  if (!Array.isArray(turns)) return text ?? prompt;
  return turns.map((turn) => {
    const { role, content } = asRecord(turn);
    return [role ?? null, asRecord(content)['text'] ?? content ?? null];
  });
}
