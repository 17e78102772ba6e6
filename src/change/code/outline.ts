import { parseModelId } from '../../models/patterns.ts';
import type { Entry, MapNode, Node } from '../../reader/data.ts';
import { constantsIn } from './constants.ts';
import { Cuts } from './cuts.ts';
import { depthsIn } from './depths.ts';
import { boundBy, calleeOf, nameOf, partsOf, unwrapped } from './names.ts';
import { isKeyword, type Role, roleOf } from './roles.ts';
import { isShown } from './spoken.ts';
import { childOf, type Language, type SyntaxNode } from './syntax.ts';
import { literalOf, type Source, sourceOf } from './text.ts';
import { toolAt, toolOfFunction } from './tool-definitions.ts';
import { isDocstring, isLogged, isUnread, typesIn } from './unread.ts';
import { constantIn, type Value, valueIn } from './value.ts';

/** What a program says: its values by function and name, its tools, and what is left of it without them. */
export interface Outline {
  /** Values by name; by function or class as `name()`, and as an empty name what stands in none. */
  readonly scopes: ReadonlyMap<string, MapNode>;
  readonly tools: MapNode;
  /** Import statements, each as it is written. */
  readonly imports: readonly string[];
  /** The program line by line without values, comments, imports and what is only logged. */
  readonly bare: readonly string[];
}

/** Reads a program's outline from its tree. */
export function outlineOf(root: SyntaxNode, text: string, language: Language): Outline {
  const source = sourceOf(text, root);
  const walk = new Walk({ ...source, constants: constantsIn(root, source) }, language);
  walk.unbracketed(root);
  walk.all(root.children, '');
  return walk.outline(text, language === 'python' ? depthsIn(root, text) : NOT_MEASURED);
}

type Entries = Map<string, Entry>;

const NOT_MEASURED: ReadonlyMap<number, number> = new Map();

/** Statements and keywords around a binding: `const x = 1;`, `export const x = 1;`. */
const HOLDERS =
  /^(?:expression_statement|lexical_declaration|variable_declaration|export_statement|const_declaration|var_declaration)$/u;

/** What takes one expression whole, in brackets or without. */
const STANDS_ALONE =
  /^(?:assignment|assignment_expression|variable_declarator|augmented_assignment|if_statement|elif_clause|while_statement|return_statement|assert_statement|expression_statement|argument_list|keyword_argument|arguments|pair|conditional_clause|arrow_function|yield|await|parenthesized_expression|list|tuple|dictionary|for_statement|lambda)$/u;

/** What may stand where no name is given to it. */
const LOOSE: ReadonlySet<Role> = new Set<Role>(['list', 'map', 'text', 'texts', 'sum', 'choice']);

/** One pass over a tree; everything it finds is kept in here. */
class Walk {
  readonly #source: Source;
  readonly #language: Language;
  readonly #cuts = new Cuts();
  readonly #scopes = new Map<string, Entries>();
  readonly #tools: Entries = new Map();
  readonly #imports: string[] = [];

  constructor(source: Source, language: Language) {
    this.#source = source;
    this.#language = language;
  }

