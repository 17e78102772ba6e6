import { boundBy, partsOf, unwrapped } from './names.ts';
import { roleOf } from './roles.ts';
import { childOf, type SyntaxNode } from './syntax.ts';
import type { Source } from './text.ts';

// Parts of a program that nothing comes of when it runs, or nothing but a line for people.

const LOGS =
  /^(?:(?:self|this)\.)?_?(?:console|logger|logging|log|LOG|LOGGER|slog|Rails\.logger|structlog)\.(?!Fatal|Panic|Exit)\w+$|^(?:print|puts|pp|pprint|fmt\.Print\w*|log\.(?!Fatal|Panic|Exit)\w+|warnings\.warn|sys\.std(?:out|err)\.\w+|process\.std(?:out|err)\.write)$/u;

/** What a log would do beside: its arguments run, whatever is shown of them. */
const ACTS =
  /\b\w*(?:delete|remove|drop|send|pay|write|update|create|execute|approve|refund|cancel|commit|insert|kill|save|exit|abort)\w*\s*\(/iu;

/** A call that only shows something to people, and runs nothing beside. */
export function isLogged(callee: string, written: string): boolean {
  return LOGS.test(callee) && !ACTS.test(written);
}

/** Types that something is read from when the program runs. */
const RUNS = /\(|\b(?:Literal|Annotated)\b/u;

/** Types of parameters and results: checked before a program runs, and read by nobody when it does. */
export function typesIn(node: SyntaxNode, text: string): SyntaxNode[] {
  const parameters = childOf(node, 'parameters')?.children ?? [];
  const types = (child: SyntaxNode): boolean =>
    child.field === 'type' || child.field === 'return_type' || child.type === '->';
  return [
    ...node.children.filter(types),
    ...parameters.flatMap(({ children }) => children.filter((child) => types(child) || child.type === ':')),
  ].filter(({ start, end }) => !RUNS.test(text.slice(start, end)));
}

/** What does nothing when the program runs, or nothing but to show itself to people. */
export function isUnread(node: SyntaxNode, source: Source): boolean {
  const role = roleOf(node.type);
  if (role === 'import' || role === 'comment' || role === 'types') return true;
  return isDocstring(node) || isForEyes(node, source) || isForTypes(node, source);
}

const MEANT =
  /model|prompt|value|temperature|system|instruction|message|content|approv|confirm|allow|permission|auto|safe|require|read_?only/iu;

/** Text and fixed settings of an element on a page, as far as their names say nothing of a model. */
function isForEyes(node: SyntaxNode, { text }: Source): boolean {
  if (node.type === 'jsx_text') return true;
  const bound = node.type === 'jsx_attribute' ? boundBy(node) : null;
  if (bound === null || MEANT.test(text.slice(bound.key.start, bound.key.end))) return false;
  const role = roleOf(unwrapped(bound.value).type);
  return role === 'text' || role === 'number' || role === 'word';
}

/** Imports that only a type checker follows. */
function isForTypes(node: SyntaxNode, { text }: Source): boolean {
  const condition = node.type === 'if_statement' ? childOf(node, 'condition') : null;
  if (condition === null || node.children.some(({ field }) => field === 'alternative')) return false;
  return text.slice(condition.start, condition.end) === 'TYPE_CHECKING';
}

/** A text that stands as a statement by itself says something to a reader of the program. */
export function isDocstring(node: SyntaxNode): boolean {
  const parts = partsOf(node);
  const [only] = parts;
  return (
    node.type === 'expression_statement' &&
    parts.length === 1 &&
    only !== undefined &&
    (only.type === 'string' || only.type === 'concatenated_string') &&
    !only.children.some(({ type }) => type === 'interpolation')
  );
}
