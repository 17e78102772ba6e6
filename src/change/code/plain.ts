import type { Entry, MapNode, Node, Scalar } from '../../reader/data.ts';
import { isProse } from '../data-items.ts';
import { squeezedCode, VALUE, withoutCuts } from './cuts.ts';
import type { Plain } from './languages.ts';
import type { Outline } from './outline.ts';
import { isShown } from './spoken.ts';

/** A stretch of a text that is one thing: a comment, a text, a number, a word, or what joins them. */
interface Token {
  readonly type: 'comment' | 'text' | 'number' | 'word' | 'mark';
  readonly start: number;
  readonly end: number;
  /** Of a text what it holds. */
  readonly value: Scalar;
}

/** Where a single quote opens a text and not a letter or a lifetime. */
const SINGLE: ReadonlySet<Plain> = new Set(['r', 'php', 'dart', 'lua']);

function tokensIn(text: string, language: Plain): Token[] {
  const tokens: Token[] = [];
  const lexer = LEXERS.get(language) ?? lexerOf(language);
  LEXERS.set(language, lexer);
  lexer.lastIndex = 0;
  for (let match = lexer.exec(text); match !== null; match = lexer.exec(text)) {
    const [whole] = match;
    const groups = match.groups ?? {};
    const [start, end] = [match.index, match.index + whole.length];
    if (groups['comment'] !== undefined) tokens.push({ type: 'comment', start, end, value: null });
    else if (groups['text'] !== undefined) tokens.push({ type: 'text', start, end, value: held(whole) });
    else if (groups['number'] !== undefined)
      tokens.push({ type: 'number', start, end, value: Number(whole.replace(/[_fFdDmMlLuU]/gu, '')) });
    else if (groups['word'] !== undefined)
      tokens.push({ type: 'word', start, end, value: TRUTHS.get(whole) ?? null });
    else if (/\S/u.test(whole)) tokens.push({ type: 'mark', start, end, value: whole });
  }
  return tokens;
}

const LEXERS = new Map<Plain, RegExp>();
const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['TRUE', true],
  ['false', false],
  ['FALSE', false],
]);

const SLASHES = String.raw`//[^\n]*|/\*[\s\S]*?(?:\*/|$)`;
const COMMENTS: Partial<Readonly<Record<Plain, string>>> = {
  r: String.raw`#[^\n]*`,
  elixir: String.raw`#(?!\{)[^\n]*`,
  php: String.raw`${SLASHES}|#(?!\[)[^\n]*`,
  lua: String.raw`--\[\[[\s\S]*?(?:\]\]|$)|--[^\n]*`,
};
/** Texts in which nothing is escaped. */
const RAW: Partial<Readonly<Record<Plain, string>>> = {
  rust: String.raw`\br(?<marks>#*)"[\s\S]*?(?:"\k<marks>|$)|`,
  csharp: String.raw`\$?@\$?"(?:[^"]|"")*"|`,
  php: String.raw`<<<['"]?(?<marks>[A-Za-z_]\w*)['"]?\n[\s\S]*?(?:\n[ \t]*\k<marks>\b|$)|`,
  lua: String.raw`\[\[[\s\S]*?(?:\]\]|$)|`,
};
const NUMBER = String.raw`(?<![\w.])-?\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?[fFdDmMlLuU]*\b`;

function lexerOf(language: Plain): RegExp {
  const comment = COMMENTS[language] ?? SLASHES;
  const single = SINGLE.has(language)
    ? String.raw`'(?:[^'\\]|\\[\s\S])*'`
    : String.raw`'(?:[^'\\\n]|\\[^\n]{1,8})'`;
  const text = String.raw`${RAW[language] ?? ''}[$]*"""[\s\S]*?(?:"""|$)|[$]?"(?:[^"\\]|\\[\s\S])*"|${single}`;
  return new RegExp(
    String.raw`(?<comment>${comment})|(?<text>${text})|(?<number>${NUMBER})|(?<word>[A-Za-z_$][\w$]*)|<-|->|=>|::|[\s\S]`,
    'gu',
  );
}

