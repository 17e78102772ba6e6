import type { SyntaxNode } from './syntax.ts';
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
  bare(text: string): string[] {
    const cuts = [...this.#cuts].sort((a, b) => a.start - b.start || b.end - a.end);
    let [left, at] = ['', 0];
    for (const { start, end, mark } of cuts) {
      if (start < at) continue;
      left += text.slice(at, start) + mark + text.slice(start, end).replace(/[^\n]+/gu, '');
      at = end;
    }
    left += text.slice(at);
    return left.split('\n').map(squeezedCode);
  }
}

/** Code without layout: white space counts between words alone, commas and semicolons nowhere. */
export function squeezedCode(text: string): string {
  return text
    .replace(/(?<=[\w$])[\s,;]+(?=[\w$])/gu, ' ')
    .replace(/(?<![\w$])[\s,;]+|[\s,;]+(?![\w$])|\\$/gu, '');
}
