import type { Entry, Node } from '../../reader/data.ts';
import { calleeOf, makesTool, nameOf, partsOf } from './names.ts';
import { roleOf } from './roles.ts';
import { childOf, type SyntaxNode } from './syntax.ts';
import { literalOf, type Source } from './text.ts';
import { type Value, valueIn } from './value.ts';

/** A tool that a program defines: what it is called, and what it says of itself as a model sees it. */
export interface ToolDefinition {
  readonly name: string;
  readonly value: Value;
}

const DECORATED =
  /^@?(?:[\w.]+\.)?(?:\w+_tool|kernel_function|ai_function|tool|tool_plain|openai_function)\b/u;

/** A function that a decorator makes a tool: its docstring is what the model is told. */
export function toolOfFunction(
  node: SyntaxNode,
  decorators: readonly SyntaxNode[] | null,
  source: Source,
): ToolDefinition | null {
  const decorator = decorators?.find(({ start, end }) => DECORATED.test(source.text.slice(start, end)));
  const name = childOf(node, 'name');
  if (decorator === undefined || name === null) return null;
  const call = decorator.children.find(({ type }) => roleOf(type) === 'call');
  const given = call === undefined ? null : valueIn(call, 'tool', source);
  const entries = new Map<string, Entry>(given?.node.kind === 'map' ? given.node.entries : []);
  const title = entries.get('name')?.value ?? entries.get('arg0')?.value ?? given?.node;
  entries.delete('arg0');
  const text = docstringOf(node, source);
  if (!entries.has('description'))
    entries.set('description', { keyOffset: node.start, value: text ?? scalarAt('', node) });
  const own = source.text.slice(name.start, name.end);
  const called = title?.kind === 'scalar' && typeof title.value === 'string' ? title.value : own;
  entries.set('name', { keyOffset: name.start, value: scalarAt(called, name) });
  entries.set('parameters', { keyOffset: node.start, value: parametersOf(node, source) });
  const value: Value = {
    node: { kind: 'map', entries, offset: node.start },
    told: given?.told ?? [],
    rest: [],
  };
  return { name: called, value };
}

function scalarAt(value: string, { start, end }: SyntaxNode): Node {
  return { kind: 'scalar', value, offset: start, end };
}

function docstringOf(node: SyntaxNode, source: Source): Node | null {
  const first = childOf(node, 'body')?.children.find(({ type }) => type !== 'comment');
  const text = first?.type === 'expression_statement' ? partsOf(first)[0] : undefined;
  const literal = text === undefined ? null : literalOf(text, source);
  return literal === null
    ? null
    : { kind: 'scalar', value: literal.text.trim(), offset: literal.start, end: literal.end };
}

/** Names of parameters with their types, as the schema will hold them. */
function parametersOf(node: SyntaxNode, source: Source): Node {
  const parts = childOf(node, 'parameters')?.children ?? [];
  const entries = parts.flatMap((part): [string, Entry][] => {
    const name = childOf(part, 'name') ?? part.children[0] ?? part;
    const own = nameOf(name, source);
    const type = childOf(part, 'type');
    if (own === null || own === 'self' || /^(?:ctx|context|wrapper)$/u.test(own)) return [];
    const written = type === null ? '' : source.text.slice(type.start, type.end);
    return [[own, { keyOffset: part.start, value: scalarAt(written.replace(/\s+/gu, ' '), part) }]];
  });
  return { kind: 'map', entries: new Map(entries), offset: node.start };
}

/** `tool({…})`, `server.registerTool("name", {…})`, `mcp.NewTool("name", mcp.WithDescription("…"))`. */
export function toolAt(node: SyntaxNode, name: string | null, source: Source): ToolDefinition | null {
  if (!makesTool(node, source)) return null;
  const value = valueIn(node, 'tool', source);
  if (value?.node.kind !== 'map') return null;
  const entries = new Map([...value.node.entries].map(([key, entry]) => [lowerFirst(key), entry]));
  for (const [key, option] of optionsOf(node, source)) entries.set(key, option);
  const first = entries.get('arg0')?.value;
  const own = entries.get('name')?.value ?? (first?.kind === 'scalar' ? first : undefined);
  const called = own?.kind === 'scalar' && typeof own.value === 'string' ? own.value : name;
  if (called === null) return null;
  const second = entries.get('arg1')?.value;
  if (!entries.has('description') && second?.kind === 'scalar')
    entries.set('description', { keyOffset: second.offset, value: second });
  if (!entries.has('description')) return null;
  for (const key of [...entries.keys()]) if (/^arg\d+$/u.test(key)) entries.delete(key);
  const { offset } = value.node;
  const title: Node = { kind: 'scalar', value: called, offset };
  entries.set('name', { keyOffset: offset, value: title });
  return { name: called, value: { ...value, node: { kind: 'map', entries, offset } } };
}

/** Go spells what a tool says of itself in capitals. */
function lowerFirst(key: string): string {
  return /^[A-Z][a-z]/u.test(key) ? `${key[0]?.toLowerCase() ?? ''}${key.slice(1)}` : key;
}

const OPTIONS = /(?:^|\.)With(Description|ToolAnnotation|String|Number|Boolean|Object|Array)$/u;

/** Go gives a tool's description, annotations and parameters by options. */
function optionsOf(node: SyntaxNode, source: Source): [string, Entry][] {
  const args = childOf(node, 'arguments');
  const options = args === null ? [] : partsOf(args).filter(({ type }) => roleOf(type) === 'call');
  const parameters = new Map<string, Entry>();
  const found: [string, Entry][] = [];
  for (const option of options) {
    const what = OPTIONS.exec(calleeOf(option, source))?.[1];
    const value = what === undefined ? null : valueIn(option, 'description', source)?.node;
    if (what === undefined || value == null) continue;
    const entry = { keyOffset: option.start, value };
    if (what === 'ToolAnnotation') found.push(['annotations', entry]);
    else if (what === 'Description') found.push(['description', { ...entry, value: lastText(value) }]);
    else parameters.set(firstText(value), entry);
  }
  if (parameters.size === 0) return found;
  const all: Node = { kind: 'map', entries: parameters, offset: node.start };
  return [...found, ['parameters', { keyOffset: node.start, value: all }]];
}

/** Descriptions may be handed to a translator first, behind their key. */
function lastText(node: Node): Node {
  const last = node.kind === 'map' ? [...node.entries.values()].at(-1)?.value : undefined;
  return last === undefined ? node : lastText(last);
}

function firstText(node: Node): string {
  if (node.kind === 'scalar') return String(node.value);
  const [first] = node.kind === 'map' ? [...node.entries.values()] : [];
  return first === undefined ? '' : firstText(first.value);
}
