import { parseModelId } from '../../models/patterns.ts';
import { append } from '../../reader/append.ts';
import type { Entry, Node, Scalar } from '../../reader/data.ts';
import { boundBy, calleeOf, makesTool, nameOf, partsOf } from './names.ts';
import { type Role, roleOf } from './roles.ts';
import { childOf, type SyntaxNode } from './syntax.ts';
import { literalOf, type Source } from './text.ts';

/** A value as data, with what of the program it stands for. */
export interface Value {
  readonly node: Node;
  /** Parts of the text that the data says in full. */
  readonly told: readonly SyntaxNode[];
  /** Parts inside it that are no data: names, functions, other calls. They are looked into by themselves. */
  readonly rest: readonly SyntaxNode[];
}

/** Reads an expression as data as far as it is literal; null where nothing of it is. `name` is what it is given to. */
export function valueIn(node: SyntaxNode, name: string, source: Source): Value | null {
  const role = roleOf(node.type);
  if (role === null) return null;
  const literal = literalOf(node, source);
  if (literal !== null) {
    const { text: value, start: offset, end } = literal;
    return { node: { kind: 'scalar', value, offset, end }, told: [node], rest: [] };
  }
  return READERS[role]?.(node, name, source) ?? null;
}

type Reader = (node: SyntaxNode, name: string, source: Source) => Value | null;

const READERS: Partial<Record<Role, Reader>> = {
  number: (node, _name, { text }) =>
    scalar(node, Number(text.slice(node.start, node.end).replaceAll('_', ''))),
  word: (node, _name, { text }) => scalar(node, WORDS.get(text.slice(node.start, node.end)) ?? null),
  symbol: (node, _name, { text }) => scalar(node, text.slice(node.start, node.end).replace(/^:/u, '')),
  wrapper: wrapped,
  list: listOf,
  map: (node, _name, source) => mapOf(node.children, source),
  call: callOf,
  choice: choiceOf,
  sum: choiceOf,
  index: choiceByPlace,
  member: memberOf,
};

const WORDS: ReadonlyMap<string, Scalar> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
]);

function scalar(node: SyntaxNode, value: Scalar): Value {
  return { node: { kind: 'scalar', value, offset: node.start, end: node.end }, told: [node], rest: [] };
}

function wrapped(node: SyntaxNode, name: string, source: Source): Value | null {
  const parts = partsOf(node).filter(({ type }) => !/type/u.test(type));
  const [inner] = parts;
  if (inner === undefined || parts.length > 1) return null;
  const value = valueIn(inner, name, source);
  const sign = /^unary/u.test(node.type) ? source.text[node.start] : '';
  if (value === null) return null;
  // Of a call its arguments are told, and not which function it calls.
  if (sign === '' || sign === '&') return value.told[0] === inner ? { ...value, told: [node] } : value;
  return sign === '-' && value.node.kind === 'scalar' && typeof value.node.value === 'number'
    ? scalar(node, -value.node.value)
    : null;
}

/** Names in a list are what is chosen: tools, fallbacks, checks. */
function listOf(node: SyntaxNode, name: string, source: Source): Value | null {
  const parts = partsOf(node);
  const read = parts.map((part) => valueIn(part, name, source) ?? named(part, source));
  return combined(
    node,
    read,
    parts,
    read.flatMap((value) => (value === null ? [] : [value.node])),
  );
}

function named(node: SyntaxNode, { text }: Source): Value | null {
  const role = roleOf(node.type);
  return role === 'name' || role === 'member' ? scalar(node, text.slice(node.start, node.end)) : null;
}

function combined(
  node: SyntaxNode,
  read: readonly (Value | null)[],
  parts: readonly SyntaxNode[],
  items: readonly Node[],
): Value | null {
  const rest = read.flatMap((value, i) => (value === null ? (parts[i] ?? []) : value.rest));
  if (items.length === 0 && parts.length > 0) return null;
  const told = rest.length === 0 ? [node] : read.flatMap((value) => value?.told ?? []);
  return { node: { kind: 'list', items, offset: node.start }, told, rest };
}

