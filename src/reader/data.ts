/**
 * Data as YAML, JSON, TOML and their kin hold it, with the place of every key and value.
 * One shape for all of them, so that comparing and validating never ask which syntax it was.
 */

export type Scalar = string | number | boolean | null;

export type Node = ScalarNode | ListNode | MapNode;

interface Placed {
  /** UTF-16 offset of the value in the text; -1 where the syntax gives none. */
  readonly offset: number;
}

export interface ScalarNode extends Placed {
  readonly kind: 'scalar';
  /** A number that JavaScript cannot hold exactly stays the text it was, so that two of them never look equal. */
  readonly value: Scalar;
  /** Where the value's source ends; left out where the syntax gives no places. */
  readonly end?: number;
}

export interface ListNode extends Placed {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

export interface MapNode extends Placed {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface Entry {
  readonly keyOffset: number;
  readonly value: Node;
}

export type Path = readonly (string | number)[];

export type Data = Scalar | Data[] | { [key: string]: Data };

/** Plain values; objects have no prototype, so that a key called `__proto__` is a key like any other. */
export function toData(node: Node): Data {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(toData);
    case 'map': {
      const object: { [key: string]: Data } = Object.create(null);
      for (const [key, entry] of node.entries) object[key] = toData(entry.value);
      return object;
    }
  }
}

/**
 * Data as a text to look for words in; empty where there is none. Whatever a file has may stand where a text is expected, and
 * an object without a prototype cannot be made a text by `String`.
 */
export function plainText(data: Data | undefined): string {
  if (data === undefined || data === null) return '';
  return typeof data === 'object' ? JSON.stringify(data) : String(data);
}

/** The same shape made from plain values, without places: for syntaxes whose parser tells none. */
export function fromData(data: unknown): Node {
  if (Array.isArray(data)) return { kind: 'list', items: data.map(fromData), offset: -1 };
  if (data instanceof Date) return { kind: 'scalar', value: data.toISOString(), offset: -1 };
  if (typeof data === 'object' && data !== null) {
    const entries = Object.entries(data).map(([key, value]): [string, Entry] => [
      key,
      { keyOffset: -1, value: fromData(value) },
    ]);
    return { kind: 'map', entries: new Map(entries), offset: -1 };
  }
  return { kind: 'scalar', value: scalarOf(data), offset: -1 };
}

function scalarOf(value: unknown): Scalar {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return value === null || value === undefined ? null : String(value);
}

/** The node at a path, or undefined. */
export function nodeAt(root: Node, path: Path): Node | undefined {
  return path.reduce<Node | undefined>((node, step) => child(node, step), root);
}

function child(node: Node | undefined, step: string | number): Node | undefined {
  if (node?.kind === 'list' && typeof step === 'number') return node.items[step];
  if (node?.kind === 'map') return node.entries.get(String(step))?.value;
  return undefined;
}

/** Offset of the key that a path ends in, or of the nearest thing above it that has a place. */
export function keyOffset(root: Node, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = nodeAt(root, path.slice(0, length - 1));
    const last = path[length - 1];
    if (parent?.kind === 'map') {
      const entry = parent.entries.get(String(last));
      if (entry !== undefined) return entry.keyOffset;
    }
    if (parent?.kind === 'list' && typeof last === 'number') {
      const item = parent.items[last];
      if (item !== undefined) return item.offset;
    }
  }
  return root.offset;
}

/** `a.b[2]."c.d"`: a key path as it is shown and as reason codes carry it. */
export function showPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += (text === '' ? '' : '.') + (/^[\w-]+$/u.test(step) ? step : JSON.stringify(step));
  }
  return text;
}
