import type { JsonDocument, Span } from '../../reader/json-document.ts';
import type { ResultTable } from '../table.ts';
import { contentId } from './content-id.ts';
import { labelOf, milliseconds, OWN_METRICS, textOf } from './json-value.ts';
import { noItem, numberOf, statusOf } from './mapped.ts';
import { type DocumentReader, NO_FACTS, type ReadOptions } from './reader.ts';

/**
 * MLflow's `eval_results_table.json`: a table as pandas splits it, `{columns, data}`, with the inputs, `NAME/v1/score` and
 * `NAME/v1/justification`, latency in seconds and the tokens of the answer. https://mlflow.org/docs/latest/genai/eval-monitor
 */
export const mlflowDocument: DocumentReader = {
  format: 'mlflow',
  claims(document) {
    const names = namesIn(document);
    return names !== null && listAt(document, 'data') !== null && names.some((name) => INPUT.test(name));
  },
  read(document, table, options) {
    const names = namesIn(document) ?? [];
    const rows = listAt(document, 'data');
    for (const element of rows === null ? [] : document.elements(rows)) {
      const cells = document.parse(element);
      if (!Array.isArray(cells) || cells.length !== names.length)
        noItem(options.file, document.position(element), { id: 'inputs' }, names);
      addRow(table, names, cells, { options, place: document.position(element) });
    }
    return { ...NO_FACTS, tool: { name: 'mlflow', version: null } };
  },
};

/** Columns that make up what was asked. */
const INPUT = /^(?:inputs?|request|question|query|prompt)(?:[./].+)?$/u;
/** Columns of text about the answer. */
const TEXT =
  /^(?:outputs?|response|predictions?|targets?|ground_truth|expected\w*|context|trace|retrieved_context)$|\/justification$|\/rationale$/u;

function listAt(document: JsonDocument, key: string): Span | null {
  const found = document.find(key);
  return found !== null && document.isList(found) ? found : null;
}

function namesIn(document: JsonDocument): string[] | null {
  const place = listAt(document, 'columns');
  const names = place === null ? null : document.parse(place);
  return Array.isArray(names) && names.every((name) => textOf(name) !== null) ? names : null;
}

interface Context {
  readonly options: ReadOptions;
  readonly place: { readonly line: number; readonly column: number };
}

function addRow(
  table: ResultTable,
  names: readonly string[],
  cells: readonly unknown[],
  context: Context,
): void {
  const asked = names.flatMap((name, i) =>
    INPUT.test(name) && (cells[i] ?? null) !== null ? [[name, cells[i]]] : [],
  );
  const [first] = asked;
  if (first === undefined) noItem(context.options.file, context.place, { id: 'inputs' }, names);
  const error = names.indexOf('error_message');
  const row = table.add(
    contentId(asked.length === 1 ? first[1] : Object.fromEntries(asked)),
    statusOf(error === -1 ? null : cells[error]),
  );
  for (const [i, name] of names.entries()) {
    if (INPUT.test(name) || TEXT.test(name)) continue;
    const [metric, number] = [metricName(name), numberOf(cells[i])];
    if (metric === 'latency_ms') table.setMetric(row, metric, milliseconds(number));
    else if (number !== null || cells[i] === null) table.setMetric(row, metric, number);
    const label = number === null ? labelOf(cells[i]) : null;
    if (label !== null) table.setLabel(row, name, label);
  }
}

function metricName(name: string): string {
  if (name === 'latency') return 'latency_ms';
  if (name === 'token_count') return 'tokens_out';
  const metric = name.replace(/\/(?:score|value)$/u, '');
  return OWN_METRICS.has(metric) ? name : metric;
}
