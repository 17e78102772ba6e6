import { wordsOf } from '../change/words.ts';
import { editDistance } from '../reader/nearest.ts';
import { CRITICAL, isDeciding, isProtective } from './lexicon.ts';

/** Why two sentences say the same thing; null where that is not proved. */
export type WordingProof = 'same-words' | 'one-misspelling' | 'doubled-word' | 'article' | 'markup';

/** Whether the text that a sentence stands in has the one word elsewhere, and the other one nowhere. */
export type Spelt = (right: string, wrong: string) => boolean;

/**
 * Proves that an edit is wording only: punctuation, case or markup, or one misspelt word corrected, and none of it
 * touching a negation, a modal, a number, a name or a placeholder. What is not proved is not wording.
 */
export function wordingProof(from: string, to: string, spelt: Spelt = () => false): WordingProof | null {
  const [before, after] = [bare(from), bare(to)];
  if (tokensThatMatter(before) !== tokensThatMatter(after)) return null;
  const [old, now] = [wordsOf(before), wordsOf(after)];
  if (old.join(' ') === now.join(' '))
    return stripMarkup(before) === stripMarkup(after) ? 'markup' : 'same-words';
  if (once(old) === once(now)) return 'doubled-word';
  // One that came or went; "the" and "a" in each other's place may mean another one.
  if (old.length !== now.length && withoutArticles(before) === withoutArticles(after)) return 'article';
  return oneMisspelling(old, now, spelt) || oneSpace(old, now) ? 'one-misspelling' : null;
}

/** A number may well stand twice: "two two-person approvals". */
const COUNTS = /^(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)$/u;

/** Words with those that stand twice in a row said once. */
function once(words: readonly string[]): string {
  return words.filter((word, i) => word !== words[i - 1] || COUNTS.test(word)).join(' ');
}

/** English does not change what it asks for with an article. */
function withoutArticles(text: string): string {
  return wordsOf(text.replace(/(?<![\p{L}\p{N}])(?:the|an?)(?![\p{L}\p{N}])/gu, ' ')).join(' ');
}

/** What sets code apart; a model reads the code itself the same. */
const FENCES = /`{3,}[\w-]*\s*/gu;
/** The number or mark of a point in a list moves with its neighbours and says nothing. */
const LEADING = /^\s*(?:\d{1,3}[.)]|[-*+•>]|#{1,6})\s+/u;

function bare(text: string): string {
  return text.replace(FENCES, '').replace(LEADING, '');
}

/** Words that only one of two sentences has, in lower case. */
export function differingWords(from: string, to: string): { gone: string[]; come: string[] } {
  const without = (words: readonly string[], others: readonly string[]): string[] => {
    const left = [...others];
    return words.filter((word) => {
      const at = left.indexOf(word);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  const [old, now] = [wordsOf(from), wordsOf(to)];
  return { gone: without(old, now), come: without(now, old) };
}

// Placeholders, quoted code, tags, URLs, paths and names with marks inside, comparisons, numbers with their unit.
const TOKENS =
  /\p{Extended_Pictographic}|~~|\b[Nn](?:o|ot|ever),|\{\{?[^{}]{0,200}\}?\}|\{%[^%]{0,200}%\}|\$\{[^{}]{0,200}\}|`[^`]*`|<\/?[A-Za-z_][^<>]{0,200}>|https?:\/\/\S+|\b[A-Za-z]\w*[_.][A-Za-z_]\w*\b|\b[a-z]+[A-Z]\w*\b|(?<!\w)(?:\/|--|@)[a-z][\w-]+|[<>≤≥≠]=?|[!=]=|[-+−]?[$€£]?\d+(?:[.,:/]\d+)*\s?(?:%|[$€£])?/gu;

/** Names, placeholders, comparisons and numbers, in order: none of them is ever mere wording. */
function tokensThatMatter(text: string): string {
  return (text.match(TOKENS) ?? [])
    .map((token) => token.replace(/\s+|^<\/(?=\w)/gu, '').replace(/^<(?=\w)/u, ''))
    .join('\n');
}

function stripMarkup(text: string): string {
  return text
    .replace(/[*_`#>~-]+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A space that was forgotten or too much: "ahistory". Never where one of the words carries an instruction. */
function oneSpace(old: readonly string[], now: readonly string[]): boolean {
  if (Math.abs(old.length - now.length) !== 1 || old.join('') !== now.join('')) return false;
  const { gone, come } = differingWords(old.join(' '), now.join(' '));
  return ![...gone, ...come].some((word) => CRITICAL.test(word) || isDeciding(word) || isProtective(word));
}

/** Letters of the longer word, and of the shorter one: "card" and "cart" are two words, "ordr" is none. */
const LONGER = 5;
const SHORTER = 4;

/**
 * Exactly one word differs, by one letter or two neighbours swapped, with the same first letter. Short words and
 * words that carry an instruction are left out: "now" and "not" are one letter apart.
 */
function oneMisspelling(old: readonly string[], now: readonly string[], spelt: Spelt): boolean {
  if (old.length !== now.length) return false;
  const different = old.map((word, i) => [word, now[i] ?? ''] as const).filter(([a, b]) => a !== b);
  const [pair] = different;
  if (different.length !== 1 || pair === undefined) return false;
  if (pair.some((word) => CRITICAL.test(word) || isDeciding(word) || isProtective(word))) return false;
  const [a, b] = pair;
  const long = Math.max(a.length, b.length) >= LONGER && Math.min(a.length, b.length) >= SHORTER;
  // The last letter makes another word of many: employer and employee, file and files.
  const isInside = a.at(-1) === b.at(-1);
  const isKnown = Math.max(a.length, b.length) >= SHORTER && spelt(b, a);
  return (long || isKnown) && isInside && a[0] === b[0] && editDistance(a, b) === 1;
}
