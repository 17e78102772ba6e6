import { boundBy, partsOf } from './names.ts';
import { roleOf } from './roles.ts';
import type { SyntaxNode } from './syntax.ts';
import { type Literal, literalOf, type Source } from './text.ts';

const HOLDERS =
  /^(?:expression_statement|lexical_declaration|variable_declaration|export_statement|const_declaration|var_declaration)$/u;

/** Names at the top of a program that are given one word each, once: `MODEL = "gpt-5.2"`. */
export function constantsIn(root: SyntaxNode, source: Source): Map<string, Literal> {
  const found = new Map<string, Literal>();
  const twice = new Set<string>();
  const visit = (node: SyntaxNode): void => {
    const bound = roleOf(node.type) === 'binding' ? boundBy(node) : null;
    if (bound === null) {
      if (HOLDERS.test(node.type)) for (const part of partsOf(node)) visit(part);
      return;
    }
    const name = source.text.slice(bound.key.start, bound.key.end);
    if (found.has(name)) twice.add(name);
    const only =
      bound.value.type === 'expression_list' ? (partsOf(bound.value)[0] ?? bound.value) : bound.value;
    const literal = roleOf(only.type) === 'text' ? literalOf(only, source) : null;
    if (literal !== null && /^[^\s{}]+$/u.test(literal.text)) found.set(name, literal);
  };
  for (const node of root.children) visit(node);
  for (const name of twice) found.delete(name);
  return found;
}
