import { squeezedCode } from './cuts.ts';
import { roleOf } from './roles.ts';
import { childOf, type SyntaxNode } from './syntax.ts';

/** A program's text with what its grammar keeps elsewhere: the bodies of heredocs, by where they are begun. */
export interface Source {
  readonly text: string;
  readonly heredocs: ReadonlyMap<number, SyntaxNode>;
  /** What names at the top of the program stand for, where that is one word. */
  readonly constants: ReadonlyMap<string, Literal>;
  /** Constants that were told where they are used. */
  readonly used: Set<string>;
}

export interface Literal {
  /** As the program holds it; an interpolation as it is written, in braces. */
  readonly text: string;
  /** Where the content begins and ends, quotes left out. */
  readonly start: number;
  readonly end: number;
}

export function sourceOf(text: string, root: SyntaxNode): Source {
  const [begun, bodies]: [SyntaxNode[], SyntaxNode[]] = [[], []];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'heredoc_beginning') begun.push(node);
    if (node.type === 'heredoc_body') bodies.push(node);
    for (const child of node.children) visit(child);
  };
  visit(root);
  const pairs = begun.flatMap((node, i): [number, SyntaxNode][] => {
    const body = bodies[i];
    return body === undefined ? [] : [[node.start, body]];
  });
  return { text, heredocs: new Map(pairs), constants: new Map(), used: new Set() };
}

/** The text that an expression makes: literals, templates, heredocs, sums of them and calls that only tidy a text. */
export function literalOf(node: SyntaxNode, source: Source): Literal | null {
  switch (roleOf(node.type)) {
    case 'text':
      return written(source.heredocs.get(node.start) ?? node, source.text);
    case 'texts':
      return joined(node.children, source, '');
    case 'sum':
      return sumOf(node, source);
    case 'call':
      return tidied(node, source);
    case 'wrapper':
      return node.type === 'parenthesized_expression' ? joined(node.children.slice(1, -1), source, '') : null;
    default:
      return null;
  }
}

const CONTENT =
  /^(?:string_content|string_fragment|heredoc_content|(?:interpreted|raw)_string_literal_content|escape_sequence|escape_interpolation)$/u;
const HOLE = /^(?:interpolation|template_substitution)$/u;

function written(node: SyntaxNode, text: string): Literal {
  const parts = node.children.filter(({ type }) => CONTENT.test(type) || HOLE.test(type));
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined)
    return { text: '', start: Math.min(node.start + 1, node.end), end: Math.max(node.start, node.end - 1) };
  const shown = parts.map((part) => {
    const own = text.slice(part.start, part.end);
    return HOLE.test(part.type) ? placeholder(own) : unescaped(own);
  });
  return { text: shown.join(''), start: first.start, end: last.end };
}

/** An interpolation by what it is, not by how it is quoted or spaced. */
function placeholder(written: string): string {
  return squeezedCode(written.replaceAll('"', "'"));
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '', '\n': '' };

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/gu,
    (whole, braced: string | undefined, four: string | undefined, two: string | undefined, one: string) => {
      const hex = braced ?? four ?? two;
      if (hex === undefined) return ESCAPES[one] ?? (/["'`\\$#{}/]/u.test(one) ? one : whole);
      const code = Number.parseInt(hex, 16);
      return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : whole;
    },
  );
}

const LAST_CODE_POINT = 0x10ffff;

/** Parts joined; what is no literal among them stands as a placeholder. Null where none is. */
function joined(nodes: readonly SyntaxNode[], source: Source, between: string): Literal | null {
  const parts = nodes.filter(({ type }) => /\w/u.test(type) && roleOf(type) !== 'comment');
  const literals = parts.map((part) => literalOf(part, source));
  const known = literals.filter((literal) => literal !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return null;
  const shown = parts.map((part, i) => literals[i]?.text ?? `{${source.text.slice(part.start, part.end)}}`);
  return { text: shown.join(between), start: first.start, end: last.end };
}

function sumOf(node: SyntaxNode, source: Source): Literal | null {
  const sign = node.children.find(({ type }) => type === '+' || type === '%')?.type;
  if (sign === '+') return joined(node.children, source, '');
  const left = childOf(node, 'left');
  return sign === '%' && left !== null ? literalOf(left, source) : null;
}

const TIDIES =
  /(?:^|\.)(?:dedent|cleandoc|strip|trim|trimStart|trimEnd|squish|freeze|format|strip_heredoc|stripIndent|stripIndents|TrimSpace|lstrip|rstrip|replace|tag)$/u;

/** `"""…""".strip()`, `dedent(…)`, `[…].join("\n")`, a tagged template: the text is what counts. */
function tidied(node: SyntaxNode, source: Source): Literal | null {
  const callee = childOf(node, 'function') ?? childOf(node, 'method');
  if (callee === null) return null;
  const args = childOf(node, 'arguments');
  if (args?.type === 'template_string') return written(args, source.text);
  const receiver =
    childOf(node, 'receiver') ?? childOf(callee, 'object') ?? childOf(callee, 'operand') ?? null;
  const name = source.text.slice(callee.start, callee.end);
  if (/(?:^|\.)join$/u.test(name)) return joinedList(receiver, args, source);
  if (!TIDIES.test(name)) return null;
  const held = receiver === null ? null : literalOf(receiver, source);
  if (held !== null) return held;
  const given = args?.children.filter(({ type }) => /\w/u.test(type)) ?? [];
  const [only] = given;
  return only === undefined || given.length > 1 ? null : literalOf(only, source);
}

/** JavaScript and Ruby join a list by a text, Python joins with a text a list. */
function joinedList(receiver: SyntaxNode | null, args: SyntaxNode | null, source: Source): Literal | null {
  const arg = args?.children.find(({ type }) => /\w/u.test(type)) ?? null;
  const lists = [receiver, arg].filter((node) => node !== null && roleOf(node.type) === 'list');
  const list = lists[0] ?? null;
  if (list === null) return null;
  const separator = [receiver, arg].find((node) => node !== null && node !== list) ?? null;
  const between = separator === null ? '' : (literalOf(separator, source)?.text ?? '\n');
  return joined(list.children, source, between);
}
