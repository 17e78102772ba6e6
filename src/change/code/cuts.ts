import type { Language, SyntaxNode } from './syntax.ts';
import type { Source } from './text.ts';

/** A stretch of a text that something else stands for; an empty mark for nothing. */
export interface Cut {
  readonly start: number;
  readonly end: number;
  readonly mark: string;
}

const NO_DEPTHS: ReadonlyMap<number, number> = new Map();

/** Stands for a value that is told by itself. */
export const VALUE = '□';

/** Parts of a program that are told otherwise or mean nothing, and what is left of it without them. */
export class Cuts {
  readonly #cuts: Cut[] = [];

  /** Takes a part out as if it had not been there. */
  drop({ start, end }: SyntaxNode): void {
    this.#cuts.push({ start, end, mark: '' });
  }

  replace(node: SyntaxNode, source: Source): void {
    const body = source.heredocs.get(node.start);
    this.#cuts.push({ start: node.start, end: node.end, mark: VALUE });
    if (body !== undefined) this.drop(body);
  }

  /** What is left, line by line, without its layout; lines keep their number. */
  bare(text: string, language: Language, depths: ReadonlyMap<number, number> = NO_DEPTHS): string[] {
    const lines = withoutCuts(text, this.#cuts)
      .split('\n')
      .map((line) => line.replace(QUOTED, '"$1"'));
    const plain = (language === 'python' ? lines.map(plainPython) : lines).map(squeezedCode);
    // Where depth is all that says what belongs to what, it stays.
    return plain.map((line, i) => (line === '' || !depths.has(i) ? line : `${depths.get(i)}⇥${line}`));
  }
}

/** A text that means the same in either quotes. */
const QUOTED = /'((?:[^'"\\\n]|\\[^'"\n])*)'/gu;

/** What a linter writes for what it finds, where both run the same. */
function plainPython(line: string): string {
  return line
    .replace(/== ?None\b/gu, 'is None')
    .replace(/!= ?None\b/gu, 'is not None')
    .replace(/\bnot\s+([\w.]+)\s+in\b/gu, '$1 not in')
    .replace(/== ?True\b/gu, 'is True')
    .replace(/^(\s*class\s+\w+)\(\)/u, '$1')
    .replace(/\bf("[^"{]*"|'[^'{]*')/gu, '$1');
}

/** Code without layout: white space counts between words alone, commas and semicolons nowhere but where they part what would else be one. */
export function squeezedCode(text: string): string {
  return text
    .replace(/,\s*(?=[-+*&(])/gu, '⊘')
    .replace(/(?<=\b(?:return|throw|raise|yield))[ \t]*(?=\n|$)/gu, '⊘')
    .replace(/(?<=^|\n)([ \t]*(?:if|while|for)\b[^\n]{0,400}\));/gu, '$1⊘')
    .replace(/(?<=[\w$])[\s,;]+(?=[\w$])/gu, ' ')
    .replace(/(?<![\w$])[\s,;]+|[\s,;]+(?![\w$])|\\$/gu, '');
}

/** A text without what is cut out of it; lines keep their number, and of cuts that overlap the longest counts. */
export function withoutCuts(text: string, all: readonly Cut[]): string {
  const cuts = [...all].sort((a, b) => a.start - b.start || b.end - a.end);
  let [left, at] = ['', 0];
  for (const { start, end, mark } of cuts) {
    if (start < at) continue;
    left += text.slice(at, start) + mark + text.slice(start, end).replace(/[^\n]+/gu, '');
    at = end;
  }
  return left + text.slice(at);
}
