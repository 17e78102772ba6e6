import {
  Composer,
  CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  Parser,
  type Node as YamlNode,
} from 'yaml';
import { append } from './append.ts';
import type { Entry, Node, Scalar } from './data.ts';
import { Lines, type Position } from './text.ts';

/**
 * YAML behind a fence. The parser is recursive and, on nested input, aborts the process in a way that cannot be
 * caught (measured: 2,000 open brackets); its check for duplicate keys is quadratic. So the token stream, which is
 * linear and flat, is measured first, and duplicate keys are found here.
 */
export interface YamlLimits {
  /** Levels of nesting, flow and block together. */
  readonly depth: number;
  readonly tokens: number;
  /**
   * For configuration: refuses anchors, aliases, tags, directives and merge keys, which are resolved in ordinary data,
   * keys that are there twice, and what could be read in two ways: control characters, half a surrogate pair, numbers that no double holds.
   */
  readonly plain: boolean;
}

export interface YamlProblem extends Position {
  readonly code:
    | 'config-wrong-value'
    | 'yaml-syntax'
    | 'yaml-too-deep'
    | 'yaml-too-long'
    | 'yaml-not-plain'
    | 'yaml-duplicate-key'
    | 'yaml-key-not-text';
  readonly found: string | null;
  readonly expected: string | null;
  /** For a duplicate key: the line of the first. */
  readonly firstLine?: number;
}

export type YamlResult =
  | { readonly ok: true; readonly roots: readonly Node[] }
  | { readonly ok: false; readonly problem: YamlProblem };

/** Reads a stream of YAML documents. Never throws on any input; the first thing that is wrong is returned. */
export function readYaml(text: string, limits: YamlLimits): YamlResult {
  const lines = new Lines(text);
  const fenced = prescan(text, limits);
  if (fenced !== null) return { ok: false, problem: { ...lines.at(fenced.offset), ...fenced.what } };
  try {
    return { ok: true, roots: compose(text, limits) };
  } catch (error) {
    if (error instanceof Found) return { ok: false, problem: { ...lines.at(error.offset), ...error.what } };
    throw error;
  }
}

type What = Omit<YamlProblem, 'line' | 'column'>;

class Found extends Error {
  readonly offset: number;
  readonly what: What;
  constructor(offset: number, what: What) {
    super(what.code);
    this.offset = offset;
    this.what = what;
  }
}

const OPENERS = new Set(['flow-seq-start', 'flow-map-start']);
const CLOSERS = new Set(['flow-seq-end', 'flow-map-end']);
/** Behind these something may begin on the same line. */
const INDICATORS = new Set(['seq-item-ind', 'explicit-key-ind', 'map-value-ind']);
const NO_VALUE = new Set(['space', 'comment']);
const NOT_PLAIN: Readonly<Record<string, string>> = {
  anchor: 'no anchors',
  alias: 'no aliases',
  tag: 'no tags',
  'directive-line': 'no directives',
};

/** Tokens of the lexer's own that stand for no text; `scalar` announces that a scalar's source comes next. */
const MARKERS = new Set(['doc-mode', 'flow-error-end', 'scalar']);

/**
 * What YAML calls printable, the other way round (https://yaml.org/spec/1.2.2/#51-character-set), and a second byte order
 * mark: the first is gone already, and readers do not agree whether another is text.
 */
