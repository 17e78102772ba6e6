import { wordsOf } from '../change/prose.ts';
import { editDistance } from '../reader/nearest.ts';
import { CRITICAL } from './lexicon.ts';

/** Why two sentences say the same thing; null where that is not proved. */
export type WordingProof = 'same-words' | 'one-misspelling' | 'markup';

/**
 * Proves that an edit is wording only: punctuation, case or markup, or one misspelt word corrected, and none of it
 * touching a negation, a modal, a number or a placeholder. What is not proved is not wording.
 */
export function wordingProof(from: string, to: string): WordingProof | null {
  if (tokensThatMatter(from) !== tokensThatMatter(to)) return null;
  const [old, now] = [wordsOf(from), wordsOf(to)];
  if (old.join(' ') === now.join(' ')) return stripMarkup(from) === stripMarkup(to) ? 'markup' : 'same-words';
  return oneMisspelling(old, now) ? 'one-misspelling' : null;
}

/** Numbers, placeholders and quoted or coded names, in order: none of them is ever mere wording. */
function tokensThatMatter(text: string): string {
  const tokens =
    text.match(/\{\{?[^{}]*\}?\}|\$\{[^}]*\}|`[^`]*`|<[A-Za-z_][^<>]*>|-?\d+(?:[.,]\d+)*%?/gu) ?? [];
  return tokens.join('\n');
}

function stripMarkup(text: string): string {
  return text
    .replace(/[*_`#>~-]+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

const SHORTEST = 5;

/**
 * Exactly one word differs, by one letter or two neighbours swapped, with the same first letter. Short words and
 * words that carry an instruction are left out: "now" and "not" are one letter apart.
 */
function oneMisspelling(old: readonly string[], now: readonly string[]): boolean {
  if (old.length !== now.length) return false;
  const different = old.map((word, i) => [word, now[i] ?? ''] as const).filter(([a, b]) => a !== b);
  const [pair] = different;
  if (different.length !== 1 || pair === undefined) return false;
  const [a, b] = pair;
  if (CRITICAL.test(a) || CRITICAL.test(b)) return false;
  return Math.min(a.length, b.length) >= SHORTEST && a[0] === b[0] && editDistance(a, b) === 1;
}
