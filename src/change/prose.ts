import { diffArrays } from 'diff';
import type { SentenceItem } from './change.ts';

/** A sentence, heading, list point or line of code, with its line counted from 1. */
export interface Sentence {
  readonly text: string;
  readonly line: number;
}

const BLOCK_START = /^\s*(?:#{1,6}\s|[-*+•]\s|\d{1,3}[.)]\s|>|\||<\/?[A-Za-z][\w-]*>|\{[%{#])/u;
const FENCE = /^\s*(?:```|~~~)/u;
const SENTENCE_END = /(?<=[.!?。！？;][)"'”’\]*_]*)\s+(?=\S)/u;

/** Splits prose into its sentences; lines that a writer only wrapped belong together. */
export function sentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  let block: Sentence[] = [];
  let fenced = false;
  const close = (): void => {
    found.push(...splitBlock(block));
    block = [];
  };
  text.split(/\r\n|\r|\n/u).forEach((raw, index) => {
    const line = { text: raw, line: index + 1 };
    const isFence = FENCE.test(raw);
    if (isFence || fenced || raw.trim() === '' || BLOCK_START.test(raw)) close();
    if (isFence || fenced) {
      if (raw.trim() !== '') found.push({ text: raw.trim(), line: line.line });
      if (isFence) fenced = !fenced;
    } else if (raw.trim() !== '') block.push(line);
  });
  close();
  return found;
}

/** Sentences of wrapped lines: joined, split at their ends, each with the line on which it begins. */
function splitBlock(block: readonly Sentence[]): Sentence[] {
  const lines = block.map((line) => line.text.trim());
  const parts = lines.join(' ').split(SENTENCE_END);
  let at = 0;
  return parts.map((part) => {
    const sentence = { text: part, line: lineAt(block, lines, at) };
    at += part.length + 1;
    return sentence;
  });
}

function lineAt(block: readonly Sentence[], lines: readonly string[], offset: number): number {
  let passed = 0;
  for (const [i, line] of lines.entries()) {
    passed += line.length + 1;
    if (offset < passed) return block[i]?.line ?? 1;
  }
  return block.at(-1)?.line ?? 1;
}

/** Beyond this many edits two texts have little in common, and aligning them would only cost time. */
const MOST_EDITS = 4_000;
/** Share of words in common from which two sentences count as the same one reworded. */
const SAME_SENTENCE = 0.5;
const MOST_PAIRINGS = 40_000;

/** What came, went and was reworded between two texts. A sentence that only moved is no item. */
export function diffProse(
  before: string,
  after: string,
  key: string | null = null,
  firstLine = 1,
): SentenceItem[] {
  const { removed, added } = unmatched(sentences(before), sentences(after));
  const pairs = reworded(removed, added);
  const items: SentenceItem[] = pairs.map(([from, to]) => item(from.text, to.text, to.line));
  const paired = new Set(pairs.flat());
  for (const one of removed) if (!paired.has(one)) items.push(item(one.text, null, one.place));
  for (const one of added) if (!paired.has(one)) items.push(item(null, one.text, one.line));
  return items.sort((a, b) => a.line - b.line);

  function item(from: string | null, to: string | null, line: number): SentenceItem {
    return { type: 'sentence', from, to, line: line + firstLine - 1, key };
  }
}

interface Unmatched extends Sentence {
  /** Which run of differences it belongs to. */
  readonly run: number;
  /** Line of the new text at which the run stands. */
  readonly place: number;
}

function unmatched(
  before: readonly Sentence[],
  after: readonly Sentence[],
): { removed: Unmatched[]; added: Unmatched[] } {
  const removed: Unmatched[] = [];
  const added: Unmatched[] = [];
  let [i, j, run] = [0, 0, 0];
  const parts = diffArrays(before.map(squeeze), after.map(squeeze), { maxEditLength: MOST_EDITS });
  if (parts === undefined)
    return withoutMoves(
      before.map((one) => ({ ...one, run, place: one.line })),
      after.map((one) => ({ ...one, run, place: one.line })),
    );
  for (const part of parts) {
    const place = after[Math.min(j, after.length - 1)]?.line ?? 1;
    if (part.removed)
      for (const one of before.slice(i, i + part.value.length)) removed.push({ ...one, run, place });
    else if (part.added)
      for (const one of after.slice(j, j + part.value.length)) added.push({ ...one, run, place });
    else run += 1;
    if (!part.added) i += part.value.length;
    if (!part.removed) j += part.value.length;
  }
  return withoutMoves(removed, added);
}

function squeeze(sentence: Sentence): string {
  return sentence.text.replace(/\s+/gu, ' ').trim();
}

/** Drops sentences that went in one place and came in another. */
function withoutMoves(
  removed: readonly Unmatched[],
  added: readonly Unmatched[],
): { removed: Unmatched[]; added: Unmatched[] } {
  const arrivals = new Map<string, Unmatched[]>();
  for (const one of added) arrivals.set(squeeze(one), [...(arrivals.get(squeeze(one)) ?? []), one]);
  const moved = new Set<Unmatched>();
  const gone = removed.filter((one) => {
    const arrival = arrivals.get(squeeze(one))?.shift();
    if (arrival !== undefined) moved.add(arrival);
    return arrival === undefined;
  });
  return { removed: gone, added: added.filter((one) => !moved.has(one)) };
}

/** Pairs of an old and a new sentence that are the same one in other words, the most alike first. */
function reworded(removed: readonly Unmatched[], added: readonly Unmatched[]): [Unmatched, Unmatched][] {
  const anywhere = removed.length * added.length <= MOST_PAIRINGS;
  const words = new Map([...removed, ...added].map((one) => [one, wordsOf(one.text)]));
  const candidates: { from: Unmatched; to: Unmatched; alike: number }[] = [];
  for (const from of removed) {
    for (const to of added) {
      if (!anywhere && from.run !== to.run) continue;
      const alike = likeness(words.get(from) ?? [], words.get(to) ?? []);
      if (alike >= SAME_SENTENCE)
        candidates.push({ from, to, alike: alike + (from.run === to.run ? 0.1 : 0) });
    }
  }
  candidates.sort((a, b) => b.alike - a.alike || a.from.line - b.from.line || a.to.line - b.to.line);
  const taken = new Set<Unmatched>();
  return candidates.flatMap(({ from, to }): [Unmatched, Unmatched][] => {
    if (taken.has(from) || taken.has(to)) return [];
    taken.add(from).add(to);
    return [[from, to]];
  });
}

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Dice's coefficient over words, 0 to 1. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 1;
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of b) {
    const count = left.get(word) ?? 0;
    if (count > 0) {
      common += 1;
      left.set(word, count - 1);
    }
  }
  return (2 * common) / (a.length + b.length);
}
