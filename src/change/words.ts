/** Scripts that put no spaces between words: each character stands for itself. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}])+/gu;

/** The words of a text in lower case, without marks and punctuation. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? [];
}

/** Dice's coefficient over words, 0 to 1. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 1;
  return (2 * common(a, b)) / (a.length + b.length);
}

/** The share of the words of `a` that `b` has too, 0 to 1. */
export function containment(a: readonly string[], b: readonly string[]): number {
  return a.length === 0 ? 1 : common(a, b) / a.length;
}

function common(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of b) {
    const count = left.get(word) ?? 0;
    if (count > 0) {
      shared += 1;
      left.set(word, count - 1);
    }
  }
  return shared;
}

/** A text as far as white space means something: beside marks and between lines it does not, between words it does. */
export function squeezed(text: string): string {
  return text
    .replace(/\s+(?=[^\p{L}\p{N}])|(?<=[^\p{L}\p{N}])\s+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
