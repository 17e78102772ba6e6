import { append } from '../reader/append.ts';
import { type MapNode, type Node, toData } from '../reader/data.ts';
import type { ToolItem } from './change.ts';
import { type DataDiff, diffData, fromTo, type Step, showSteps } from './data-diff.ts';

/** A tool as a model sees it: what it is called, what it says of itself, what it takes, what it may do. */
interface Tool {
  readonly name: string;
  readonly node: MapNode;
  readonly offset: number;
}

export type Tools = ReadonlyMap<string, Tool>;

const PARAMETER_KEYS = [
  'parameters',
  'inputSchema',
  'input_schema',
  'arguments',
  'args',
  'schema',
  'properties',
];
const PERMISSION_KEYS =
  /^(?:annotations|readonly(?:hint)?|read_only|destructive(?:hint)?|idempotenthint|openworldhint|permission|permissions|scope|scopes|allow|allowed|allowed_?tools|deny|denied|confirm|confirmation|requires?_?-?(?:confirmation|approval)|needs_?approval|approval|auto_?-?approve|always_?-?allow|trust|enabled|disabled|access|mode)$/iu;
const DESCRIPTION_KEYS = new Set([
  'description',
  'title',
  'when_to_use',
  'instructions',
  'guidance',
  'summary',
]);

/**
 * Finds tool definitions in data: a list of named maps, a map of name to definition, one definition as the whole
 * file, OpenAI's wrapped form, MCP's server map. Null where the data holds nothing that looks like tools.
 */
export function toolsIn(root: Node): Tools | null {
  const tools = new Map<string, Tool>();
  collect(root, null, tools, 0);
  return tools.size > 0 ? tools : null;
}

const DEEPEST = 6;

function collect(node: Node, key: string | null, into: Map<string, Tool>, depth: number): void {
  if (depth > DEEPEST || node.kind === 'scalar') return;
  if (node.kind === 'list') {
    for (const item of node.items) collect(item, null, into, depth + 1);
    return;
  }
  const definition = unwrap(node);
  const name = scalar(definition, 'name') ?? key;
  if (name !== null && isTool(definition)) {
    into.set(name, { name, node: definition, offset: definition.offset });
    return;
  }
  for (const [child, entry] of node.entries) collect(entry.value, child, into, depth + 1);
}

/** `{ type: function, function: {…} }` → the inner map. */
function unwrap(node: MapNode): MapNode {
  const inner = node.entries.get('function')?.value;
  return inner?.kind === 'map' ? inner : node;
}

function isTool(node: MapNode): boolean {
  const has = (keys: readonly string[]): boolean => keys.some((key) => node.entries.has(key));
  const takesMap = PARAMETER_KEYS.some(
    (key) => node.entries.get(key)?.value.kind === 'map' || node.entries.get(key)?.value.kind === 'list',
  );
  return (
    (takesMap && (has(['description', 'name']) || has(['type']))) ||
    (has(['name']) && has(['description'])) ||
    has(['command', 'url'])
  );
}

function scalar(node: MapNode, key: string): string | null {
  const value = node.entries.get(key)?.value;
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : null;
}

const TOOL_KEYS = /^(?:tools|functions|mcp_?servers|tool_?definitions)$/iu;

/** A part of a document that defines tools, whatever kind of document it is. */
export interface ToolPart {
  readonly path: readonly Step[];
  readonly before: Tools;
  readonly after: Tools;
}

/** The keys under which two documents define tools, outermost first. Lists of mere tool names are values. */
export function toolParts(before: Node, after: Node, path: readonly Step[] = []): ToolPart[] {
  if (before.kind !== 'map' || after.kind !== 'map' || path.length > DEEPEST) return [];
  const keys = new Set([...before.entries.keys(), ...after.entries.keys()]);
  return [...keys].flatMap((key): ToolPart[] => {
    const [old, now] = [before.entries.get(key)?.value ?? NONE, after.entries.get(key)?.value ?? NONE];
    const here = [...path, key];
    const tools = TOOL_KEYS.test(key) ? [toolsIn(old), toolsIn(now)] : [null, null];
    if (tools[0] == null && tools[1] == null) return toolParts(old, now, here);
    return [{ path: here, before: tools[0] ?? new Map(), after: tools[1] ?? new Map() }];
  });
}

const NONE: Node = { kind: 'map', entries: new Map(), offset: -1 };

/** Differences between two sets of tools, by tool and aspect. */
export function diffTools(
  before: Tools,
  after: Tools,
  lineAt: (offset: number) => number | null,
): ToolItem[] {
  const items: ToolItem[] = [];
  for (const [name, { node }] of before) {
    const other = after.get(name);
    if (other === undefined)
      items.push({ type: 'tool', tool: name, aspect: 'removed', key: '', from: toData(node), line: null });
    else
      append(
        items,
        diffData(node, other.node).map((diff) => toolItem(name, diff, lineAt)),
      );
  }
  for (const [tool, { node, offset }] of after) {
    if (!before.has(tool))
      items.push({ type: 'tool', tool, aspect: 'added', key: '', to: toData(node), line: lineAt(offset) });
  }
  return items;
}

function toolItem(tool: string, diff: DataDiff, lineAt: (offset: number) => number | null): ToolItem {
  return {
    type: 'tool',
    tool,
    aspect: aspectOf(diff.path.map((step) => (typeof step === 'string' ? step : ''))),
    key: showSteps(diff.path),
    ...fromTo(diff),
    line: lineAt(diff.offset),
  };
}

function aspectOf(path: readonly string[]): ToolItem['aspect'] {
  const [first = ''] = path;
  // The command line of a server is called `args` too, and holds no schema.
  const isParameter = PARAMETER_KEYS.includes(first) && (first !== 'args' || (path[1] ?? '') !== '');
  if (!isParameter && path.some((step) => PERMISSION_KEYS.test(step))) return 'permission';
  if (isParameter) return DESCRIPTION_KEYS.has(path.at(-1) ?? '') ? 'description' : 'parameter';
  return DESCRIPTION_KEYS.has(first) ? 'description' : 'other';
}
