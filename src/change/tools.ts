import { type Data, type MapNode, type Node, showPath, toData } from '../reader/data.ts';
import type { ToolItem } from './change.ts';
import { type DataDiff, diffData } from './data-diff.ts';

/** A tool as a model sees it: what it is called, what it says of itself, what it takes, what it may do. */
interface Tool {
  readonly name: string;
  readonly node: MapNode;
  readonly offset: number;
}

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
  /^(?:annotations|readonly(?:hint)?|read_only|destructive(?:hint)?|idempotenthint|openworldhint|permission|permissions|scope|scopes|allow|allowed|deny|denied|confirm|confirmation|requires?_?-?(?:confirmation|approval)|approval|auto_?-?approve|enabled|disabled|access|mode)$/iu;
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
export function toolsIn(root: Node): ReadonlyMap<string, Tool> | null {
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

/** Differences between two sets of tools, by tool and aspect. */
export function diffTools(
  before: ReadonlyMap<string, Tool>,
  after: ReadonlyMap<string, Tool>,
  lineAt: (offset: number) => number | null,
): ToolItem[] {
  const items: ToolItem[] = [];
  for (const [name, tool] of before) {
    const other = after.get(name);
    if (other === undefined)
      items.push({
        type: 'tool',
        tool: name,
        aspect: 'removed',
        key: '',
        from: toData(tool.node),
        line: null,
      });
    else items.push(...diffData(tool.node, other.node).map((diff) => toolItem(name, diff, lineAt)));
  }
  for (const [name, tool] of after) {
    if (!before.has(name))
      items.push({
        type: 'tool',
        tool: name,
        aspect: 'added',
        key: '',
        to: toData(tool.node),
        line: lineAt(tool.offset),
      });
  }
  return items;
}

function toolItem(tool: string, diff: DataDiff, lineAt: (offset: number) => number | null): ToolItem {
  return {
    type: 'tool',
    tool,
    aspect: aspectOf(diff.path.map(String)),
    key: showPath(diff.path),
    ...fromTo(diff),
    line: lineAt(diff.offset),
  };
}

function aspectOf(path: readonly string[]): ToolItem['aspect'] {
  if (path.some((step) => PERMISSION_KEYS.test(step) && !PARAMETER_KEYS.includes(path[0] ?? '')))
    return 'permission';
  if (PARAMETER_KEYS.includes(path[0] ?? ''))
    return DESCRIPTION_KEYS.has(path.at(-1) ?? '') ? 'description' : 'parameter';
  return DESCRIPTION_KEYS.has(path[0] ?? '') ? 'description' : 'other';
}

/** Old and new value of a difference, each left out where there is none. */
export function fromTo(diff: DataDiff): { from?: Data; to?: Data } {
  switch (diff.type) {
    case 'added':
      return { to: toData(diff.to) };
    case 'removed':
      return { from: toData(diff.from) };
    case 'changed':
      return { from: toData(diff.from), to: toData(diff.to) };
    case 'moved':
      return { from: [...diff.from], to: [...diff.to] };
  }
}
