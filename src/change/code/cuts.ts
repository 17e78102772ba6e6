import type { Language, SyntaxNode } from './syntax.ts';
import type { Source } from './text.ts';

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly mark: string;
}

/** Stands for a value that is told by itself. */
const VALUE = '□';

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
  bare(text: string, language: Language): string[] {
    const cuts = [...this.#cuts].sort((a, b) => a.start - b.start || b.end - a.end);
    let [left, at] = ['', 0];
    for (const { start, end, mark } of cuts) {
      if (start < at) continue;
      left += text.slice(at, start) + mark + text.slice(start, end).replace(/[^\n]+/gu, '');
      at = end;
    }
    left += text.slice(at);
    const lines = left.split('\n').map((line) => line.replace(QUOTED, '"$1"'));
    return (language === 'python' ? lines.map(plainPython) : lines).map(squeezedCode);
  }
}

/** A text that means the same in either quotes. */
const QUOTED = /'((?:[^'"\\\n]|\\[^'"\n])*)'/gu;

/** What a linter writes for what it finds, where both run the same. */
function plainPython(line: string): string {
  return line
    .replace(/==\s*None\b/gu, 'is None')
    .replace(/!=\s*None\b/gu, 'is not None')
    .replace(/\bnot\s+([\w.]+)\s+in\b/gu, '$1 not in')
    .replace(/\bexcept\s*:/gu, 'except Exception:')
    .replace(/\s*(?:==|is)\s+True\b/gu, '')
    .replace(/^(\s*class\s+\w+)\(\)/u, '$1')
    .replace(/\bf("[^"{]*"|'[^'{]*')/gu, '$1');
}

/** Code without layout: white space counts between words alone, commas and semicolons nowhere. */
export function squeezedCode(text: string): string {
  return text
    .replace(/(?<=[\w$])[\s,;]+(?=[\w$])/gu, ' ')
    .replace(/(?<![\w$])[\s,;]+|[\s,;]+(?![\w$])|\\$/gu, '');
}
