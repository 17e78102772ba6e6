import type { ResultTable } from '../table.ts';
import { contentId } from './content-id.ts';
import { noItem, numberOf, statusOf } from './mapped.ts';
import { type JsonRecord, NO_FACTS, type RecordReader } from './reader.ts';

/**
 * Azure's RAG evaluator (`eval_results.jsonl`): question, truth, answer, context, latency in seconds, and metrics
 * such as `gpt_groundedness` from 1 to 5. The question is the item. A metric that the judge did not give is missing,
 * never 0. https://github.com/Azure-Samples/ai-rag-chat-evaluator
 */
export const azureLines: RecordReader = {
  format: 'azure-ai-evaluation',
  // Rows of RAGAS have `contexts` where these have `context`.
  claims: (first) => 'question' in first && 'answer' in first && !('id' in first) && !('contexts' in first),
  begin(table, options) {
    return {
      take(record, line) {
        const question = record['question'];
        if (typeof question !== 'string' || question === '')
          noItem(options.file, { line, column: 1 }, { id: 'question' }, Object.keys(record));
        addRow(table, contentId(question), record);
      },
      end: () => ({ ...NO_FACTS, tool: { name: 'azure-ai-evaluation', version: null } }),
    };
  },
};

const NO_METRICS = new Set(['question', 'truth', 'answer', 'context', 'latency', 'error']);
const SECOND_MS = 1000;

function addRow(table: ResultTable, item: string, record: JsonRecord): void {
  const row = table.add(item, statusOf(record['error']));
  const latency = numberOf(record['latency']);
  if (latency !== null) table.setMetric(row, 'latency_ms', latency * SECOND_MS);
  for (const [name, value] of Object.entries(record)) {
    if (NO_METRICS.has(name)) continue;
    const number = numberOf(value);
    if (number !== null || value === null || value === 'NaN') table.setMetric(row, name, number);
  }
}
