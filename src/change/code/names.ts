import { isKeyword, roleOf } from './roles.ts';
import { childOf, type SyntaxNode } from './syntax.ts';
import { literalOf, type Source } from './text.ts';

// What a node of a tree is called, whom it calls and what it is made of; nothing of what it is worth.

/** Parts with a name of their own in the grammar; punctuation and keywords have none that counts. */
export function partsOf({ children }: SyntaxNode): SyntaxNode[] {
  return children.filter((child) => !isKeyword(child) && roleOf(child.type) !== 'comment');
}

/** What stands inside of brackets, casts and the like. */
export function unwrapped(node: SyntaxNode): SyntaxNode {
  const parts =
    roleOf(node.type) === 'wrapper' ? partsOf(node).filter(({ type }) => !/type/u.test(type)) : [];
  const [inner] = parts;
  return inner === undefined || parts.length > 1 ? node : unwrapped(inner);
}

/** What a call calls, as it is written, with what it is called of. */
export function calleeOf(node: SyntaxNode, { text }: Source): string {
  const callee =
    childOf(node, 'function') ??
    childOf(node, 'constructor') ??
    childOf(node, 'method') ??
    childOf(node, 'type');
  const receiver = childOf(node, 'receiver');
  const own = callee === null ? '' : text.slice(callee.start, callee.end);
  return receiver === null ? own : `${text.slice(receiver.start, receiver.end)}.${own}`;
}

const KEYS = ['key', 'name', 'left', 'pattern', 'property'];
const VALUES = ['value', 'right'];

/** What a binding gives to what: `temperature=0.2`, `"model": x`, `const MODEL = y`. */
export function boundBy(node: SyntaxNode): { key: SyntaxNode; value: SyntaxNode } | null {
  if (node.type === 'jsx_attribute') {
    const [name, given] = partsOf(node);
    return name === undefined || given === undefined ? null : { key: name, value: given };
  }
  const [key, value] = [KEYS, VALUES].map((fields) =>
    fields.map((field) => childOf(node, field)).find((child) => child !== null),
  );
  return key == null || value == null ? null : { key, value };
}

/** The name that a key or target is known by: `self.model`, `config["model"]` and `Model` are all called so. */
export function nameOf(node: SyntaxNode, source: Source): string | null {
  const literal = literalOf(node, source);
  if (literal !== null) return literal.text;
  switch (roleOf(node.type)) {
    case 'member':
    case 'index': {
      const last = partsOf(node).at(-1);
      return last === undefined ? null : nameOf(last, source);
    }
    case 'wrapper':
      return partsOf(node).length === 1 ? nameOf(partsOf(node)[0] ?? node, source) : null;
    case 'name':
    case 'symbol':
      return plain(source.text.slice(node.start, node.end));
    default:
      return /identifier|hash_key_symbol/u.test(node.type)
        ? plain(source.text.slice(node.start, node.end))
        : null;
  }
}

function plain(name: string): string {
  return name.replace(/^[@:]+|[:]$/gu, '');
}

const MAKES =
  /(?:^|\.)(?:tool|Tool|createTool|defineTool|dynamicTool|registerTool|addTool|RegisterTool|AddTool|NewTool|StructuredTool|DynamicStructuredTool|DynamicTool|FunctionTool|FunctionDeclaration|from_function|mcp\.Tool|MustTool|ConvertTool|CreateTool|DefineTool|MakeTool|NewAgentTool|NewParallelAgentTool)$/u;

/** Whether a call defines a tool. */
export function makesTool(node: SyntaxNode, source: Source): boolean {
  return roleOf(node.type) === 'call' && MAKES.test(calleeOf(node, source));
}
