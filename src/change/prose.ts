import { addTo, append } from '../reader/append.ts';
import { align } from './align.ts';
import type { SentenceItem } from './change.ts';
import { type Sentence, sentences } from './sentences.ts';
import { likeness, squeezed, wordsOf } from './words.ts';

/** Share of words in common from which two sentences count as the same one reworded. */
const SAME_SENTENCE = 0.5;
/** A sentence in the same run of differences is taken for the same one sooner. */
const SAME_RUN_BONUS = 0.1;
const MOST_PAIRINGS = 40_000;
const MOST_IN_A_RUN = 400_000;

/**
 * What came, went and was reworded between two texts. A sentence that only moved, was only wrapped or split otherwise,
 * is no item. `lineOf` turns a line of the text into one of the file that holds it.
 */
export function diffProse(
  before: string,
  after: string,
  key: string | null = null,
  lineOf: (line: number) => number = (line) => line,
): SentenceItem[] {
  const { removed, added } = unmatched(sentences(before), sentences(after));
  const pairs = reworded(removed, added);
  const items: SentenceItem[] = pairs.map(([from, to]) => item(from.text, to.text, to.line));
  const paired = new Set(pairs.flat());
  for (const one of removed) if (!paired.has(one)) items.push(item(one.text, null, one.place));
  for (const one of added) if (!paired.has(one)) items.push(item(null, one.text, one.line));
  return items.sort((a, b) => a.line - b.line);

  function item(from: string | null, to: string | null, line: number): SentenceItem {
    return { type: 'sentence', from, to, line: lineOf(line), key };
  }
}

interface Unmatched extends Sentence {
  /** Which run of differences it belongs to. */
  readonly run: number;
  /** Line of the new text at which the run stands. */
  readonly place: number;
}

interface Differing {
  readonly removed: readonly Unmatched[];
  readonly added: readonly Unmatched[];
}

function unmatched(before: readonly Sentence[], after: readonly Sentence[]): Differing {
  const removed: Unmatched[] = [];
  const added: Unmatched[] = [];
  let [i, j] = [0, 0];
  align(before.map(squeeze), after.map(squeeze)).forEach((stretch, run) => {
    const place = after[Math.min(j, after.length - 1)]?.line ?? 1;
    const gone = before.slice(i, i + stretch.removed);
    const came = after.slice(j, j + stretch.added);
    if (joined(gone) !== joined(came)) {
      // Told as one where only fences came or went: line by line nothing would be seen of it.
      const [old, now] = isFencing(gone, came) ? [[whole(gone)], [whole(came)]] : [gone, came];
      append(
        removed,
        old.map((one) => ({ ...one, run, place })),
      );
      append(
        added,
        now.map((one) => ({ ...one, run, place })),
      );
    }
    i += stretch.same + stretch.removed;
    j += stretch.same + stretch.added;
  });
  return withoutMoves(removed, added);
}

/** Equal for a run whose words stayed and whose lines or full stops only fell otherwise. */
function joined(run: readonly Sentence[]): string {
  return squeezed(run.map(squeeze).join(' '));
}

const FENCES = /`{3,}[\w-]*|~{3,}[\w-]*/gu;

function isFencing(gone: readonly Sentence[], came: readonly Sentence[]): boolean {
  const bare = (run: readonly Sentence[]): string => squeezed(whole(run).text.replace(FENCES, ' '));
  return bare(gone) === bare(came);
}

function whole(run: readonly Sentence[]): Sentence {
  return { text: run.map(squeeze).join(' '), line: run[0]?.line ?? 1 };
}

function squeeze(sentence: Sentence): string {
  return sentence.text.replace(/\s+/gu, ' ').trim();
}

/** Drops sentences that went in one place and came in another. */
function withoutMoves(removed: readonly Unmatched[], added: readonly Unmatched[]): Differing {
  // The first to come is taken first: lists stand the other way round, because a list is cheap at its end alone.
  const arrivals = new Map<string, Unmatched[]>();
  for (const one of added.toReversed()) {
    addTo(arrivals, squeeze(one), one);
  }
  const moved = new Set<Unmatched>();
  const gone = removed.filter((one) => {
    const arrival = arrivals.get(squeeze(one))?.pop();
    if (arrival !== undefined) moved.add(arrival);
    return arrival === undefined;
  });
  return { removed: gone, added: added.filter((one) => !moved.has(one)) };
}

function byRun(sentences: readonly Unmatched[]): Map<number, Unmatched[]> {
  const runs = new Map<number, Unmatched[]>();
  for (const one of sentences) {
    addTo(runs, one.run, one);
  }
  return runs;
}

/**
 * The sentences of the same run that one is compared with: all of them, unless a run was rewritten that has so many that
 * comparing would never end; then those around the place where it would stand.
 */
function nearby(
  removed: readonly Unmatched[],
  runs: ReadonlyMap<number, readonly Unmatched[]>,
): (from: Unmatched) => readonly Unmatched[] {
  const gone = byRun(removed);
  const places = new Map(
    [...gone.values()].flatMap((run) => run.map((one, i): [Unmatched, number] => [one, i])),
  );
  return (from) => {
    const came = runs.get(from.run) ?? [];
    const many = gone.get(from.run)?.length ?? 1;
    if (many * came.length <= MOST_IN_A_RUN) return came;
    const wide = Math.max(1, Math.floor(MOST_IN_A_RUN / many));
    const middle = Math.floor(((places.get(from) ?? 0) * came.length) / many);
    const first = Math.max(0, Math.min(middle - (wide >> 1), came.length - wide));
    return came.slice(first, first + wide);
  };
}

/** Pairs of an old and a new sentence that are the same one in other words, the most alike first. */
function reworded(removed: readonly Unmatched[], added: readonly Unmatched[]): [Unmatched, Unmatched][] {
  const anywhere = removed.length * added.length <= MOST_PAIRINGS;
  const words = new Map([...removed, ...added].map((one) => [one, wordsOf(one.text)]));
  const candidates: { from: Unmatched; to: Unmatched; alike: number }[] = [];
  const runs = byRun(added);
  const near = anywhere ? null : nearby(removed, runs);
  for (const from of removed) {
    for (const to of near === null ? added : near(from)) {
      const alike = likeness(words.get(from) ?? [], words.get(to) ?? []);
      if (alike >= SAME_SENTENCE)
        candidates.push({ from, to, alike: alike + (from.run === to.run ? SAME_RUN_BONUS : 0) });
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
