import { parse, TomlError } from 'smol-toml';
import { fromData, type Node, type Path } from './data.ts';

/** TOML with places. The parser tells none, so a second, forgiving pass over the text finds where keys and values stand. */
export function readToml(text: string, deepest: number): Node | null {
  try {
    const root = fromData(parse(text, { maxDepth: deepest, integersAsBigInt: 'asNeeded' }));
    return placed(root, new Places(text).found, []);
  } catch (error) {
    if (error instanceof TomlError) return null;
    throw error;
  }
}

interface Place {
  readonly key: number;
  readonly start: number;
  readonly end: number;
}

/** A key that no TOML path can be mistaken for another by. */
function keyOf(path: Path): string {
  return JSON.stringify(path);
}

function placed(node: Node, places: ReadonlyMap<string, Place>, path: Path): Node {
  const place = places.get(keyOf(path));
  const offset = place?.start ?? -1;
  if (node.kind === 'scalar') return place === undefined ? node : { ...node, offset, end: place.end };
  if (node.kind === 'list')
    return { ...node, offset, items: node.items.map((item, i) => placed(item, places, [...path, i])) };
  const entries = [...node.entries].map(([key, { value }]) => {
    const at = [...path, key];
    return [key, { keyOffset: places.get(keyOf(at))?.key ?? -1, value: placed(value, places, at) }] as const;
  });
  return { ...node, offset: path.length === 0 ? 0 : offset, entries: new Map(entries) };
}

const GAP = /(?:[ \t\r\n]+|#[^\n]*)*/y;
const KEY = /[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*/y;
const STRINGS: readonly RegExp[] = [
  /"""(?:[^\\]|\\[\s\S])*?"{3,5}/y,
  /'''[\s\S]*?'{3,5}/y,
  /"(?:[^"\\\n]|\\.)*"/y,
  /'[^'\n]*'/y,
];
const BARE = /[^,\]}#\n\r]+/y;

/** Walks a text that is known to be TOML; what it does not follow is left without a place. */
class Places {
  readonly found = new Map<string, Place>();
  readonly #text: string;
  readonly #counts = new Map<string, number>();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    let table: Path = [];
    for (;;) {
      this.#take(GAP);
      if (this.#at >= text.length) return;
      const next: Path | null = text[this.#at] === '[' ? this.#header() : this.#pair(table) ? table : null;
      if (next === null) return;
      table = next;
    }
  }

  #header(): Path | null {
    const start = this.#at;
    const many = this.#text.startsWith('[[', start);
    this.#at += many ? 2 : 1;
    const keys = this.#dotted();
    if (keys === null || this.#text[this.#at] !== ']') return null;
    this.#at += many ? 2 : 1;
    const path = this.#indexed(keys, many);
    for (const one of many ? [path, path.slice(0, -1)] : [path])
      if (!this.found.has(keyOf(one))) this.found.set(keyOf(one), { key: start, start, end: this.#at });
    return path;
  }

  /** Arrays of tables are named without an index in the text; the last one is meant. */
  #indexed(keys: readonly string[], many: boolean): Path {
    let path: (string | number)[] = [];
    keys.forEach((key, i) => {
      path = [...path, key];
      const last = i === keys.length - 1;
      const count = this.#counts.get(keyOf(path));
      if (last && many) this.#counts.set(keyOf(path), (count ?? 0) + 1);
      const index = last && many ? (count ?? 0) : count === undefined ? null : count - 1;
      if (index !== null) path.push(index);
    });
    return path;
  }

  #pair(table: Path): boolean {
    const key = this.#at;
    const keys = this.#dotted();
    if (keys === null || this.#text[this.#at] !== '=') return false;
    this.#at += 1;
    const path = [...table, ...keys];
    const start = this.#value(path);
    this.found.set(keyOf(path), { key, start, end: this.#at });
    return true;
  }

  #dotted(): string[] | null {
    const keys: string[] = [];
    for (;;) {
      KEY.lastIndex = this.#at;
      const match = KEY.exec(this.#text);
      if (match === null) return null;
      this.#at += match[0].length;
      keys.push(match[1] ?? match[2] ?? match[3] ?? '');
      if (this.#text[this.#at] !== '.') return keys;
      this.#at += 1;
    }
  }

  /** Passes over a value and returns where it began. */
  #value(path: Path): number {
    this.#take(GAP);
    const start = this.#at;
    const first = this.#text[start];
    if (first === '[' || first === '{') this.#members(path, first);
    else if (!STRINGS.some((pattern) => this.#take(pattern))) this.#take(BARE);
    return start;
  }

  #members(path: Path, open: '[' | '{'): void {
    const close = open === '[' ? ']' : '}';
    this.#at += 1;
    for (let i = 0; ; i += 1) {
      this.#take(GAP);
      if (this.#at >= this.#text.length) return;
      if (this.#text[this.#at] === close) break;
      const before = this.#at;
      if (open === '{') {
        if (!this.#pair(path)) return;
      } else {
        const start = this.#value([...path, i]);
        this.found.set(keyOf([...path, i]), { key: start, start, end: this.#at });
      }
      this.#take(GAP);
      if (this.#text[this.#at] === ',') this.#at += 1;
      if (this.#at === before) return;
    }
    this.#at += 1;
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += match.length;
    return match !== '';
  }
}