  outline(text: string, depths: ReadonlyMap<number, number>): Outline {
    // A constant is told wherever it is given to a model's name, and then not by itself once more.
    for (const name of this.#source.used) this.#scopes.get('')?.delete(name);
    const map = (entries: Entries): MapNode => ({ kind: 'map', entries, offset: 0 });
    return {
      scopes: new Map([...this.#scopes].map(([name, entries]) => [name, map(entries)])),
      tools: map(this.#tools),
      imports: this.#imports,
      bare: this.#cuts.bare(text, this.#language, depths),
    };
  }

  /** Brackets that only break a line: around all that is given, asked, checked or answered. */
  unbracketed(node: SyntaxNode): void {
    for (const child of node.children) {
      const isBracketed = child.type === 'parenthesized_expression' && STANDS_ALONE.test(node.type);
      if (isBracketed || child.type === 'tuple_pattern')
        for (const bracket of child.children)
          if (bracket.type === '(' || bracket.type === ')') this.#cuts.drop(bracket);
      this.unbracketed(child);
    }
  }

  all(nodes: readonly SyntaxNode[], scope: string): void {
    for (const node of nodes) this.#visit(node, scope);
  }

  /** `holder` is the statement that is nothing but this. */
  #visit(node: SyntaxNode, scope: string, holder: SyntaxNode = node): void {
    const role = roleOf(node.type);
    if (role === 'import') this.#imports.push(this.#source.text.slice(node.start, node.end));
    if (isUnread(node, this.#source)) this.#cuts.drop(node);
    else if (role === 'scope' && !isKeyword(node)) this.#scope(node, scope, null);
    else if (node.type === 'decorated_definition') this.#decorated(node, scope);
    else if (role === 'binding') this.#binding(node, scope, holder);
    else if (role === 'call') this.#call(node, scope);
    else if (node.type === 'return_statement') this.#returned(node, scope);
    else if (role !== null && LOOSE.has(role)) this.#loose(node, scope);
    else if (HOLDERS.test(node.type) && partsOf(node).length === 1) this.#held(node, scope, holder);
    // What went wrong is told to people; it stays part of the program.
    else if (role !== 'raise' && !isKeyword(node)) this.all(node.children, scope);
  }

  #scope(node: SyntaxNode, outer: string, decorators: readonly SyntaxNode[] | null): void {
    const name = childOf(node, 'name');
    const own = name === null ? null : this.#source.text.slice(name.start, name.end);
    const scope = own === null ? outer : outer === '' ? `${own}()` : `${outer.slice(0, -2)}.${own}()`;
    for (const type of typesIn(node, this.#source.text)) this.#cuts.drop(type);
    this.#instructed(node, scope);
    const tool = toolOfFunction(node, decorators, this.#source);
    if (tool !== null) this.#tool(tool.name, tool.value);
    this.all(node.children, scope);
    this.#toolClass(node, scope);
  }

  /** What a class of instructions says of itself is what the model is told. */
  #instructed(node: SyntaxNode, scope: string): void {
    const base = childOf(node, 'superclasses');
    if (base === null || !/\bSignature\b/u.test(this.#source.text.slice(base.start, base.end))) return;
    const first = childOf(node, 'body')?.children.find(({ type }) => type !== 'comment');
    const text = first !== undefined && isDocstring(first) ? partsOf(first)[0] : undefined;
    const value = text === undefined ? null : valueIn(text, 'instructions', this.#source);
    if (value !== null) this.#add(scope, 'instructions', value.node);
  }

  /** A class of tools is told by its fields. */
  #toolClass(node: SyntaxNode, scope: string): void {
    const base = childOf(node, 'superclasses') ?? childOf(node, 'superclass');
    const entries = this.#scopes.get(scope);
    if (base === null || entries === undefined) return;
    if (!/Tool\b/u.test(this.#source.text.slice(base.start, base.end)) || !entries.has('description')) return;
    const named = entries.get('name')?.value;
    const name = named?.kind === 'scalar' ? String(named.value) : scope.slice(0, -2);
    this.#tools.set(name, { keyOffset: node.start, value: { kind: 'map', entries, offset: node.start } });
    this.#scopes.delete(scope);
  }

  #decorated(node: SyntaxNode, scope: string): void {
    const decorators = node.children.filter(({ type }) => type === 'decorator');
    for (const child of node.children)
      if (roleOf(child.type) === 'scope') this.#scope(child, scope, decorators);
      else this.#visit(child, scope);
  }

  #held(node: SyntaxNode, scope: string, holder: SyntaxNode): void {
    for (const part of partsOf(node)) this.#visit(part, scope, holder);
  }

  #binding(node: SyntaxNode, scope: string, holder: SyntaxNode): void {
    const bound = boundBy(node);
    const name = bound === null ? null : nameOf(bound.key, this.#source);
    if (bound === null || name === null) this.all(node.children, scope);
    else if (roleOf(unwrapped(bound.value).type) === 'function') this.#function(bound.value, name, scope);
    else if (!this.#defined(bound.value, name, scope)) {
      const value = valueIn(bound.value, name, this.#source) ?? constantIn(bound.value, name, this.#source);
      if (value === null) this.#visit(bound.value, scope);
      else {
        if (value.rest.length === 0 && value.told.includes(bound.value)) this.#cuts.drop(holder);
        this.#add(scope, name, value.node);
        this.#told(value, scope);
      }
    }
  }

  #function(node: SyntaxNode, name: string, outer: string): void {
    const isTop = outer === '';
    this.all(node.children, isTop ? `${name}()` : `${outer.slice(0, -2)}.${name}()`);
  }

  #call(node: SyntaxNode, scope: string): void {
    const callee = calleeOf(node, this.#source);
    if (isLogged(callee, this.#source.text.slice(node.start, node.end))) this.#cuts.drop(node);
    else if (!this.#defined(node, null, scope)) {
      const name = (/[\w?!]+$/u.exec(callee.replace(/\s+/gu, '')) ?? [''])[0];
      if (isShown(name)) return;
      const value = valueIn(node, name, this.#source);
      if (value === null) this.all(node.children, scope);
      else {
        // Words of a language of its own: `model "gpt-5.2"` inside a Ruby class gives a value to a name.
        const setting = this.#language === 'ruby' && callee === name ? onlyPlace(value.node) : null;
        this.#add(scope, setting === null ? `${name}()` : name, setting ?? value.node);
        this.#told(value, scope);
        this.all(
          node.children.filter(({ field }) => field === 'function' || field === 'receiver'),
          scope,
        );
      }
    }
  }

  /** A function that gives back the name of a model chooses one. */
  #returned(node: SyntaxNode, scope: string): void {
    const parts = partsOf(node);
    const [only] = parts;
    const text =
      only === undefined || parts.length > 1 ? null : literalOf(unwrapped(only), this.#source)?.text;
    const value =
      only === undefined || text == null || parseModelId(text) === null
        ? null
        : valueIn(only, 'model', this.#source);
    const setting = value === null && only !== undefined ? SETTING.exec(scope)?.[1] : undefined;
    const given =
      setting === undefined || only === undefined ? null : valueIn(unwrapped(only), setting, this.#source);
    if (setting !== undefined && given?.node.kind === 'scalar' && typeof given.node.value === 'number') {
      this.#add(scope, setting, given.node);
      this.#told(given, scope);
    } else if (value === null) this.all(node.children, scope);
    else {
      this.#add(scope, 'model', value.node);
      this.#told(value, scope);
    }
  }

  /** A tool that is defined here is told as one. */
  #defined(node: SyntaxNode, name: string | null, scope: string): boolean {
    const tool = toolAt(unwrapped(node), name, this.#source);
    if (tool === null) return false;
    this.#tool(tool.name, tool.value);
    this.#told(tool.value, scope);
    return true;
  }

  /** A value that is given to no name: what is returned, yielded or passed on. */
  #loose(node: SyntaxNode, scope: string): void {
    const literal = literalOf(node, this.#source);
    const value = valueIn(node, scope.replace(/^.*\.|\(\)$/gu, ''), this.#source);
    const isWord = literal !== null && !literal.text.includes(' ');
    if (value === null || isWord) this.all(node.children, scope);
    else {
      this.#add(scope, 'text', value.node);
      this.#told(value, scope);
    }
  }

  #told(value: Value, scope: string): void {
    for (const part of value.told) this.#cuts.replace(part, this.#source);
    this.all(value.rest, scope);
  }

  #tool(name: string, value: Value): void {
    this.#tools.set(name, { keyOffset: value.node.offset, value: value.node });
  }

  /** A name that is given several values holds all of them. */
  #add(scope: string, name: string, value: Node): void {
    const entries = this.#scopes.get(scope) ?? new Map<string, Entry>();
    const known = entries.get(name);
    const several = known !== undefined && this.#several.has(known.value) && known.value.kind === 'list';
    const list = (items: readonly Node[], offset: number): Node => {
      const node: Node = { kind: 'list', items, offset };
      this.#several.add(node);
      return node;
    };
    const all =
      known === undefined
        ? value
        : several && known.value.kind === 'list'
          ? list([...known.value.items, value], known.value.offset)
          : list([known.value, value], known.value.offset);
    entries.set(name, { keyOffset: known?.keyOffset ?? value.offset, value: all });
    this.#scopes.set(scope, entries);
  }

  /** Lists that were made of several values of one name, not written as lists. */
  readonly #several = new WeakSet<Node>();
}

/** A function that answers with a setting: `getTemperature()`, `default_max_tokens()`. */
const SETTING =
  /(?:^|\.)(?:get|default|_get|resolve)_?(temperature|top_?p|max_?tokens|threshold|min_?score)\(\)$/iu;

function onlyPlace(node: Node): Node | null {
  if (node.kind === 'scalar') return node;
  return node.kind === 'map' && node.entries.size === 1 ? (node.entries.get('arg0')?.value ?? null) : null;
}
