import type { Entry, Node, Scalar } from './data.ts';

/**
 * JSON with the place of every key and value, in one pass: reading it as the YAML it nearly is costs thirty times as
 * much. Comments and commas before a closing bracket are passed over, because configuration files have them.
 */
export function readJson(text: string, deepest: number): Node | null {
  const reader = new JsonReader(text, deepest);
  try {
    return reader.document();
  } catch (error) {
    if (error instanceof NotJson) return null;
    throw error;
  }
}

class NotJson extends Error {}

// Sticky, so that each is tried exactly where the reader stands.
const SPACE = /(?:[ \t\r\n\ufeff]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
// Line ends are what an unclosed string would otherwise swallow; other control characters do no harm here.
const STRING = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const WORDS: Readonly<Record<string, Scalar>> = { true: true, false: false, null: null };

class JsonReader {
  readonly #text: string;
  readonly #deepest: number;
  #at = 0;

  constructor(text: string, deepest: number) {
    this.#text = text;
    this.#deepest = deepest;
  }

  document(): Node {
    const node = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) throw new NotJson();
    return node;
  }

  #value(depth: number): Node {
    if (depth > this.#deepest) throw new NotJson();
    this.#space();
    const offset = this.#at;
    const first = this.#text[offset];
    if (first === '{') return this.#map(depth);
    if (first === '[') return this.#list(depth);
    return { kind: 'scalar', value: this.#scalar(first), offset, end: this.#at };
  }

  #scalar(first: string | undefined): Scalar {
    if (first === '"') return this.#string();
    const word = this.#take(WORD);
    if (word !== null) return WORDS[word] ?? null;
    const source = this.#take(NUMBER);
    if (source === null) throw new NotJson();
    const number = Number(source);
    return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number))
      ? number
      : source;
  }

  #string(): string {
    const source = this.#take(STRING);
    if (source === null) throw new NotJson();
    if (!source.includes('\\')) return source.slice(1, -1);
    try {
      return String(JSON.parse(source));
    } catch {
      throw new NotJson();
    }
  }

  /** Of equal keys the last counts, as for JSON.parse. */
  #map(depth: number): Node {
    const offset = this.#at;
    const entries = new Map<string, Entry>();
    this.#at += 1;
    while (!this.#closes('}')) {
      const keyOffset = this.#at;
      const key = this.#string();
      this.#space();
      if (this.#text[this.#at] !== ':') throw new NotJson();
      this.#at += 1;
      entries.set(key, { keyOffset, value: this.#value(depth + 1) });
      this.#comma('}');
    }
    return { kind: 'map', entries, offset };
  }

  #list(depth: number): Node {
    const offset = this.#at;
    const items: Node[] = [];
    this.#at += 1;
    while (!this.#closes(']')) {
      items.push(this.#value(depth + 1));
      this.#comma(']');
    }
    return { kind: 'list', items, offset };
  }

  #closes(bracket: string): boolean {
    this.#space();
    const closes = this.#text[this.#at] === bracket;
    if (closes) this.#at += 1;
    return closes;
  }

  #comma(bracket: string): void {
    this.#space();
    if (this.#text[this.#at] === ',') this.#at += 1;
    else if (this.#text[this.#at] !== bracket) throw new NotJson();
  }

  #space(): void {
    this.#take(SPACE);
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }
}
