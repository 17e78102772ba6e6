import type { Kind } from '../bundle/kinds.ts';
import { parseModelId } from '../models/patterns.ts';
import { scanModelIds } from '../models/scan.ts';
import { addTo } from '../reader/append.ts';
import type { Node } from '../reader/data.ts';
import type { TextDocument } from '../reader/document.ts';
import type { Change, ChangeItem, LinesItem } from './change.ts';
import { withoutComments } from './comments.ts';
import { wordsOf } from './words.ts';

/** What a file says as a whole, beside what differs in it. */
export interface FileFacts {
  /** Model ids that the file names outside of comments and prose, in lower case. */
  readonly modelsBefore: ReadonlySet<string>;
  readonly modelsAfter: ReadonlySet<string>;
  /** Lines that differ as they are written, comments and all. */
  readonly runs: readonly LinesItem[];
  /** How often the text after has each word, in lower case. */
  readonly words: ReadonlyMap<string, number>;
  /** True where data could be read before, or is new, and cannot be read now. */
  readonly broken: boolean;
}

/** What only the whole change tells about its parts. */
export interface ChangeFacts {
  readonly files: ReadonlyMap<string, FileFacts>;
  /** Files that changed in the very same way as another of their component: copies, by the path of the first. */
  readonly copies: ReadonlyMap<string, string>;
  /** Names that a table of models gave to a model, by the names that it gives them now. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Sentences that went from one file and came in another, by the path of the other file. */
  readonly moved: ReadonlyMap<ChangeItem, string>;
  /** Of these, sentences of prompts that went as they were: all of one, and the other file came with nothing else. */
  readonly movedWhole: ReadonlySet<ChangeItem>;
  /** Programs that went, and that no other file spoke of. */
  readonly unused: ReadonlySet<string>;
  /** Definitions that stand in another program than before: by path, their names and the other file. */
  readonly rehomed: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export const NO_FACTS: ChangeFacts = {
  files: new Map(),
  copies: new Map(),
  aliases: new Map(),
  moved: new Map(),
  movedWhole: new Set(),
  rehomed: new Map(),
  unused: new Set(),
};

/** Kinds whose rows are content, in which a model's name is just a word. */
const NOT_SEARCHED: ReadonlySet<Kind> = new Set(['evals', 'training-data', 'features', 'drift-baseline']);
const TEMPLATE = /\{\{|\{%/u;

export function factsOf(
  kind: Kind,
  documents: { readonly before: TextDocument; readonly after: TextDocument },
  { ending, runs }: { readonly ending: string; readonly runs: readonly LinesItem[] },
): FileFacts {
  const { before, after } = documents;
  const models = (document: TextDocument): Set<string> =>
    NOT_SEARCHED.has(kind) ? new Set() : modelIdsIn(document, ending);
  let [old, now]: (Set<string> | null)[] = [null, null];
  let words: Map<string, number> | null = null;
  return {
    // Most changes name no model, and then nobody asks.
    get modelsBefore() {
      old ??= models(before);
      return old;
    },
    get modelsAfter() {
      now ??= models(after);
      return now;
    },
    runs,
    // Only a misspelling asks.
    get words() {
      words ??= countsOf(after.text);
      return words;
    },
    broken: after.broken && !before.broken && !TEMPLATE.test(after.text),
  };
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function modelIdsIn(document: TextDocument, ending: string): Set<string> {
  const texts: string[] = [];
  if (document.data !== null) collect(document.data, texts);
  else if (document.syntax !== 'prose') texts.push(withoutComments(document.text, ending) ?? document.text);
  return new Set(texts.flatMap(idsIn));
}

function idsIn(text: string): string[] {
  const whole = parseModelId(text);
  return whole === null
    ? scanModelIds(text).map(({ model }) => model.id.toLowerCase())
    : [whole.id.toLowerCase()];
}

function collect(node: Node, into: string[]): void {
  if (node.kind === 'scalar') {
    if (typeof node.value === 'string') into.push(node.value);
  } else if (node.kind === 'list') for (const item of node.items) collect(item, into);
  else for (const { value } of node.entries.values()) collect(value, into);
}

/** A model that stands under another name in the same table: whoever asks for it by the new name gets the same one. */
export function renamedAliases(changes: readonly Change[]): Map<string, string> {
  const aliases = new Map<string, string>();
  for (const { items } of changes) {
    const values = items.filter((item) => item.type === 'value');
    const come = new Map<string, string>();
    for (const item of values)
      if (item.from === undefined && typeof item.to === 'string' && !come.has(item.to))
        come.set(item.to, item.key);
    for (const gone of values) {
      if (gone.to !== undefined || typeof gone.from !== 'string' || parseModelId(gone.from) === null)
        continue;
      const other = come.get(gone.from);
      if (other !== undefined) aliases.set(lastName(gone.key), lastName(other));
    }
  }
  return aliases;
}

function lastName(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1).replace(/^"|"$/gu, '');
}

const FEWEST_WORDS = 4;

/** Finds sentences that left one file and arrived in another. Short ones say too little to be recognised by. */
export function movedSentences(changes: readonly Change[]): Map<ChangeItem, string> {
  const arrivals = new Map<string, { item: ChangeItem; path: string }[]>();
  const each = (side: 'from' | 'to', visit: (text: string, item: ChangeItem, path: string) => void): void => {
    for (const { path, items, kind } of changes)
      for (const item of items) {
        if (item.type !== 'sentence' || item[side === 'from' ? 'to' : 'from'] !== null) continue;
        const text = (item[side] ?? '').replace(/\s+/gu, ' ').trim();
        if (text.split(' ').length >= FEWEST_WORDS) visit(`${kind}\n${text}`, item, path);
      }
  };
  each('to', (text, item, path) => addTo(arrivals, text, { item, path }));
  const moved = new Map<ChangeItem, string>();
  each('from', (text, item, path) => {
    const arrival = arrivals.get(text)?.shift();
    if (arrival === undefined) return;
    moved.set(item, arrival.path).set(arrival.item, path);
  });
  return moved;
}

/** Sentences that moved with all of their prompt into a file that came for it, and holds nothing else. */
export function movedPrompts(
  changes: readonly Change[],
  moved: ReadonlyMap<ChangeItem, string>,
): ReadonlySet<ChangeItem> {
  const whole = new Set<ChangeItem>();
  const came = new Map(
    changes.flatMap((change) => {
      const sentences = change.items.filter((item) => item.type === 'sentence');
      const isMade =
        change.status === 'added' && sentences.length > 0 && sentences.every((item) => moved.has(item));
      return isMade ? [[change.path, sentences] as const] : [];
    }),
  );
  for (const { items } of changes) {
    const prompts = new Map<string, ChangeItem[]>();
    for (const item of items)
      if (item.type === 'sentence' && item.to === null) addTo(prompts, item.key ?? '', item);
    for (const sentences of prompts.values()) {
      const places = new Set(sentences.map((item) => moved.get(item)));
      const [place] = places;
      const other = place === undefined ? undefined : came.get(place);
      if (places.size !== 1 || other === undefined || other.length !== sentences.length) continue;
      for (const item of [...sentences, ...other]) whole.add(item);
    }
  }
  return whole;
}
