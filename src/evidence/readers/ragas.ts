import type { ResultTable } from '../table.ts';
import { contentId } from './content-id.ts';
import { labelOf, OWN_METRICS } from './json-value.ts';
import { noItem, numberOf } from './mapped.ts';
import { type JsonRecord, NO_FACTS, type RecordReader } from './reader.ts';

/**
 * What RAGAS' `to_pandas()` is saved as, CSV or JSONL: the question, what was retrieved and answered, and one column for
 * each metric, 0 to 1. The question is the item. An empty cell is a judge that failed, not a 0.
 * https://docs.ragas.io
 */
export const ragasRows: RecordReader = {
  format: 'ragas',
  asTable: true,
  claims: (first, columns) =>
    !((columns['id'] ?? 'id') in first) &&
    ('user_input' in first || ('question' in first && 'contexts' in first)) &&
    ('response' in first || 'answer' in first || 'retrieved_contexts' in first || 'reference' in first),
  begin(table, options) {
    return {
      take(record, line) {
        const question = record['user_input'] ?? record['question'];
        if ((question ?? '') === '')
          noItem(options.file, { line, column: 1 }, { id: 'user_input' }, Object.keys(record));
        addRow(table, contentId(question), record);
      },
      end: () => ({ ...NO_FACTS, tool: { name: 'ragas', version: null } }),
    };
  },
};

const TEXTS = new Set([
  'user_input',
  'question',
  'retrieved_contexts',
  'contexts',
  'retrieved_context_ids',
  'reference_contexts',
  'reference_context_ids',
  'response',
  'answer',
  'multi_responses',
  'reference',
  'ground_truth',
  'ground_truths',
  'reference_tool_calls',
  'rubrics',
  'rubric',
  '',
]);

function addRow(table: ResultTable, item: string, record: JsonRecord): void {
  const row = table.add(item, 'ok');
  for (const [name, value] of Object.entries(record)) {
    if (TEXTS.has(name) || OWN_METRICS.has(name)) continue;
    const number = numberOf(value);
    if (number !== null || isMissing(value)) table.setMetric(row, name, number);
    const label = number === null && !isMissing(value) ? labelOf(value) : null;
    if (label !== null) table.setLabel(row, name, label);
  }
}

function isMissing(value: unknown): boolean {
  return value === null || value === '' || value === 'NaN' || value === 'nan';
}
