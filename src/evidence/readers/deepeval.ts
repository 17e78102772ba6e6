import type { JsonDocument, Span } from '../../reader/json-document.ts';
import { type ResultTable, type RowStatus, RUN } from '../table.ts';
import { contentId } from './content-id.ts';
import {
  asList,
  asRecord,
  finite,
  milliseconds,
  OWN_METRICS,
  setKnown,
  setLabels,
  textOf,
} from './json-value.ts';
import { type DocumentReader, type JsonRecord, NO_FACTS, type RunFacts } from './reader.ts';
import { Runs } from './runs.ts';

/**
 * DeepEval's test runs, https://github.com/confident-ai/deepeval `deepeval/test_run/api.py`: `.latest_run_full.json` and
 * `test_run_*.json`, and the same under `testRunData`. A metric without a score is a judge that failed, not a 0; what
 * `success` means, threshold and direction, is DeepEval's word. A time and a cost are of the answer only where the test
 * case has them: `runDuration` and `evaluationCost` are the judge's.
 */
export const deepevalDocument: DocumentReader = {
  format: 'deepeval',
  claims(document) {
    if (document.find('testRunLink') !== null) return true;
    const cases = CASES.flatMap((key) => casesIn(document, key) ?? []);
    return cases.length > 0;
  },
  read(document, table) {
    const rows = new Cases(table);
    for (const key of CASES) {
      const list = casesIn(document, key);
      for (const element of list === null ? [] : document.elements(list))
        rows.add(document.pick(element, TEST_CASE));
    }
    return {
      ...NO_FACTS,
      tool: { name: 'deepeval', version: null },
      judge: rows.judge(),
      run: runOf(document),
    };
  },
};

const CASES = ['testCases', 'conversationalTestCases'];
const TEST_CASE = new Set([
  'name',
  'input',
  'expectedOutput',
  'scenario',
  'turns',
  'metricsData',
  'success',
  'completionTime',
  'tokenCost',
  'metadata',
  'additionalMetadata',
  'tags',
  'trace',
]);

function casesIn(document: JsonDocument, key: string): Span | null {
  for (const path of [[key], ['testRunData', key]]) {
    const found = document.find(...path);
    if (found !== null && document.isList(found)) return found;
  }
  return null;
}

class Cases {
  readonly #table: ResultTable;
  readonly #runs = new Runs();
  readonly #judges = new Set<string>();

  constructor(table: ResultTable) {
    this.#table = table;
  }

  add(test: JsonRecord): void {
    const metrics = asList(test['metricsData']).map(asRecord);
    const item = itemOf(test);
    const row = this.#table.add(item, statusOf(test, metrics));
    this.#table.setLabel(row, RUN, this.#runs.next(item));
    const judged = metrics.some((metric) => finite(metric['score']) !== null);
    const { success } = test;
    this.#table.setMetric(row, 'success', judged && typeof success === 'boolean' ? Number(success) : null);
    for (const metric of metrics) {
      const name = textOf(metric['name']) ?? textOf(metric['metric']);
      if (name !== null && !OWN_METRICS.has(name)) this.#table.setMetric(row, name, finite(metric['score']));
      const judge = textOf(metric['evaluationModel']);
      if (judge !== null) this.#judges.add(judge);
    }
    setKnown(this.#table, row, 'latency_ms', milliseconds(finite(test['completionTime'])));
    setKnown(this.#table, row, 'cost_usd', finite(test['tokenCost']));
    setLabels(this.#table, row, { ...asRecord(test['additionalMetadata']), ...asRecord(test['metadata']) });
    const tags = asList(test['tags']).flatMap((tag) => textOf(tag) ?? []);
    if (tags.length > 0) this.#table.setLabel(row, 'tags', tags.sort().join(', ').slice(0, 80));
  }

  judge(): string | null {
    return this.#judges.size === 0 ? null : [...this.#judges].sort().join(', ');
  }
}

/** A trace that ended in an error, and nothing of it that was judged, is an error and not a failed answer. */
function statusOf(test: JsonRecord, metrics: readonly JsonRecord[]): RowStatus {
  const erred = asRecord(test['trace'])['status'] === 'ERRORED';
  return erred && metrics.every((metric) => finite(metric['score']) === null) ? 'error' : 'ok';
}

/** `test_case_0` is a position; any other name is one. */
function itemOf(test: JsonRecord): string {
  const name = textOf(test['name']);
  const isPosition = name === null || /^(?:conversational_)?test_case_\d+$/u.test(name);
  const asked = {
    input: test['input'] ?? null,
    expected: test['expectedOutput'] ?? null,
    scenario: test['scenario'] ?? null,
    turns: turnsOf(test['turns']),
  };
  return contentId(asked, isPosition ? null : name.slice(0, 80));
}

/** What a conversation was begun with; the answers in it are the bundle's. */
function turnsOf(turns: unknown): unknown[] {
  return asList(turns)
    .map(asRecord)
    .filter(({ role }) => role === 'user')
    .map(({ content }) => content ?? null);
}

function runOf(document: JsonDocument): RunFacts {
  const keys = new Set(['runDuration', 'evaluationCost']);
  const nested = document.find('testRunData');
  const { runDuration, evaluationCost } = document.pick(nested ?? document.root, keys);
  return { began: null, ended: null, seconds: finite(runDuration), usd: finite(evaluationCost) };
}
