import { isUtf8 } from 'node:buffer';
import { JsonTextFault, parseJson } from './json-text.ts';
import { BYTE_ORDER_MARK, badByteOffset, bytePosition } from './text.ts';

/**
 * A large JSON document walked in place: only the parts that are asked for are parsed, one row at a time, so that a
 * document of hundreds of megabytes never becomes one tree of objects. Nesting is bounded and nothing recurses.
 */
export interface JsonLimits {
  readonly depth: number;
  /** Bytes of one parsed part. */
  readonly part: number;
}

export class JsonFault extends Error {
  readonly kind: 'truncated' | 'syntax' | 'too-deep' | 'too-large' | 'not-utf8';
  /** Byte offset. */
  readonly offset: number;
  constructor(kind: JsonFault['kind'], offset: number, cause?: unknown) {
    super(`${kind} at byte ${offset}`, { cause });
    this.kind = kind;
    this.offset = offset;
  }
}

/** A value's place: bytes from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_MAP, CLOSE_MAP, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

export class JsonDocument {
  readonly #bytes: Buffer;
  readonly #limits: JsonLimits;
  readonly root: Span;
  /** Where the members of the root lie, once somebody asked; null where there are too many to keep. */
  #top: ReadonlyMap<string, Span> | null | undefined;

  /** Throws a JsonFault where the brackets do not close, nest too deep, or something stands behind the value. */
  constructor(bytes: Uint8Array, limits: JsonLimits) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#limits = limits;
    const mark = this.#bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
    const start = this.#space(mark);
    const end = this.#skip(start);
    if (this.#space(end) < this.#bytes.length) throw new JsonFault('syntax', this.#space(end));
    this.root = { start, end };
  }

  isMap(span: Span): boolean {
    return this.#bytes[span.start] === OPEN_MAP;
  }

  isList(span: Span): boolean {
    return this.#bytes[span.start] === OPEN_LIST;
  }

  /** Members of a map, in order. */
  *members(span: Span): Generator<{ readonly key: string; readonly value: Span }> {
    if (!this.isMap(span)) return;
    for (let at = this.#space(span.start + 1); this.#bytes[at] !== CLOSE_MAP; ) {
      if (this.#bytes[at] !== QUOTE) throw new JsonFault('syntax', at);
      const keyEnd = this.#string(at);
      const colon = this.#space(keyEnd);
      if (this.#bytes[colon] !== COLON) throw new JsonFault('syntax', colon);
      const start = this.#space(colon + 1);
      const end = this.#skip(start);
      yield { key: String(this.parse({ start: at, end: keyEnd })), value: { start, end } };
      at = this.#next(end, CLOSE_MAP);
    }
  }

  /** Elements of a list, in order. */
  *elements(span: Span): Generator<Span> {
    if (!this.isList(span)) return;
    for (let start = this.#space(span.start + 1); this.#bytes[start] !== CLOSE_LIST; ) {
      const end = this.#skip(start);
      yield { start, end };
      start = this.#next(end, CLOSE_LIST);
    }
  }

  /** The value under a chain of keys; null where a key is missing. Of equal keys the last counts, as for JSON.parse. */
  find(...keys: readonly string[]): Span | null {
    let here: Span | null = this.root;
    for (const key of keys) {
      if (here === null) return null;
      here = here === this.root ? this.#atTop(key) : this.#memberOf(here, key);
    }
    return here;
  }

  /** Members of a map by name, parsed; what is not asked for is passed over, whatever its size. */
  pick(span: Span, keys: ReadonlySet<string>): Record<string, unknown> {
    const picked: Record<string, unknown> = {};
    for (const { key, value } of this.members(span)) if (keys.has(key)) picked[key] = this.parse(value);
    return picked;
  }

  /** Many readers look at the root to tell a format: it is walked once. */
  #atTop(key: string): Span | null {
    if (this.#top === undefined) {
      const top = new Map<string, Span>();
      for (const member of this.members(this.root)) {
        top.set(member.key, member.value);
        if (top.size > MOST_KEPT) break;
      }
      this.#top = top.size > MOST_KEPT ? null : top;
    }
    return this.#top === null ? this.#memberOf(this.root, key) : (this.#top.get(key) ?? null);
  }

  #memberOf(span: Span, key: string): Span | null {
    let found: Span | null = null;
    for (const member of this.members(span)) if (member.key === key) found = member.value;
    return found;
  }

  /** Parses one part. Throws a JsonFault for what is no JSON, no UTF-8 or larger than the limit. */
  parse(span: Span): unknown {
    if (span.end - span.start > this.#limits.part) throw new JsonFault('too-large', span.start);
    const part = this.#bytes.subarray(span.start, span.end);
    if (!isUtf8(part)) throw new JsonFault('not-utf8', span.start + badByteOffset(part));
    const text = part.toString('utf8');
    try {
      return parseJson(text);
    } catch (error) {
      if (!(error instanceof JsonTextFault)) throw error;
      throw new JsonFault('syntax', span.start + Buffer.byteLength(text.slice(0, error.offset)), error);
    }
  }

  /** Where a part begins, for what has to be said about it. */
  position(span: Span): { line: number; column: number } {
    return bytePosition(this.#bytes, span.start);
  }

  #space(from: number): number {
    let at = from;
    for (
      let byte = this.#bytes[at];
      byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
      byte = this.#bytes[at]
    )
      at += 1;
    return at;
  }

  /** Behind a value: the next one after a comma, or the closing bracket. */
  #next(end: number, close: number): number {
    const at = this.#space(end);
    if (this.#bytes[at] === close) return at;
    if (this.#bytes[at] === COMMA) {
      const next = this.#space(at + 1);
      if (this.#bytes[next] === close) throw new JsonFault('syntax', next);
      return next;
    }
    throw new JsonFault(at >= this.#bytes.length ? 'truncated' : 'syntax', at);
  }

  /** End of the string that begins at `from`. */
  #string(from: number): number {
    for (let at = this.#bytes.indexOf(QUOTE, from + 1); at !== -1; at = this.#bytes.indexOf(QUOTE, at + 1)) {
      let escapes = 0;
      while (this.#bytes[at - 1 - escapes] === BACKSLASH) escapes += 1;
      if (escapes % 2 === 0) return at + 1;
    }
    throw new JsonFault('truncated', from);
  }

  /** End of the value that begins at `from`, by brackets and strings alone; its grammar is checked when it is parsed. */
  #skip(from: number): number {
    const open: number[] = [];
    let at = from;
    for (;;) {
      const byte = this.#bytes[at];
      if (byte === undefined) throw new JsonFault('truncated', at);
      if (byte === QUOTE) at = this.#string(at);
      else if (byte === OPEN_MAP || byte === OPEN_LIST) {
        if (open.push(byte + 2) > this.#limits.depth) throw new JsonFault('too-deep', at); // `{`+2 is `}`, `[`+2 is `]`
        at += 1;
        continue;
      } else if (byte === CLOSE_MAP || byte === CLOSE_LIST) {
        if (open.pop() !== byte) throw new JsonFault('syntax', at);
        at += 1;
      } else if (open.length === 0) return this.#plain(at);
      else {
        at += 1;
        continue;
      }
      if (open.length === 0) return at;
    }
  }

  /** End of a number or word. */
  #plain(from: number): number {
    let at = from;
    for (let byte = this.#bytes[at]; byte !== undefined && !ENDS_PLAIN.has(byte); byte = this.#bytes[at])
      at += 1;
    if (at === from) throw new JsonFault('syntax', at);
    return at;
  }
}

/** Members of a root whose places are kept. */
const MOST_KEPT = 1_000;

const ENDS_PLAIN = new Set([0x20, 0x0a, 0x0d, 0x09, COMMA, COLON, CLOSE_MAP, CLOSE_LIST]);