function mapOf(children: readonly SyntaxNode[], source: Source): Value | null {
  const entries = new Map<string, Entry>();
  const told: SyntaxNode[] = [];
  const rest: SyntaxNode[] = [];
  for (const child of children.filter((one) => partsOf({ ...one, children: [one] }).length > 0)) {
    const bound = roleOf(child.type) === 'binding' ? boundBy(child) : null;
    const key = bound === null ? null : nameOf(bound.key, source);
    const value =
      bound === null || key === null
        ? null
        : (valueIn(bound.value, key, source) ?? constantIn(bound.value, key, source));
    // A tool that is defined in here is told as one, under the name that it is given.
    if (bound !== null && key !== null && makesTool(bound.value, source)) rest.push(child);
    else if (bound === null || key === null || value === null) rest.push(bound?.value ?? child);
    else {
      entries.set(key, { keyOffset: child.start, value: value.node });
      append(told, value.rest.length === 0 ? [child] : value.told);
      append(rest, value.rest);
    }
  }
  if (entries.size === 0) return null;
  return { node: { kind: 'map', entries, offset: children[0]?.start ?? -1 }, told, rest };
}

const ENVIRONMENT =
  /^(?:os\.(?:getenv|environ\.get)|environ\.get|getenv|env|config|ENV\.fetch|env\.(?:str|int|float|bool)|Deno\.env\.get)$/u;

/** A call by its arguments: named ones by name, others by place; a default of the environment under its variable. */
function callOf(node: SyntaxNode, name: string, source: Source): Value | null {
  const args = childOf(node, 'arguments') ?? childOf(node, 'body');
  if (args === null) return frozen(node, name, source);
  const parts = partsOf(args);
  const [first, second] = parts;
  if (ENVIRONMENT.test(calleeOf(node, source)) && first !== undefined && second !== undefined)
    return underVariable(nameOf(first, source), valueIn(second, name, source), first, name);
  if (DECLARES.test(calleeOf(node, source))) return declared(node, name, source, parts);
  const isList = node.type === 'composite_literal' && !parts.some(({ type }) => type === 'keyed_element');
  if (isList) return listOf(args, name, source);
  const flat = parts.flatMap((part) => (roleOf(part.type) === 'map' ? part.children : [part]));
  const named = mapOf(
    flat.filter(({ type }) => roleOf(type) === 'binding'),
    source,
  );
  const placed = flat.filter(({ type }) => roleOf(type) !== 'binding' && /\w/u.test(type));
  return withPlaces(named, placed, name, source);
}

/** What declares a parameter or a field by its default, and says something of it beside. */
const DECLARES =
  /^(?:typer\.|click\.|fastapi\.|pydantic\.|dataclasses\.)?(?:Argument|Option|Field|Query|Body|field)$/u;

/** `typer.Argument("gpt-5.2", help="…")`: the default is what counts, and the rest is said beside it. */
function declared(
  node: SyntaxNode,
  name: string,
  source: Source,
  parts: readonly SyntaxNode[],
): Value | null {
  const named = parts.find((part) => {
    const bound = roleOf(part.type) === 'binding' ? boundBy(part) : null;
    return bound !== null && nameOf(bound.key, source) === 'default';
  });
  const [first] = parts;
  const own = named === undefined ? first : boundBy(named)?.value;
  if (own === undefined || roleOf(own.type) === 'binding') return null;
  const value = valueIn(own, name, source);
  const beside = parts.filter((part) => part !== own && part !== named);
  return value === null ? null : { ...value, told: [node], rest: [...beside, ...value.rest] };
}

/** `[…].freeze`: what is made fast is the value. */
function frozen(node: SyntaxNode, name: string, source: Source): Value | null {
  const receiver = childOf(node, 'receiver');
  const isFrozen = receiver !== null && /\.(?:freeze|dup|deep_freeze)$/u.test(calleeOf(node, source));
  const value = isFrozen ? valueIn(receiver, name, source) : null;
  return value !== null && value.rest.length === 0 ? { ...value, told: [node] } : value;
}

