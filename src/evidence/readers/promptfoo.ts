import { refuse } from '../../problem.ts';
import type { JsonDocument, Span } from '../../reader/json-document.ts';
import { type ResultTable, type RowStatus, RUN } from '../table.ts';
import { contentId } from './content-id.ts';
import { asRecord, finite, labelOf, spelled, textOf } from './json-value.ts';
import {
  type DocumentReader,
  type FileFacts,
  type JsonRecord,
  NO_FACTS,
  type Place,
  type ReadOptions,
  type RecordReader,
  type RunFacts,
} from './reader.ts';
import { Runs } from './runs.ts';

/**
 * promptfoo's results, https://github.com/promptfoo/promptfoo `src/types/index.ts`: versions 3 and 2 under
 * `results.results`, version 1 and evaluation objects under `results`, shared ones under `data`, and its JSONL with one
 * result a line. What misleads: an error is not a failed answer; a cached answer has a latency of about 3 ms; a test
 * without assertions "succeeds" and proves nothing; `testIdx` is a position, the same test recurs with `--repeat`.
 */
export const promptfooDocument: DocumentReader = {
  format: 'promptfoo',
  claims(document) {
    const list = listIn(document);
    if (list === null) return false;
    const first = firstOf(document, list);
    return first === null
      ? document.find('evalId') !== null || document.find('prompts') !== null
      : isResult(first);
  },
  read(document, table, options) {
    const list = listIn(document);
    const rows = new Results(table, options, anyFailed(document, list));
    if (list !== null)
      for (const element of document.elements(list)) {
        const result = asRecord(document.parse(element));
        if (!isResult(result)) noResult(options.file, document.position(element));
        rows.add(result);
      }
    return {
      ...rows.facts(),
      tool: { name: 'promptfoo', version: versionOf(document) },
      run: runOf(document),
    };
  },
};

export const promptfooLines: RecordReader = {
  format: 'promptfoo',
  claims: (first) => isResult(first) && 'testCase' in first,
  begin(table, options) {
    const rows = new Results(table, options, false);
    return {
      take(record, line) {
        if (!isResult(record)) noResult(options.file, { line, column: 1 });
        rows.add(record);
      },
      end: () => ({ ...rows.facts(), tool: { name: 'promptfoo', version: null } }),
    };
  },
};

const LISTS = [['results', 'results'], ['data', 'results', 'results'], ['results']];

function listIn(document: JsonDocument): Span | null {
  for (const path of LISTS) {
    const found = document.find(...path);
    if (found !== null && document.isList(found)) return found;
  }
  return null;
}

function firstOf(document: JsonDocument, list: Span): JsonRecord | null {
  for (const element of document.elements(list)) return asRecord(document.parse(element));
  return null;
}

function isResult(record: JsonRecord): boolean {
  return (
    typeof record['success'] === 'boolean' &&
    ('vars' in record || 'testCase' in record) &&
    ('prompt' in record || 'promptIdx' in record)
  );
}

function noResult(file: string, place: Place): never {
  refuse('evidence-syntax', { file, ...place, expected: 'a result with `success`, `vars` and `prompt`' });
}

/** Old files do not say whether a test asserts anything; if one of them failed, they do. */
function anyFailed(document: JsonDocument, list: Span | null): boolean {
  if (list === null) return false;
  for (const element of document.elements(list))
    if (asRecord(document.parse(element))['success'] === false) return true;
  return false;
}

function versionOf(document: JsonDocument): string | null {
  const place = document.find('metadata', 'promptfooVersion');
  return place === null ? null : textOf(document.parse(place));
}

/** When the evaluation was made, and how long it took where promptfoo counted that. */
function runOf(document: JsonDocument): RunFacts | null {
  const value = (...path: readonly string[]): unknown => {
    const place = document.find(...path);
    return place === null ? null : document.parse(place);
  };
  const began = textOf(value('metadata', 'evaluationCreatedAt')) ?? textOf(value('results', 'timestamp'));
  const took = finite(value('results', 'stats', 'durationMs'));
  if (began === null && took === null) return null;
  return { began, ended: null, seconds: took === null ? null : took / 1000, usd: null };
}

class Results {
  readonly #table: ResultTable;
  readonly #options: ReadOptions;
  readonly #asserts: boolean;
  readonly #runs = new Runs();
  readonly #candidates = new Set<string>();

  constructor(table: ResultTable, options: ReadOptions, asserts: boolean) {
    this.#table = table;
    this.#options = options;
    this.#asserts = asserts;
  }

  add(result: JsonRecord): void {
    const [provider, prompt] = [providerOf(result), promptOf(result)];
    const { select } = this.#options;
    if (
      (select.provider !== null && select.provider !== provider) ||
      (select.prompt !== null && select.prompt !== prompt)
    )
      return;
    const candidate = `${provider} × ${prompt}`;
    this.#candidates.add(candidate);
    const item = itemOf(result);
    const row = this.#table.add(item, statusOf(result));
    this.#table.setLabel(row, RUN, this.#runs.next(`${candidate}\n${item}`));
    this.#scores(row, result);
    this.#measures(row, result);
    this.#labels(row, result);
  }

