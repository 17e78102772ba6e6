import { append } from '../reader/append.ts';
/** A sentence, heading, list point or line of code, with its line counted from 1. */
export interface Sentence {
  readonly text: string;
  readonly line: number;
}

// Headings, points, quotes, tables, tags, template statements, braces and quoted keys, `Label:` and role lines.
const BLOCK_START =
  /^\s*(?:#{1,6}\s|[-*+•]\s|\d{1,3}[.)]\s|>|\||<\/?[A-Za-z][\w-]*|\{[%{#]|["'{}[\]]|[A-Za-z][\w-]{0,30}(?: [\w-]{1,20}){0,2}:(?:\s|$)|(?:-{3,}|={3,})\s*$)/u;
const FENCE = /^\s*(?:```|~~~)/u;
// Not behind the usual abbreviations. Full stops of scripts without spaces need none behind them.
const SENTENCE_END =
  /(?<!\b(?:e\.g|i\.e|etc|vs|cf|ca|resp|incl|approx|Mr|Mrs|Dr|No|z\.B)\.)(?<=[.!?;][)"'”’\]*_]*)\s+(?=\S)|(?<=[。！？])\s*(?=\S)/u;

/** Splits prose into its sentences; lines that a writer only wrapped belong together. */
export function sentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  let block: Sentence[] = [];
  let fenced = false;
  const close = (): void => {
    for (const paragraph of wrapped(block)) append(found, splitBlock(paragraph));
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

/** Lines below this length, or much shorter than their neighbours, end where their writer ended them. */
const SHORT = 40;
const MUCH_SHORTER = 0.6;

/** Lines that run on into each other: a short line before one that begins anew is a line by itself. */
function wrapped(block: readonly Sentence[]): Sentence[][] {
  const longest = block.reduce((most, line) => Math.max(most, line.text.trim().length), 0);
  const parts: Sentence[][] = [];
  block.forEach((line, i) => {
    const previous = block[i - 1]?.text.trim().length ?? 0;
    const runsOn =
      previous >= Math.max(SHORT, longest * MUCH_SHORTER) || /^\s*[\p{Ll}\p{Lo}]/u.test(line.text);
    const open = parts.at(-1);
    if (open !== undefined && runsOn) open.push(line);
    else parts.push([line]);
  });
  return parts;
}

/** Sentences of wrapped lines: joined, split at their ends, each with the line on which it begins. */
function splitBlock(block: readonly Sentence[]): Sentence[] {
  const lines = block.map((line) => line.text.trim());
  const joined = lines.join(' ');
  let at = 0;
  return joined
    .split(SENTENCE_END)
    .filter((part) => part !== '')
    .map((text) => {
      at = Math.max(at, joined.indexOf(text, at));
      const sentence = { text, line: lineAt(block, lines, at) };
      at += text.length;
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