function withPlaces(
  named: Value | null,
  placed: readonly SyntaxNode[],
  name: string,
  source: Source,
): Value | null {
  const read = placed.map((part) => valueIn(part, name, source));
  const places = read.flatMap((value, i): [string, Entry][] =>
    value === null ? [] : [[`arg${i}`, { keyOffset: value.node.offset, value: value.node }]],
  );
  const own = named?.node.kind === 'map' ? [...named.node.entries] : [];
  if (own.length + places.length === 0) return null;
  // `str("a")`, `openai("gpt-5.2")`: what is given is all there is to say.
  const [only] = read;
  if (own.length === 0 && read.length === 1 && only != null) return only;
  const rest = read.flatMap((value, i) => (value === null ? (placed[i] ?? []) : value.rest));
  const offset = own[0]?.[1].keyOffset ?? places[0]?.[1].keyOffset ?? -1;
  return {
    node: { kind: 'map', entries: new Map([...own, ...places]), offset },
    told: [...(named?.told ?? []), ...read.flatMap((value) => value?.told ?? [])],
    rest: [...(named?.rest ?? []), ...rest],
  };
}

/** What is called as its variable is, is told by its own name: it was the same value before it could be set. */
function underVariable(
  variable: string | null,
  value: Value | null,
  at: SyntaxNode,
  name: string,
): Value | null {
  if (variable === null || value === null) return value;
  if (variable.toLowerCase().includes(name.toLowerCase())) return { ...value, told: [at, ...value.told] };
  const entries = new Map([[variable, { keyOffset: at.start, value: value.node }]]);
  return { ...value, told: [at, ...value.told], node: { kind: 'map', entries, offset: at.start } };
}

const FALLS_BACK = new Set(['||', '??', 'or']);

/** `a || "b"`: the default; of an environment variable, under its name. `a ? b : c`: both, in order. */
function choiceOf(node: SyntaxNode, name: string, source: Source): Value | null {
  const parts = partsOf(node);
  if (/conditional|ternary/u.test(node.type)) {
    const read = parts.map((part) => valueIn(part, name, source));
    return combined(
      node,
      read,
      parts,
      read.flatMap((value) => (value === null ? [] : [value.node])),
    );
  }
  const [left, right] = parts;
  if (left === undefined || right === undefined) return null;
  if (!node.children.some(({ type }) => FALLS_BACK.has(type))) return null;
  const value = valueIn(right, name, source);
  const written = source.text.slice(left.start, left.end);
  const variable = /^(?:process\.env|import\.meta\.env|ENV|os\.environ)\b|os\.getenv|os\.environ/u.test(
    written,
  )
    ? (/(\w+)\W*$/u.exec(written)?.[1] ?? null)
    : null;
  const found = variable === null ? value : underVariable(variable, value, left, name);
  return found === null ? null : { ...found, rest: variable === null ? [left, ...found.rest] : found.rest };
}

/** `MODELS[0].name`: which one of several models, by its place. */
function choiceByPlace(node: SyntaxNode, _name: string, source: Source): Value | null {
  const written = source.text.slice(node.start, node.end);
  return /models?\w*\s*(?:\.\w+\s*)*\[\s*-?\d+\s*\]$/iu.test(written) ? scalar(node, written) : null;
}

/** `Models.GPT_4O` is a model; the part of an entry that was chosen by its place is that entry. */
function memberOf(node: SyntaxNode, name: string, source: Source): Value | null {
  const last = partsOf(node).at(-1);
  const symbol = last === undefined ? '' : source.text.slice(last.start, last.end);
  const words = symbol.replace(/([a-z])([A-Z])/gu, '$1_$2').toLowerCase();
  const id = parseModelId(words) ?? parseModelId(words.replace(/^([a-z]+)(\d)/u, '$1_$2'));
  if (id !== null) return scalar(node, id.id);
  const inner = partsOf(node).find(({ type }) => roleOf(type) === 'index' || roleOf(type) === 'member');
  const chosen = inner === undefined ? null : valueIn(inner, name, source);
  return chosen === null ? null : scalar(node, source.text.slice(node.start, node.end));
}

const MODEL = /(?:^|_)(?:model|llm|deployment|engine)(?:_?(?:name|id))?$/iu;

/** `model=MODEL` is the model that the constant names: which one answers is told where it is chosen. */
export function constantIn(node: SyntaxNode, name: string, source: Source): Value | null {
  if (roleOf(node.type) !== 'name' || !MODEL.test(name.replace(/([a-z0-9])([A-Z])/gu, '$1_$2'))) return null;
  const own = source.text.slice(node.start, node.end);
  const literal = own === name ? undefined : source.constants.get(own);
  if (literal === undefined) return null;
  source.used.add(own);
  const { text: value, start: offset, end } = literal;
  return { node: { kind: 'scalar', value, offset, end }, told: [node], rest: [] };
}
