import sax from 'sax';
import { type ProblemCode, refuse } from '../../problem.ts';
import { utf8Only } from '../../reader/lines.ts';
import { LARGEST_DOCUMENT, LARGEST_ROW } from '../source.ts';
import type { ResultTable, RowStatus } from '../table.ts';
import { NO_FACTS, type ReadOptions, type StreamReader } from './reader.ts';

// The library's own bound of 64 KB on one attribute is less than the message of a failed answer may have.
Object.assign(sax, { MAX_BUFFER_LENGTH: LARGEST_ROW });

/**
 * JUnit XML: one row per test case, `passed` 1 or 0, an `<error>` is an error and not a failed answer. The key is
 * `classname::name`, with the file where there is one. Read as a stream; entities of a document's own are never expanded.
 */
export const junit: StreamReader = {
  format: 'junit',
  async read(chunks, table, options) {
    const cases = new Cases(table, options);
    const decoder = new TextDecoder('utf-8');
    let total = 0;
    for await (const chunk of utf8Only(chunks, options.file)) {
      total += chunk.length;
      if (total > LARGEST_DOCUMENT)
        refuse('evidence-too-large', {
          file: options.file,
          found: `more than ${LARGEST_DOCUMENT} bytes`,
          expected: `at most ${LARGEST_DOCUMENT} bytes`,
        });
      cases.write(decoder.decode(chunk, { stream: true }));
    }
    cases.end();
    return { ...NO_FACTS, tool: { name: 'junit', version: null } };
  },
};

interface OpenCase {
  readonly item: string;
  readonly seconds: number | null;
  readonly labels: Map<string, string>;
  outcome: 'passed' | 'failed' | 'error' | 'skipped';
}

const STATUS: Readonly<Record<OpenCase['outcome'], RowStatus>> = {
  passed: 'ok',
  failed: 'ok',
  error: 'error',
  skipped: 'skipped',
};
const DEEPEST = 64;
const SECOND_MS = 1000;

class Cases {
  readonly #table: ResultTable;
  readonly #options: ReadOptions;
  readonly #parser = sax.parser(true, { position: true, trim: true });
  readonly #suites: string[] = [];
  #open: OpenCase | null = null;
  #depth = 0;
  #sawRoot = false;
  #ended = false;

  constructor(table: ResultTable, options: ReadOptions) {
    this.#table = table;
    this.#options = options;
    this.#parser.onerror = (error) => this.#fault(firstLine(error.message));
    // An attribute of that name would hide the method that the library asks for attributes.
    this.#parser.onopentagstart = ({ attributes }) =>
      Object.defineProperty(attributes, 'hasOwnProperty', { value: Object.prototype.hasOwnProperty });
    this.#parser.onopentag = ({ name, attributes }) =>
      this.#begin(name, attributes as Record<string, string>);
    this.#parser.onclosetag = (name) => this.#finish(name);
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  end(): void {
    if (this.#depth > 0) this.#fail('evidence-truncated', `${this.#depth} elements left open`, 'next');
    // Behind the root only space may stand; `close` tells an element that was begun.
    this.#ended = true;
    this.#parser.close();
    if (!this.#sawRoot) this.#fail('evidence-truncated', 'no element', 'next');
  }

  /** What the library complains of; it tells its errors apart by words alone. */
  #fault(message: string): never {
    if (this.#ended) this.#fail('evidence-truncated', message, 'next');
    const tooLong = message.startsWith('Max buffer length');
    this.#fail(tooLong ? 'evidence-row-too-large' : 'evidence-syntax', message, 'letter');
  }

  #begin(name: string, attributes: Record<string, string>): void {
    this.#depth += 1;
    if (this.#depth > DEEPEST) this.#fail('evidence-too-deep', `more than ${DEEPEST} levels`);
    if (!this.#sawRoot && name !== 'testsuites' && name !== 'testsuite')
      this.#fail('evidence-wrong-format', `<${name}>`);
    if (this.#sawRoot && this.#depth === 1) this.#fail('evidence-syntax', `a second root <${name}>`);
    this.#sawRoot = true;
    if (name === 'testsuite') this.#suites.push(attributes['name'] ?? '');
    else if (name === 'testcase') this.#beginCase(attributes);
    else if (this.#open !== null) this.#inside(this.#open, name, attributes);
  }

  #beginCase(attributes: Record<string, string>): void {
    if (this.#open !== null) this.#fail('evidence-syntax', 'a <testcase> in a <testcase>');
    if ((attributes['name'] ?? '') === '') this.#fail('evidence-no-item', 'a <testcase> without a name');
    this.#open = openCase(attributes, this.#suites.at(-1) ?? '');
  }

  /** One case may carry several of these; the worst counts. */
  #inside(open: OpenCase, name: string, attributes: Record<string, string>): void {
    if (name === 'error') open.outcome = 'error';
    else if (name === 'failure' && open.outcome !== 'error') open.outcome = 'failed';
    else if (name === 'skipped' && open.outcome === 'passed') open.outcome = 'skipped';
    else if (name === 'property') open.labels.set(attributes['name'] ?? '', attributes['value'] ?? '');
  }

  #finish(name: string): void {
    this.#depth -= 1;
    if (name === 'testsuite') this.#suites.pop();
    if (name !== 'testcase' || this.#open === null) return;
    const { item, seconds, labels, outcome } = this.#open;
    const row = this.#table.add(item, STATUS[outcome]);
    this.#table.setMetric(row, 'passed', outcome === 'passed' ? 1 : outcome === 'failed' ? 0 : null);
    this.#table.setMetric(
      row,
      'latency_ms',
      seconds === null || outcome === 'skipped' ? null : seconds * SECOND_MS,
    );
    for (const [key, value] of labels)
      if (key !== '' && value !== '') this.#table.setLabel(row, key, value.slice(0, 80));
    this.#open = null;
  }

  /** `where`: the tag that was just read, its last letter, or what should come next. */
  #fail(code: ProblemCode, found: string, where: 'tag' | 'letter' | 'next' = 'tag'): never {
    const { line, column, position, startTagPosition } = this.#parser;
    const tag = column - (position - startTagPosition);
    refuse(code, {
      file: this.#options.file,
      line: line + 1,
      column: where === 'next' ? column + 1 : Math.max(1, where === 'tag' && tag > 0 ? tag : column),
      found,
      expected: 'JUnit XML: testsuites, testsuite, testcase',
    });
  }
}

function openCase(attributes: Record<string, string>, suite: string): OpenCase {
  const { name = '', classname = '', file, time = '' } = attributes;
  const labels = new Map([
    ['suite', suite],
    ['classname', classname],
  ]);
  const item = [...(file === undefined ? [] : [file]), ...(classname === '' ? [] : [classname]), name].join(
    '::',
  );
  return { item, seconds: secondsOf(time), labels, outcome: 'passed' };
}

/** `0.25` or, as Surefire has it, `1,234.5`. A comma alone may divide thousands or be a decimal point: nobody can say. */
function secondsOf(time: string): number | null {
  const plain = /^\d{1,3}(?:,\d{3})+\.\d+$/u.test(time) ? time.replaceAll(',', '') : time;
  return /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/u.test(plain) ? Number(plain) : null;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
