import { parseModelId } from '../models/patterns.ts';
import { isKnownElsewhere } from './code/renamed-names.ts';
import { lineItems } from './lines.ts';
import type { PathChange } from './tree-diff.ts';
import { squeezed } from './words.ts';

/**
 * Names and places that a change gives to the same things everywhere: a declaration with all who use it, a folder with all
 * who name it. They are put into the text before, so that what is left of the difference is what else changed.
 */
export interface Renamings {
  /** The text before with the names of after, as far as it speaks of the same things; the same text where nothing was renamed. */
  applied(before: string, after: string): string;
  /** Old names that were given up. */
  readonly names: readonly string[];
}

/** A changed file that is text on both sides. */
export interface TextPair {
  readonly before: string;
  readonly after: string;
}

/** What a change renamed, told by its texts and by the files that moved as they were. */
export function renamingsAmong(
  texts: readonly TextPair[],
  paths: readonly PathChange[],
  isKept: (name: string) => boolean = () => false,
): Renamings | null {
  const all = namesAmong(texts);
  const [names, places] = [new Map([...all].filter(([old]) => !isKept(old))), placesAmong(paths)];
  if (names.size + places.length === 0) return null;
  return {
    names: [...names.keys()],
    applied: (before, after) => {
      const named = names.size === 0 ? before : withNames(before, names);
      return places.length === 0 ? named : withPlaces(named, after, places);
    },
  };
}

const NAME = /[A-Za-z_$][\w$]*/gu;
const SHORTEST_NAME = 4;
const MOST_NAMES = 20;

/** Old names by new ones: each declared before and gone after, its heir not there before and declared after. */
function namesAmong(texts: readonly TextPair[]): Map<string, string> {
  if (texts.reduce((sum, { before, after }) => sum + before.length + after.length, 0) > MOST_TEXT)
    return new Map();
  const heirs = new Map<string, string | null>();
  const from = new Map<string, string | null>();
  const put = (map: Map<string, string | null>, key: string, value: string): void => {
    map.set(key, (map.get(key) ?? value) === value && map.get(key) !== null ? value : null);
  };
  for (const { before, after } of texts)
    for (const run of lineItems(before, after)) {
      for (const [old, now] of replaced(run.from.join('\n'), run.to.join('\n'))) {
        put(heirs, old, now);
        put(from, now, old);
      }
      if (heirs.size > MOST_CANDIDATES) return new Map();
    }
  const found = new Map<string, string>();
  for (const [old, now] of heirs) {
    if (now === null || from.get(now) !== old || old.length < SHORTEST_NAME || isOpposite(old, now)) continue;
    if (isKnownElsewhere(old)) continue;
    const isGone = !texts.some(({ after }) => hasWord(after, old));
    const isNew = isGone && !texts.some(({ before }) => hasWord(before, now));
    const isDeclared =
      isNew &&
      texts.some(({ before }) => declares(before, old) && !isTool(before, old)) &&
      texts.some(({ after }) => declares(after, now));
    if (isDeclared) found.set(old, now);
    if (found.size > MOST_NAMES) return new Map();
  }
  return found;
}

/** `is_safe` and `is_unsafe`: the other name says the contrary. */
function isOpposite(old: string, now: string): boolean {
  const plain = (name: string): string => name.toLowerCase().replace(/_/gu, '');
  const bare = (name: string): string => plain(name).replace(/un|non|not|dis|no|in|de/gu, '');
  return plain(old) !== plain(now) && bare(old) === bare(now);
}

const MOST_CANDIDATES = 150;
/** Characters of all texts together: every candidate is looked for in each of them. */
const MOST_TEXT = 2_000_000;
const LONGEST_RUN = 20_000;

/** Pairs of names in which two stretches differ, where they differ in nothing else. */
function replaced(from: string, to: string): [string, string][] {
  if (from.length > LONGEST_RUN || to.length > LONGEST_RUN) return [];
  const bare = (text: string): string => squeezed(text.replace(NAME, '⊙')).replace(/[\s,]+/gu, '');
  if (bare(from) !== bare(to)) return [];
  const [old, now] = [from.match(NAME) ?? [], to.match(NAME) ?? []];
  return old.flatMap((name, i): [string, string][] => {
    const other = now[i];
    return other === undefined || other === name ? [] : [[name, other]];
  });
}

