/** Languages whose source is read as what it says. Others are compared by their lines. */
export type Language = 'python' | 'typescript' | 'tsx' | 'ruby' | 'go';

/** A part of a program as its grammar names it. Places are UTF-16 offsets in the text. */
export interface SyntaxNode {
  readonly type: string;
  /** What the part is to the one around it, such as `name` or `value`; null where the grammar does not say. */
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
}

/** Reads source code. Implemented in `host/` over grammars that are loaded when the first file of a language is met. */
export interface Grammars {
  /** The whole of a text; null where it cannot be read, or much of it is not understood. */
  parse(language: Language, text: string): Promise<SyntaxNode | null>;
}

/** Reads nothing: every program is then compared by its lines. */
export const NO_GRAMMARS: Grammars = { parse: () => Promise.resolve(null) };

const BY_ENDING: ReadonlyMap<string, Language> = new Map([
  ['py', 'python'],
  ['pyi', 'python'],
  ['ts', 'typescript'],
  ['mts', 'typescript'],
  ['cts', 'typescript'],
  // The grammar of TSX reads plain JavaScript with and without elements.
  ['tsx', 'tsx'],
  ['js', 'tsx'],
  ['jsx', 'tsx'],
  ['mjs', 'tsx'],
  ['cjs', 'tsx'],
  ['rb', 'ruby'],
  ['go', 'go'],
]);

/** The language of a file ending; null where no grammar of it is kept. */
export function languageOf(ending: string): Language | null {
  return BY_ENDING.get(ending) ?? null;
}

export function childOf(node: SyntaxNode, field: string): SyntaxNode | null {
  return node.children.find((child) => child.field === field) ?? null;
}

const LARGEST_PROGRAM = 512 * 1024;

/** Grammars that read no more than so many characters in all, and no program that is too long to be written by hand. */
export function withinBudget(grammars: Grammars, characters: number): Grammars {
  let left = characters;
  return {
    parse(language, text) {
      left -= text.length;
      return left < 0 || text.length > LARGEST_PROGRAM
        ? Promise.resolve(null)
        : grammars.parse(language, text);
    },
  };
}
