import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Parser } from 'web-tree-sitter';
import type { Grammars, Language, SyntaxNode } from '../change/code/syntax.ts';

/** Where the build puts grammar files, seen from an entry and from a chunk. */
const FOLDERS = ['./grammars/', '../grammars/'];
const MISSING = new Set<unknown>(['ENOENT', 'MODULE_NOT_FOUND']);

/** Tree-sitter as WebAssembly. Nothing of it is loaded before the first file of a language is met. */
export class TreeSitter implements Grammars {
  readonly #parsers = new Map<Language, Promise<Parser | null>>();

  async parse(language: Language, text: string): Promise<SyntaxNode | null> {
    const loaded = this.#parsers.get(language) ?? load(language);
    this.#parsers.set(language, loaded);
    const tree = (await loaded)?.parse(text) ?? null;
    if (tree === null) return null;
    const cursor = tree.walk();
    try {
      const seen = { tooDeep: false };
      const root = copied(cursor, seen);
      if (seen.tooDeep) return null;
      return mistaken(root) > text.length * MOST_MISTAKEN ? null : root;
    } finally {
      cursor.delete();
      tree.delete();
    }
  }
}

let started: Promise<typeof import('web-tree-sitter')> | null = null;

/** The parser of a language; null where its files are not beside the program, whose code is then compared by lines. */
async function load(language: Language): Promise<Parser | null> {
  try {
    started ??= start();
    const { Language: Grammar, Parser } = await started;
    const parser = new Parser();
    parser.setLanguage(await Grammar.load(await grammarFile(`tree-sitter-${language}.wasm`)));
    return parser;
  } catch (error) {
    if (error instanceof Error && 'code' in error && MISSING.has(error.code)) return null;
    throw error;
  }
}

async function start(): Promise<typeof import('web-tree-sitter')> {
  const module = await import('web-tree-sitter');
  const wasmBinary = await grammarFile('web-tree-sitter.wasm');
  await module.Parser.init({ wasmBinary });
  return module;
}

/** Beside the built program, wherever its folder was copied to; in the packages where it runs from source. */
async function grammarFile(name: string): Promise<Uint8Array> {
  for (const folder of FOLDERS) {
    const bytes = await readFile(new URL(folder + name, import.meta.url)).catch(() => null);
    if (bytes !== null) return bytes;
  }
  const home = name === 'web-tree-sitter.wasm' ? 'web-tree-sitter' : '@vscode/tree-sitter-wasm/wasm';
  return readFile(createRequire(import.meta.url).resolve(`${home}/${name}`));
}

/** Share of a text that its grammar may not understand: a language is always a little ahead of its grammar. */
const MOST_MISTAKEN = 0.05;

/** Characters in the parts that could not be read. */
function mistaken({ type, start, end, children }: SyntaxNode): number {
  return type === 'ERROR' ? end - start : children.reduce((sum, child) => sum + mistaken(child), 0);
}

/** Nobody writes programs that are nested deeper: one that is, is compared by its lines, and no stack overflows on it. */
const DEEPEST = 400;

/** A tree of plain values, so that nothing below needs to know of memory that is not ours. */
function copied(
  cursor: ReturnType<NonNullable<ReturnType<Parser['parse']>>['walk']>,
  seen: { tooDeep: boolean },
  depth = 0,
): SyntaxNode {
  const { nodeType: type, currentFieldName: field, startIndex: start, endIndex: end } = cursor;
  const children: SyntaxNode[] = [];
  if (cursor.gotoFirstChild()) {
    if (depth >= DEEPEST) seen.tooDeep = true;
    else
      do children.push(copied(cursor, seen, depth + 1));
      while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return { type, field, start, end, children };
}