function hasWord(text: string, name: string): boolean {
  return text.includes(name) && new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`, 'u').test(text);
}

function escaped(name: string): string {
  return name.replaceAll('$', '\\$');
}

/** Whether a text declares a name: by a keyword, a type, a value that it is given, or as a field of a class. */
function declares(text: string, name: string): boolean {
  const own = `${escaped(name)}(?![\\w$])`;
  return new RegExp(
    [
      `\\b(?:class|def|function|const|let|var|val|func|fn|type|module|struct|enum|trait|interface|record|static|readonly|bool|boolean|string|String|int|double|float|decimal)\\??\\s+${own}`,
      `(?:^|\\n)[ \\t]*(?:self\\.|this\\.|@)?${own}\\s*(?::[^=\\n]{0,80})?(?: :?=|:=)(?!=)`,
      `(?:^|\\n)[ \\t]+${own}\\??\\s*:\\s*(?:str|int|float|bool|bytes|list|dict|tuple|set|string|number|boolean|[A-Z]\\w*)\\b[\\w.\\[\\], |]*;?(?:\\n|$)`,
      `\\bfunc\\s+\\([^)]*\\)\\s+${own}`,
    ].join('|'),
    'u',
  ).test(text);
}

/** A tool is called by its name, and a model that knew it by another one does not. */
function isTool(text: string, name: string): boolean {
  const own = escaped(name);
  return new RegExp(
    `@[\\w.]*tool\\w*\\b[^\\n]*\\n(?:[ \\t]*@[^\\n]*\\n)*[ \\t]*(?:async\\s+)?def\\s+${own}\\b|(?<![\\w$])${own}\\s{0,4}[:=]\\s{0,4}(?:\\w+\\.)*(?:tool|createTool|defineTool|dynamicTool)\\(`,
    'u',
  ).test(text);
}

const TEXTS =
  /"""[\s\S]*?"""|'''[\s\S]*?'''|`(?:[^`\\]|\\[\s\S])*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[A-Za-z_$][\w$]*/gu;

/** Names in the text of a program; what is in quotes is said to somebody, and stays. */
function withNames(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(TEXTS, (part) => names.get(part) ?? part);
}

type Place = readonly [from: string, to: string];

/** Folders and files that moved as they were, as others name them. */
function placesAmong(paths: readonly PathChange[]): Place[] {
  const found = new Map<string, string>();
  for (const { status, path, oldPath, before, after } of paths) {
    if (status !== 'renamed' || before?.oid !== after?.oid) continue;
    for (const [from, to] of partsMoved(oldPath.split('/'), path.split('/'))) found.set(from, to);
    if (found.size > MOST_PLACES) return [];
  }
  // The longest first: what stands inside of it moved with it.
  return [...found].sort(([a], [b]) => b.length - a.length);
}

const MOST_PLACES = 40;
const SPECIFIC = /[-_.]|^.{7,}$/u;

function partsMoved(old: readonly string[], now: readonly string[]): Place[] {
  let lead = 0;
  while (lead < Math.min(old.length, now.length) - 1 && old[lead] === now[lead]) lead += 1;
  let trail = 0;
  while (trail < Math.min(old.length, now.length) - lead && old.at(-1 - trail) === now.at(-1 - trail))
    trail += 1;
  const [was, is] = [old.slice(lead, old.length - trail), now.slice(lead, now.length - trail)];
  // A folder that is called as a model or a number is may be the value that a line names.
  if ([...was, ...is].some((step) => parseModelId(step) !== null || /^v?[\d.]+$/u.test(step))) return [];
  const isSpecific = was.length > 0 && is.length > 0 && trail > 0 && SPECIFIC.test(was.join('/'));
  const [first, last] = isSpecific
    ? [[], []]
    : [old.slice(Math.max(0, lead - 1), lead), old.slice(old.length - trail)];
  const around = (middle: readonly string[]): string[] => [
    ...first,
    ...middle,
    ...(trail === 0 ? [] : last.slice(0, 1)),
  ];
  const [from, to] = [around(was), around(is)];
  // Seen from the same folder it has no other folder before it.
  const near: Place[] =
    first.length > 0 && trail > 0 ? [[[...was, last[0]].join('/'), [...is, last[0]].join('/')]] : [];
  if (from.length === 0 || to.length === 0 || (from.length === 1 && !SPECIFIC.test(from[0] ?? ''))) return [];
  const bare = (steps: readonly string[]): string[] => steps.map((step) => step.replace(/\.\w+$/u, ''));
  return [
    [from.join('/'), to.join('/')],
    [bare(from).join('/'), bare(to).join('/')],
    [bare(from).join('.'), bare(to).join('.')],
    ...near.filter(([old]) => old !== ''),
  ];
}

const IMPORTED = /^\s*(?:from\s+([\w.]+)\s+import\b|import\s+([\w.]+))/u;
/** Stands in no text. */
const NOWHERE = '\0';

function moduleIn(line: string): string | null {
  const [, from, plain] = IMPORTED.exec(line) ?? [];
  return from ?? plain ?? null;
}

/** Lines that name what moved, where after has the same line with the new place. */
function withPlaces(before: string, after: string, places: readonly Place[]): string {
  const now = new Set(after.split('\n').map(squeezed));
  return before
    .split('\n')
    .map((line) => {
      if (now.has(squeezed(line))) return line;
      const whole = places.reduce((text, [from, to]) => text.replaceAll(from, to), line);
      const moved = [whole, ...places.map(([from, to]) => line.replaceAll(from, to))].filter(
        (one) => one !== line,
      );
      // An import may be broken over other lines than before; the module that it names is there, or it is not.
      const isThere = (text: string): boolean =>
        now.has(squeezed(text)) || after.includes(moduleIn(text) ?? NOWHERE);
      return moved.find(isThere) ?? line;
    })
    .join('\n');
}
