import { boundBy, partsOf } from './names.ts';
import { isKeyword, roleOf } from './roles.ts';
import { childOf, type SyntaxNode } from './syntax.ts';
import { type Source, sourceOf } from './text.ts';
import { valueIn } from './value.ts';

/** Something that a program gives a name to, by its place in the text. */
export interface Definition {
  readonly start: number;
  readonly end: number;
  /** The text that it gives a name to; null where that is something else, or no more than a word. */
  readonly text: string | null;
}

export type Definitions = ReadonlyMap<string, Definition>;

/** What a program defines at its top, by name; a name that is given twice is none that could be followed. */
export function definitionsIn(root: SyntaxNode, text: string): Definitions {
  const found = new Map<string, Definition>();
  const twice = new Set<string>();
  const source = sourceOf(text, root);
  for (const node of root.children) {
    const name = nameOf(node, text);
    if (name === null) continue;
    if (found.has(name)) twice.add(name);
    found.set(name, { start: node.start, end: node.end, text: proseIn(node, source) });
  }
  for (const name of twice) found.delete(name);
  return found;
}

const FEWEST_WORDS = 6;

/** A text of several words that a definition is, whatever it is wrapped in. */
function proseIn(node: SyntaxNode, source: Source): string | null {
  const bound = roleOf(node.type) === 'binding' ? boundBy(node) : null;
  const [only, ...more] = partsOf(node);
  if (bound === null)
    return HOLDS.test(node.type) && only !== undefined && more.length === 0 ? proseIn(only, source) : null;
  const value = valueIn(bound.value, '', source);
  const text = value?.node.kind === 'scalar' && value.rest.length === 0 ? value.node.value : null;
  return typeof text === 'string' && text.trim().split(/\s+/u).length >= FEWEST_WORDS ? text : null;
}

const HOLDS =
  /^(?:export_statement|decorated_definition|expression_statement|lexical_declaration|variable_declaration|const_declaration|var_declaration)$/u;

function nameOf(node: SyntaxNode, text: string): string | null {
  const role = roleOf(node.type);
  if (role === 'scope' && !isKeyword(node)) {
    const name = childOf(node, 'name');
    return name === null || node.type === 'method_declaration' ? null : text.slice(name.start, name.end);
  }
  if (role === 'binding') {
    const bound = boundBy(node);
    const key = bound === null ? '' : text.slice(bound.key.start, bound.key.end);
    return /^[\w$]+$/u.test(key) ? key : null;
  }
  if (!HOLDS.test(node.type)) return null;
  const parts = partsOf(node).filter(({ type }) => type !== 'decorator');
  const [only] = parts;
  return only === undefined || parts.length > 1 ? null : nameOf(only, text);
}