const UNPRINTABLE = /^\ufeff|[^\t\n\r -~\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Measures depth and size on the token stream, before anything recursive sees the text. */
function prescan(text: string, limits: YamlLimits): { offset: number; what: What } | null {
  const unprintable = limits.plain ? text.search(UNPRINTABLE) : -1;
  if (unprintable !== -1) {
    const code = (text.codePointAt(unprintable) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return { offset: unprintable, what: what('yaml-syntax', `U+${code}`, 'printable characters') };
  }
  const depth = new Depth();
  let offset = 0;
  let tokens = 0;
  let type = '';
  for (const source of new Lexer().lex(text)) {
    type = type === 'scalar' ? 'text' : (CST.tokenType(source) ?? 'text');
    if (MARKERS.has(type)) continue;
    depth.see(type, source.length);
    // The tokens show up to two levels more than there are; how many there are is told exactly when they are read.
    if (depth.levels > limits.depth + 2) return { offset, what: tooDeep(limits) };
    tokens += 1;
    if (tokens > limits.tokens)
      return {
        offset,
        what: what('yaml-too-long', `more than ${limits.tokens} tokens`, `at most ${limits.tokens}`),
      };
    const refused = NOT_PLAIN[type];
    if (limits.plain && refused !== undefined)
      return { offset, what: what('yaml-not-plain', source.slice(0, 40), refused) };
    offset += source.length;
  }
  return null;
}

/**
 * Nesting as the tokens show it: open brackets, and the columns in which something begins. A list may stand in the
 * column of the key that it belongs to, so the real nesting is at most twice as deep.
 */
class Depth {
  readonly #columns: number[] = [];
  #flow = 0;
  #column = 0;
  #begins = true;

  get levels(): number {
    return this.#flow + this.#columns.length;
  }

  see(type: string, length: number): void {
    if (type === 'newline') [this.#column, this.#begins] = [0, true];
    else {
      if (this.#begins && this.#flow === 0 && !NO_VALUE.has(type)) this.#begin(this.#column);
      if (OPENERS.has(type)) this.#flow += 1;
      else if (CLOSERS.has(type)) this.#flow = Math.max(0, this.#flow - 1);
      else if (INDICATORS.has(type)) this.#begins = true;
      this.#column += length;
    }
  }

  #begin(column: number): void {
    this.#begins = false;
    while ((this.#columns.at(-1) ?? -1) > column) this.#columns.pop();
    if (this.#columns.at(-1) !== column) this.#columns.push(column);
  }
}

function tooDeep({ depth }: YamlLimits): What {
  return what('yaml-too-deep', `more than ${depth} levels`, `at most ${depth} levels`);
}

function what(code: What['code'], found: string | null, expected: string | null): What {
  return { code, found, expected };
}

function compose(text: string, limits: YamlLimits): Node[] {
  const documents: Document.Parsed[] = [];
  const composer = new Composer({
    uniqueKeys: false,
    merge: !limits.plain,
    version: '1.2',
    logLevel: 'silent',
  });
  const parser = new Parser();
  for (const token of parser.parse(text))
    append(documents, composer.next(token) as Iterable<Document.Parsed>);
  append(documents, composer.end(false, text.length) as Iterable<Document.Parsed>);
  return documents.map((document) => {
    const error = document.errors[0];
    if (error !== undefined)
      throw new Found(error.pos[0], what('yaml-syntax', firstLine(error.message), 'valid YAML 1.2'));
    return convert(document.contents, new Converter(document, text, limits));
  });
}

/** The parser's own words, without its picture of the place. */
function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/u, '');
}

/** What converting one document needs: its aliases, and a count that keeps repeated aliases from multiplying. */
class Converter {
  readonly document: Document.Parsed;
  readonly text: string;
  readonly limits: YamlLimits;
  nodes = 0;
  constructor(document: Document.Parsed, text: string, limits: YamlLimits) {
    this.document = document;
    this.text = text;
    this.limits = limits;
  }
}

const MOST_NODES = 200_000;

function convert(node: YamlNode | null, context: Converter, level = 0): Node {
  context.nodes += 1;
  const offset = node?.range?.[0] ?? 0;
  if (context.nodes > MOST_NODES)
    throw new Found(offset, what('yaml-too-long', 'more nodes than are read', `at most ${MOST_NODES} nodes`));
  if (level >= context.limits.depth + Number(node === null || isScalar(node)))
    throw new Found(offset, tooDeep(context.limits));
  if (node === null) return { kind: 'scalar', value: null, offset };
  if (isAlias(node)) {
    const target = node.resolve(context.document);
    if (target === undefined)
      throw new Found(
        offset,
        what('yaml-syntax', `alias *${node.source} without its anchor`, 'valid YAML 1.2'),
      );
    return convert(target, context, level + 1);
  }
  if (isScalar(node)) {
    const value = scalarValue(node.value, node.source, node.tag);
    if (context.limits.plain) refuseUnclear(node.value, value, offset);
    return { kind: 'scalar', value, offset, end: node.range?.[1] ?? offset };
  }
  if (isSeq(node))
    return {
      kind: 'list',
      items: node.items.map((item) => convert(item as YamlNode | null, context, level + 1)),
      offset,
    };
  if (isMap(node)) return { kind: 'map', entries: entriesOf(node.items, context, level), offset };
  return { kind: 'scalar', value: null, offset };
}

type YamlPairs = readonly { readonly key: unknown; readonly value: unknown }[];

function entriesOf(pairs: YamlPairs, context: Converter, level: number): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const merged: Node[] = [];
  for (const pair of pairs) {
    const key = pair.key as YamlNode | null;
    const offset = key?.range?.[0] ?? 0;
    if (key !== null && !isScalar(key))
      throw new Found(offset, what('yaml-key-not-text', 'a list or map as key', 'a text key'));
    const name = key === null ? '' : String(key.source ?? key.value);
    if (context.limits.plain) refuseUnclear(name, name, offset);
    if (context.limits.plain && name === '<<')
      throw new Found(offset, what('yaml-not-plain', '<<', 'no merge keys'));
    const value = convert(pair.value as YamlNode | null, context, level + 1);
    if (name === '<<' && (value.kind === 'map' || value.kind === 'list')) {
      append(merged, value.kind === 'list' ? value.items : [value]);
      continue;
    }
    const first = entries.get(name);
    // Loaders of ordinary data let the last one win.
    if (first !== undefined && context.limits.plain) {
      const firstLineNumber = new Lines(context.text).at(first.keyOffset).line;
      throw new Found(offset, {
        ...what('yaml-duplicate-key', name, 'each key once'),
        firstLine: firstLineNumber,
      });
    }
    entries.set(name, { keyOffset: offset, value });
  }
  // Keys of a merged map stand behind the map's own, and the first map that has a key wins.
  for (const node of merged) {
    if (node.kind !== 'map') continue;
    for (const [name, entry] of node.entries) if (!entries.has(name)) entries.set(name, entry);
  }
  return entries;
}

/** Two readers must not take a value for two things: a number that came out as its text, text that is not Unicode. */
function refuseUnclear(value: unknown, read: Scalar, offset: number): void {
  if (typeof value === 'number' && typeof read === 'string')
    throw new Found(
      offset,
      what('config-wrong-value', read, 'a number that can be held exactly, or text in quotes'),
    );
  if (typeof read === 'string' && !read.isWellFormed())
    throw new Found(offset, what('yaml-syntax', 'half of a surrogate pair', 'text in Unicode'));
}

function scalarValue(value: unknown, source: string | undefined, tag: string | undefined): Scalar {
  // An application's own tag (`!Ref x`) belongs to the meaning.
  if (tag?.startsWith('!') && !tag.startsWith('tag:')) return `${tag} ${String(value)}`;
  if (typeof value === 'number') {
    const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
    return exact ? value : (source ?? String(value));
  }
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? null : (source ?? String(value));
}
