import { type ResultTable, type RowStatus, RUN } from '../table.ts';
import { contentId } from './content-id.ts';
import {
  asList,
  asRecord,
  filteredBy,
  finite,
  momentOf,
  OWN_METRICS,
  setKnown,
  setLabels,
  spelled,
  textOf,
} from './json-value.ts';
import { type DocumentReader, type FileFacts, type JsonRecord, NO_FACTS } from './reader.ts';
import { Runs } from './runs.ts';

/**
 * A run of OpenAI's hosted evals, `object: "eval.run"` with `output_items`, or a page of those items by itself; newer
 * results of Azure's AI Red Teaming Agent have the same shape. A run that is not completed proves nothing, and one that
 * was fetched without its items holds only counts. https://platform.openai.com/docs/api-reference/evals
 */
export const openaiRunDocument: DocumentReader = {
  format: 'openai-evals',
  claims(document) {
    const { object } = document.pick(document.root, new Set(['object']));
    if (object === 'eval.run') return true;
    const data = object === 'list' ? document.find('data') : null;
    for (const first of data === null ? [] : document.elements(data))
      return asRecord(document.parse(first))['object'] === 'eval.run.output_item';
    return false;
  },
  read(document, table) {
    const items =
      document.find('output_items', 'data') ?? document.find('output_items') ?? document.find('data');
    const runs = new Runs();
    const judges = new Set<string>();
    for (const element of items === null ? [] : document.elements(items))
      addItem(asRecord(document.parse(element)), { table, runs, judges });
    const head = document.pick(document.root, new Set(['status', 'has_more', 'created_at']));
    return factsOf(head, judges);
  },
};

/** A page that says there are more holds only some of the items. */
function factsOf(head: JsonRecord, judges: ReadonlySet<string>): FileFacts {
  const began = momentOf(head['created_at']);
  return {
    ...NO_FACTS,
    tool: { name: 'openai-evals', version: null },
    judge: judges.size === 0 ? null : [...judges].sort().join(', '),
    complete: (head['status'] ?? 'completed') === 'completed' && head['has_more'] !== true,
    run: began === null ? null : { began, ended: null, seconds: null, usd: null },
  };
}

interface Sink {
  readonly table: ResultTable;
  readonly runs: Runs;
  readonly judges: Set<string>;
}

function addItem(record: JsonRecord, { table, runs, judges }: Sink): void {
  const sample = asRecord(record['sample']);
  const source = record['datasource_item'] ?? sample['input'] ?? record['datasource_item_id'] ?? record['id'];
  const item = contentId(source);
  const row = table.add(item, statusOf(record, sample));
  table.setLabel(row, RUN, runs.next(item));
  const results = asList(record['results']).map(asRecord);
  const verdicts = results.map(({ passed }) => passed).filter((passed) => typeof passed === 'boolean');
  if (table.status(row) === 'ok') {
    table.setMetric(row, 'success', verdicts.length === 0 ? null : Number(verdicts.every(Boolean)));
    for (const result of results) setResult(table, row, result);
  }
  for (const result of results) {
    const judge =
      textOf(asRecord(asRecord(result['sample'])['model'])['id']) ??
      textOf(asRecord(result['sample'])['model']);
    if (judge !== null) judges.add(judge);
  }
  const usage = asRecord(sample['usage']);
  setKnown(table, row, 'tokens_in', finite(usage['prompt_tokens']));
  setKnown(table, row, 'tokens_out', finite(usage['completion_tokens']));
  setKnown(table, row, 'content_filtered', filteredBy(sample['finish_reason']));
  setLabels(table, row, asRecord(record['datasource_item']));
}

function statusOf(record: JsonRecord, sample: JsonRecord): RowStatus {
  const { code, message } = asRecord(sample['error']);
  const erred = (code ?? message ?? null) !== null || /^error/u.test(spelled(record['status']));
  return erred ? 'error' : 'ok';
}

/** The score of a grader, or whether it was content; an attack that succeeded is a violation. */
function setResult(table: ResultTable, row: number, result: JsonRecord): void {
  const { passed, score, properties } = result;
  const name = (textOf(result['metric']) ?? textOf(result['name']) ?? '').slice(0, 120);
  const verdict = typeof passed === 'boolean' ? Number(passed) : null;
  if (name !== '' && !OWN_METRICS.has(name)) table.setMetric(row, name, finite(score) ?? verdict);
  const { attack_success: success, attack_technique: technique } = asRecord(properties);
  if (typeof success === 'boolean') {
    table.setMetric(row, 'violation', Number(success));
    setLabels(table, row, { category: name, technique });
  }
}