/** What a literal holds, quotes and the indentation of a text of many lines left out. */
function held(literal: string): string {
  const body = literal.replace(/^\$*@?\$*r?#*(?:"""|["']|\[\[)/u, '').replace(/(?:"""|["']|\]\])#*$/u, '');
  return /"""/u.test(literal) || /^\$?@/u.test(literal)
    ? body
    : body.replace(/\\([nt"'\\])/gu, (_, one: string) => (one === 'n' ? '\n' : one === 't' ? '\t' : one));
}

/**
 * What a program says in a language of which no grammar is kept: comments, texts, numbers and brackets look much the same in
 * all of them. What stands directly behind a name or a call is its value; nothing else is claimed.
 */
export function outlineOfPlain(text: string, language: Plain): Outline {
  const tokens = tokensIn(text, language);
  const code = tokens.filter(({ type }) => type !== 'comment');
  const cuts: Token[] = tokens.filter(({ type }) => type === 'comment');
  const told: Token[] = [];
  const scopes = new Map<string, Map<string, Entry>>();
  const open: string[] = [];
  for (let i = 0; i < code.length; i += 1) {
    const token = code[i] as Token;
    if (token.value === '{') open.push(headOf(code, i, text));
    else if (token.value === '}') open.pop();
    else if (
      token.type === 'text' ||
      token.type === 'number' ||
      token.value === true ||
      token.value === false
    ) {
      const joined = sumFrom(code, i);
      const name = nameAt(code, i, text);
      const last = joined.at(-1) ?? token;
      const own = name ?? (typeof token.value === 'string' && isProse(textOf(joined)) ? 'text' : null);
      if (own === null || isShown(own.replace(/\(\)$/u, ''))) continue;
      const value: Node = {
        kind: 'scalar',
        value: joined.length > 1 ? textOf(joined) : token.value,
        offset: token.type === 'text' ? token.start + 1 : token.start,
        end: last.end,
      };
      add(
        scopes,
        open
          .filter((one) => one !== '')
          .map((one) => `${one}`)
          .join('.'),
        own,
        value,
      );
      told.push({ ...token, end: last.end });
      i += joined.length === 1 ? 0 : joined.length * 2 - 2;
    }
  }
  return {
    scopes: new Map([...scopes].map(([name, entries]) => [name === '' ? '' : `${name}()`, mapOf(entries)])),
    tools: mapOf(new Map()),
    imports: [],
    bare: bareLines(text, cuts, told),
  };
}

function mapOf(entries: ReadonlyMap<string, Entry>): MapNode {
  return { kind: 'map', entries, offset: 0 };
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ value }) => String(value)).join('');
}

/** `"a" + "b"`: texts that are joined are one. */
function sumFrom(code: readonly Token[], at: number): Token[] {
  const parts = [code[at] as Token];
  if (parts[0]?.type !== 'text') return parts;
  for (let i = at + 1; code[i]?.value === '+' && code[i + 1]?.type === 'text'; i += 2)
    parts.push(code[i + 1] as Token);
  return parts;
}

const GIVES = new Set<Scalar>(['=', ':', '=>', '<-']);
const KEYWORDS =
  /^(?:if|else|for|while|switch|case|catch|using|lock|foreach|when|match|return|new|in|is|as|throw|fn|fun|def|void|var|let|val|const|public|private|protected|static|final|async|await|string|int|bool|double|float|String|get|set)$/u;

/** What a literal is given to: `name = 1`, `name: Type = 1`, `"name": 1`, `name(1`, `"name", 1`. */
function nameAt(code: readonly Token[], at: number, text: string): string | null {
  const [first, second, third] = [code[at - 1], code[at - 2], code[at - 3]];
  const word = (token: Token | undefined): string | null => {
    if (token === undefined) return null;
    const own = token.type === 'word' ? text.slice(token.start, token.end) : null;
    return own !== null && !KEYWORDS.test(own) ? own : null;
  };
  if (first !== undefined && GIVES.has(first.value)) {
    if (second?.type === 'text' && typeof second.value === 'string' && /^[\w.-]+$/u.test(second.value))
      return second.value;
    // A condition such as `a == 1` or `a <= 1` gives nothing to a name.
    if (second !== undefined && /^[=!<>]$/u.test(String(second.value))) return null;
    return first.value === '='
      ? (typedName(code, at, word) ?? word(second) ?? headName(code, at - 2, word))
      : (word(second) ?? headName(code, at - 2, word));
  }
  if (first?.value === '(') {
    const isLogged =
      third?.value === '.' && /^_?log(?:ger)?$|^console$|^klog$/iu.test(word(code[at - 4]) ?? '');
    // `var model by string("x")`
    if (third !== undefined && text.slice(third.start, third.end) === 'by') return word(code[at - 4]);
    const call = isLogged ? null : word(second);
    // `.withTemperature(0.7)`, `.setModel("x")`: the builder's word for what is set.
    return call === null ? null : call.replace(/^(?:with|set)_?(?=[A-Z_]|[a-z]+_)/u, '');
  }
  // `@model "x"`: an attribute of a module.
  if (second?.value === '@' && first?.type === 'word') return word(first);
  // `("temperature", 0.7)`: a name and its value side by side.
  if (
    first?.value === ',' &&
    second?.type === 'text' &&
    third?.value === '(' &&
    typeof second.value === 'string'
  )
    return /^[\w.-]{2,40}$/u.test(second.value) ? second.value : null;
  return null;
}

type Word = (token: Token | undefined) => string | null;

/** `name: &str = 1`: the type stands between the name and what it is given. */
function typedName(code: readonly Token[], at: number, word: Word): string | null {
  for (let i = at - 3; i >= Math.max(0, at - MOST_OF_A_TYPE); i -= 1) {
    const value = code[i]?.value;
    if (value === ':') return word(code[i - 1]);
    if (value === ';' || value === '{' || value === '}' || value === '(' || value === ',') return null;
  }
  return null;
}

const MOST_OF_A_TYPE = 10;

/** `ReadOnly { get; set; } = false`, `Prompt() => "…"`: the name stands before brackets. */
function headName(code: readonly Token[], at: number, word: Word): string | null {
  const close = code[at]?.value;
  const opens = close === '}' ? '{' : close === ')' ? '(' : null;
  if (opens === null) return null;
  let depth = 0;
  for (let i = at; i >= Math.max(0, at - MOST_IN_BRACKETS); i -= 1) {
    if (code[i]?.value === close) depth += 1;
    if (code[i]?.value === opens) depth -= 1;
    if (depth === 0) return word(code[i - 1]);
  }
  return null;
}

const MOST_IN_BRACKETS = 60;

const TYPES = /\b(?:class|struct|interface|enum|record|object|trait|impl)\s+(\w+)[^;{}]*$/u;
const FUNCTION = /(?:^|[\s.*&])(\w+)\s*(?:<[^<>]*>)?\s*(?:<-\s*function\s*)?\([^;{}]*$/u;
const LONGEST_HEAD = 400;

/** The name of what an opening bracket begins: a type or a function; empty for everything else. */
function headOf(code: readonly Token[], at: number, text: string): string {
  let start = code[at]?.start ?? 0;
  for (let i = at - 1; i >= 0; i -= 1) {
    const token = code[i] as Token;
    if (token.value === ';' || token.value === '{' || token.value === '}') break;
    if ((code[at]?.start ?? 0) - token.start > LONGEST_HEAD) break;
    start = token.start;
  }
  const head = text.slice(start, code[at]?.start ?? start);
  const type = TYPES.exec(head)?.[1];
  if (type !== undefined) return type;
  const assigned = /(\w[\w.]*)\s*(?:<-|=)\s*function\s*\([^{}]*$/u.exec(head)?.[1];
  const name = assigned ?? FUNCTION.exec(head)?.[1] ?? '';
  return KEYWORDS.test(name) || /\bnew\s+\w+\s*\([^{}]*$/u.test(head) ? '' : name;
}

function add(scopes: Map<string, Map<string, Entry>>, scope: string, name: string, value: Node): void {
  const entries = scopes.get(scope) ?? new Map<string, Entry>();
  const known = entries.get(name);
  const all: Node =
    known === undefined
      ? value
      : {
          kind: 'list',
          items: [...(known.value.kind === 'list' ? known.value.items : [known.value]), value],
          offset: known.value.offset,
        };
  entries.set(name, { keyOffset: known?.keyOffset ?? value.offset, value: all });
  scopes.set(scope, entries);
}

function bareLines(text: string, comments: readonly Token[], told: readonly Token[]): string[] {
  const cuts = [
    ...comments.map((cut) => ({ ...cut, mark: '' })),
    ...told.map((cut) => ({ ...cut, mark: VALUE })),
  ];
  return withoutCuts(text, cuts).split('\n').map(squeezedCode);
}