  facts(): FileFacts {
    return { ...NO_FACTS, candidates: [...this.#candidates] };
  }

  #scores(row: number, result: JsonRecord): void {
    const proves = statusOf(result) === 'ok' && this.#provesSomething(result);
    this.#table.setMetric(row, 'success', proves ? Number(result['success'] === true) : null);
    this.#table.setMetric(
      row,
      'score',
      proves ? (finite(result['score']) ?? Number(result['success'] === true)) : null,
    );
    if (!proves) return;
    const named = asRecord(result['namedScores'] ?? asRecord(result['gradingResult'])['namedScores']);
    for (const [name, value] of Object.entries(named))
      if (!OWN.has(name)) this.#table.setMetric(row, name, finite(value));
    const { isRefusal, guardrails } = responseOf(result);
    if (typeof isRefusal === 'boolean') this.#table.setMetric(row, 'refusal', Number(isRefusal));
    const { flagged } = asRecord(guardrails);
    if (typeof flagged === 'boolean') this.#table.setMetric(row, 'flagged', Number(flagged));
    if (pluginOf(result) !== null)
      this.#table.setMetric(row, 'violation', Number(result['success'] !== true));
  }

  /** A test that asserts nothing always succeeds: its success counts as nothing. */
  #provesSomething(result: JsonRecord): boolean {
    if (result['success'] === false) return true;
    const grading = result['gradingResult'];
    if (grading === undefined) return this.#asserts;
    return grading !== null && asRecord(grading)['reason'] !== 'No assertions';
  }

  #measures(row: number, result: JsonRecord): void {
    const response = responseOf(result);
    const tokens = asRecord(response['tokenUsage'] ?? result['tokenUsage']);
    const cached = response['cached'] === true;
    this.#table.setMetric(row, 'latency_ms', cached ? null : finite(result['latencyMs']));
    this.#table.setMetric(row, 'cost_usd', finite(result['cost'] ?? response['cost']));
    this.#table.setMetric(row, 'tokens_in', cached ? null : finite(tokens['prompt']));
    this.#table.setMetric(row, 'tokens_out', cached ? null : finite(tokens['completion']));
  }

  #labels(row: number, result: JsonRecord): void {
    const test = asRecord(result['testCase']);
    const vars = asRecord(result['vars'] ?? test['vars']);
    const metadata = { ...asRecord(test['metadata']), ...asRecord(result['metadata']) };
    for (const [name, value] of [...Object.entries(vars), ...Object.entries(metadata)]) {
      const label = labelOf(value);
      if (label !== null && name !== RUN) this.#table.setLabel(row, name, label);
    }
    const plugin = pluginOf(result);
    if (plugin !== null) this.#table.setLabel(row, 'category', plugin);
  }
}

/** Metrics that this reader fills itself. */
const OWN = new Set([
  'success',
  'score',
  'latency_ms',
  'cost_usd',
  'tokens_in',
  'tokens_out',
  'violation',
  'refusal',
  'flagged',
]);
const ERROR = 2;

/** `failureReason` 2 is an error; older files have only an `error` without an answer. */
function statusOf(result: JsonRecord): RowStatus {
  if (result['failureReason'] === ERROR) return 'error';
  if (result['failureReason'] !== undefined) return 'ok';
  const hasError = typeof result['error'] === 'string' && result['error'] !== '';
  const answered = (responseOf(result)['output'] ?? result['gradingResult'] ?? null) !== null;
  return hasError && !answered ? 'error' : 'ok';
}

/** The test itself: what it asks, what it asserts and how it is called; CSV rows are called by their position. */
function itemOf(result: JsonRecord): string {
  const test = asRecord(result['testCase']);
  const description =
    typeof test['description'] === 'string' && !/^Row #\d+$/u.test(test['description'])
      ? test['description']
      : null;
  const vars = asRecord(result['vars'] ?? test['vars']);
  const content = { vars: { ...vars, sessionId: null }, assert: test['assert'] ?? [], description };
  return contentId(content, description?.slice(0, 80) ?? null);
}

function providerOf(result: JsonRecord): string {
  const provider = result['provider'];
  if (typeof provider === 'string') return provider;
  const { id, label } = asRecord(provider);
  return textOf(label) ?? spelled(id);
}

function promptOf(result: JsonRecord): string {
  const prompt = asRecord(result['prompt']);
  const label = prompt['label'] ?? prompt['display'] ?? prompt['raw'];
  return (typeof label === 'string' ? label : `prompt ${spelled(result['promptIdx'] ?? 0)}`).slice(0, 120);
}

function responseOf(result: JsonRecord): JsonRecord {
  return asRecord(result['response'] ?? result['providerResponse']);
}

function pluginOf(result: JsonRecord): string | null {
  const plugin =
    asRecord(result['metadata'])['pluginId'] ??
    asRecord(asRecord(result['testCase'])['metadata'])['pluginId'];
  return typeof plugin === 'string' ? plugin : null;
}
