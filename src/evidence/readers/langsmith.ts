import { type ResultTable, RUN } from '../table.ts';
import { contentId } from './content-id.ts';
import {
  asList,
  asRecord,
  finite,
  labelOf,
  milliseconds,
  OWN_METRICS,
  setKnown,
  setLabels,
  textOf,
} from './json-value.ts';
import { noItem, numberOf, statusOf } from './mapped.ts';
import { type JsonRecord, NO_FACTS, type RecordReader } from './reader.ts';
import { Runs } from './runs.ts';

/**
 * LangSmith: the table of `get_test_results()` (CSV, JSONL or a list, `feedback.KEY` for each score), and rows of the SDK,
 * `{run, example, evaluation_results}`. The example is the item; rows of one example are its repetitions. A table averages
 * repetitions already. https://docs.smith.langchain.com
 */
export const langsmithRows: RecordReader = {
  format: 'langsmith',
  asTable: true,
  claims: (first) =>
    'evaluation_results' in first ||
    ('example_id' in first && Object.keys(first).some((key) => key.startsWith('feedback.'))),
  begin(table, options) {
    const runs = new Runs();
    return {
      take(record, line) {
        const isNested = 'evaluation_results' in record;
        const item = isNested ? nestedItem(record) : textOf(record['example_id']);
        if (item === null)
          noItem(options.file, { line, column: 1 }, { id: 'example_id' }, Object.keys(record));
        const error = isNested ? asRecord(record['run'])['error'] : record['error'];
        const row = table.add(item, statusOf(error));
        table.setLabel(row, RUN, runs.next(item));
        if (isNested) setNested(table, row, record);
        else setFlat(table, row, record);
      },
      end: () => ({ ...NO_FACTS, tool: { name: 'langsmith', version: null } }),
    };
  },
};

function nestedItem(record: JsonRecord): string | null {
  const { id, inputs } = asRecord(record['example']);
  return textOf(id) ?? ((inputs ?? null) === null ? null : contentId(inputs));
}

function setNested(table: ResultTable, row: number, record: JsonRecord): void {
  const results = record['evaluation_results'];
  for (const { key, score, value } of asList(asRecord(results)['results'] ?? results).map(asRecord)) {
    const name = textOf(key);
    if (name === null || OWN_METRICS.has(name)) continue;
    const number = typeof score === 'boolean' ? Number(score) : finite(score);
    const label = number === null ? labelOf(value) : null;
    if (label !== null && typeof value === 'string') table.setLabel(row, name, label);
    else table.setMetric(row, name, number);
  }
  const run = asRecord(record['run']);
  const [start, end] = [timeOf(run['start_time']), timeOf(run['end_time'])];
  setKnown(table, row, 'latency_ms', start === null || end === null ? null : end - start);
  setKnown(table, row, 'cost_usd', finite(run['total_cost']));
  setKnown(table, row, 'tokens_in', finite(run['prompt_tokens']));
  setKnown(table, row, 'tokens_out', finite(run['completion_tokens']));
  setLabels(table, row, asRecord(asRecord(record['example'])['metadata']));
}

/** Milliseconds of a time; one without a zone is UTC, as LangSmith has it. */
function timeOf(value: unknown): number | null {
  const text = textOf(value);
  if (text === null) return null;
  const time = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/u.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? null : time;
}

const SCORE = 'feedback.';
const INPUT = /^inputs?\./u;

function setFlat(table: ResultTable, row: number, record: JsonRecord): void {
  for (const [name, value] of Object.entries(record)) {
    const key = name.startsWith(SCORE) ? name.slice(SCORE.length) : null;
    if (key !== null && !OWN_METRICS.has(key)) table.setMetric(row, key, numberOf(value));
    const label = INPUT.test(name) && typeof value === 'string' ? labelOf(value) : null;
    if (label !== null) table.setLabel(row, name.replace(INPUT, ''), label);
  }
  setKnown(table, row, 'latency_ms', milliseconds(numberOf(record['execution_time'])));
}
