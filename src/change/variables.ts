import type { Entry, Node } from '../reader/data.ts';

const ENVIRONMENT = /^(?:env|environment|build_?args|args)$/iu;
const SET = /^([A-Za-z_][\w.]*)=(.*)$/su;
const DEEPEST = 24;

/**
 * Variables of the environment as a map from name to value, however a deployment lists them: `- MODEL=gpt-5.2`, or
 * `{ name: MODEL, value: gpt-5.2 }`. A name then means what it means everywhere.
 */
export function withVariables(node: Node, depth = 0): Node {
  if (node.kind === 'scalar' || depth > DEEPEST) return node;
  if (node.kind === 'list') {
    const items = node.items.map((item) => withVariables(item, depth + 1));
    return items.every((item, i) => item === node.items[i]) ? node : { ...node, items };
  }
  let isSame = true;
  const entries = new Map<string, Entry>();
  for (const [key, entry] of node.entries) {
    const variables = ENVIRONMENT.test(key) ? variablesOf(entry.value) : null;
    const value = variables ?? withVariables(entry.value, depth + 1);
    if (value !== entry.value) isSame = false;
    entries.set(key, value === entry.value ? entry : { ...entry, value });
  }
  return isSame ? node : { ...node, entries };
}

/** Null where not every member sets one variable, each another. */
function variablesOf(node: Node): Node | null {
  if (node.kind !== 'list' || node.items.length === 0) return null;
  const entries = new Map<string, Entry>();
  for (const item of node.items) {
    const set = written(item) ?? named(item);
    if (set === null || entries.has(set.name)) return null;
    entries.set(set.name, { keyOffset: item.offset, value: set.value });
  }
  return { kind: 'map', entries, offset: node.offset };
}

interface Variable {
  readonly name: string;
  readonly value: Node;
}

function written(node: Node): Variable | null {
  const text = node.kind === 'scalar' && typeof node.value === 'string' ? SET.exec(node.value) : null;
  const [, name, value] = text ?? [];
  return name === undefined || value === undefined
    ? null
    : { name, value: { kind: 'scalar', value, offset: node.offset } };
}

function named(node: Node): Variable | null {
  if (node.kind !== 'map') return null;
  const [name, value] = ['name', 'value'].map((key) => node.entries.get(key)?.value);
  if (name?.kind !== 'scalar' || typeof name.value !== 'string') return null;
  return value === undefined || node.entries.size > 2
    ? {
        name: name.value,
        value: { ...node, entries: new Map([...node.entries].filter(([key]) => key !== 'name')) },
      }
    : { name: name.value, value };
}
