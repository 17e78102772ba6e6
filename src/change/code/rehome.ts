import { type Definition, type Definitions, definitionsIn } from './definitions.ts';
import type { Grammars, Language } from './syntax.ts';

/**
 * Definitions that went from one program and came in another under the same name: what is compared is the definition and
 * not where it stands. Each is put where it is now before anything is compared, so that what moved and stayed equal leaves
 * no difference, and what moved and changed is told with both of its values.
 */

/** A program that changed; a text is null where the file is not there. */
export interface MovableProgram {
  readonly path: string;
  readonly language: Language;
  readonly before: string | null;
  readonly after: string | null;
  /** Whether its own differences are told. */
  readonly isWatched: boolean;
}

/** A program's texts as they are compared, and what was put elsewhere to make them. */
export interface Rehomed {
  readonly before: string;
  readonly after: string;
  /** What moved, by name, with the path of the other file. */
  readonly moved: ReadonlyMap<string, string>;
}

interface ReadProgram extends MovableProgram {
  readonly old: Definitions;
  readonly now: Definitions;
}

/** A text that came: what a program had in it may stand there now. */
export interface NewText {
  readonly path: string;
  readonly after: string;
}

/** Texts of the programs that definitions moved between, and of those that speak of what moved, by path. */
export async function rehomed(
  programs: readonly MovableProgram[],
  texts: readonly NewText[],
  grammars: Grammars,
): Promise<ReadonlyMap<string, Rehomed>> {
  const found = await extracted(programs, texts, grammars);
  if (programs.length < 2 || !mayHaveMoved(programs)) return found;
  const read = await Promise.all(programs.map(async (one) => readProgram(one, grammars)));
  const moves = movesAmong(read.filter((one) => one !== null));
  if (moves.length === 0) return found;
  for (const one of programs) {
    const texts = textsOf(one, moves);
    if (texts !== null && !found.has(one.path)) found.set(one.path, texts);
  }
  return found;
}

/**
 * Prompts that a program held and now reads from a file that came: the definition has the same name, it had a text and
 * now names the file. The file is compared with that text, and the definition with itself.
 */
async function extracted(
  programs: readonly MovableProgram[],
  texts: readonly NewText[],
  grammars: Grammars,
): Promise<Map<string, Rehomed>> {
  const found = new Map<string, Rehomed>();
  for (const program of programs.filter(({ isWatched }) => isWatched)) {
    const named = texts.filter(({ path }) => program.after?.includes(stemOf(path)) === true);
    const read = named.length === 0 ? null : await readProgram(program, grammars);
    if (read === null) continue;
    let { before } = read;
    for (const [name, now] of read.now) {
      const old = read.old.get(name);
      const text = old?.text ?? null;
      const reads = partOf(program.after, now);
      const file = now.text === null ? named.find(({ path }) => reads.includes(stemOf(path))) : undefined;
      if (text === null || before === null || file === undefined || found.has(file.path)) continue;
      before = before.replace(partOf(program.before, old), () => reads);
      found.set(file.path, { before: text, after: file.after, moved: new Map([[name, program.path]]) });
      const moved = new Map([...(found.get(program.path)?.moved ?? []), [name, file.path] as const]);
      found.set(program.path, { before, after: program.after ?? '', moved });
    }
  }
  return found;
}

function stemOf(path: string): string {
  return /([^/]+?)(?:\.\w+)?$/u.exec(path)?.[1] ?? path;
}

/** Names at the beginning of a line; a grammar is asked only where one went here and came there. */
const BEGINS =
  /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:(?:def|class|function|const|let|var|func|module)\s+)?([A-Za-z_$][\w$]*)/gmu;

function mayHaveMoved(programs: readonly MovableProgram[]): boolean {
  const [gone, come] = [new Set<string>(), new Set<string>()];
  for (const { before, after } of programs) {
    const [old, now] = [before, after].map(
      (text) => new Set([...(text ?? '').matchAll(BEGINS)].map(([, name = '']) => name)),
    );
    for (const name of old ?? []) if (now?.has(name) !== true) gone.add(name);
    for (const name of now ?? []) if (old?.has(name) !== true) come.add(name);
  }
  return [...gone].some((name) => come.has(name));
}

async function readProgram(program: MovableProgram, grammars: Grammars): Promise<ReadProgram | null> {
  const read = async (text: string | null): Promise<Definitions | null> => {
    if (text === null) return new Map();
    const root = await grammars.parse(program.language, text);
    return root === null ? null : definitionsIn(root, text);
  };
  const [old, now] = [await read(program.before), await read(program.after)];
  return old === null || now === null ? null : { ...program, old, now };
}

interface Move {
  readonly name: string;
  readonly from: ReadProgram;
  readonly to: ReadProgram;
}

/** What went from exactly one program and came in exactly one. */
function movesAmong(programs: readonly ReadProgram[]): Move[] {
  const each = (which: (program: ReadProgram) => readonly string[]): Map<string, ReadProgram | null> => {
    const found = new Map<string, ReadProgram | null>();
    for (const program of programs)
      for (const name of which(program)) found.set(name, found.has(name) ? null : program);
    return found;
  };
  const gone = each(({ old, now }) => [...old.keys()].filter((name) => !now.has(name)));
  const come = each(({ old, now }) => [...now.keys()].filter((name) => !old.has(name)));
  return [...gone].flatMap(([name, from]): Move[] => {
    const to = come.get(name) ?? null;
    if (from === null || to === null || familyOf(from.language) !== familyOf(to.language)) return [];
    const move = { name, from, to };
    // Where nobody would be told of a difference there must be none.
    if (!to.isWatched && definitionOf(move) !== definitionNow(move)) return [];
    return isTakenFrom(from.after ?? '', name, to.path) ? [move] : [];
  });
}

function familyOf(language: Language): string {
  return language === 'tsx' ? 'typescript' : language;
}

const PYTHON = /^from\s+(\S+)\s+import\s+(\([^)]*\)|[^\n]*)/gmu;
const SCRIPT = /^import\s+(?:type\s+)?([^;"']*?)\s+from\s+["']([^"']+)["']/gmu;

/** Whether a program that imports the name takes it from there: the same name from elsewhere is another thing. */
function isTakenFrom(text: string, name: string, path: string): boolean {
  const modules = [
    ...[...text.matchAll(PYTHON)].map(([, module = '', names = '']) => ({ module, names })),
    ...[...text.matchAll(SCRIPT)].map(([, names = '', module = '']) => ({ module, names })),
  ].filter(({ names }) => new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`, 'u').test(names));
  const places = path.replace(/\.\w+$/u, '').split('/');
  return modules.every(({ module }) => {
    const last = module
      .replace(/\.[cm]?[jt]sx?$/u, '')
      .split(/[./\\]/u)
      .findLast((part) => part !== '');
    return last === undefined || places.includes(last);
  });
}

function escaped(name: string): string {
  return name.replace(/\$/gu, '\\$');
}

/** A program's texts with every definition where it is now; null where nothing that moved has to do with it. */
function textsOf(program: MovableProgram, moves: readonly Move[]): Rehomed | null {
  const { path, before, after } = program;
  const left = moves.filter(({ from }) => from.path === path);
  const came = moves.filter(({ to }) => to.path === path);
  const [old, now] = [before, after].map((text) => moves.reduce(withoutQualifier, text ?? ''));
  const spoken = moves.filter(({ name }) => [before, after].some((text) => text?.includes(name) === true));
  if (spoken.length === 0 || old === undefined || now === undefined) return null;
  return {
    before: rehomedText(old, left, came),
    after: now,
    moved: new Map(spoken.map(({ name, from, to }) => [name, path === to.path ? from.path : to.path])),
  };
}

/** `settings.MODEL` for a name that moved there is that name; what is taken out leaves room, so that places stay. */
function withoutQualifier(text: string, { name, from, to }: Move): string {
  const stems = [from, to].map(({ path }) =>
    (/([^/]+?)\.\w+$/u.exec(path)?.[1] ?? '').replace(/[^\w]/gu, ''),
  );
  const pattern = new RegExp(
    `(?<![\\w.$])(?:${stems.filter((stem) => stem !== '').join('|') || '(?!)'})\\.(?=${escaped(name)}(?![\\w$]))`,
    'gu',
  );
  return text.replace(pattern, (qualifier) => ' '.repeat(qualifier.length));
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A program before, without what left it, and with what came to it where that stands now. */
function rehomedText(text: string, left: readonly Move[], came: readonly Move[]): string {
  const cuts = left.flatMap(({ name, from }): Edit[] => {
    const own = from.old.get(name);
    return own === undefined ? [] : [{ ...own, text: '' }];
  });
  const edits = [...cuts, ...arrivals(text, came)].sort((a, b) => a.start - b.start);
  let [made, at] = ['', 0];
  for (const edit of edits) {
    made += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return made + text.slice(at);
}

/** Each behind the definition that stands before it now, or before the first that follows; else at the end. */
function arrivals(text: string, came: readonly Move[]): Edit[] {
  const [first] = came;
  if (first === undefined) return [];
  const { old, now } = first.to;
  const order = [...now].sort(([, a], [, b]) => a.start - b.start).map(([name]) => name);
  const moves = new Map(came.map((move) => [move.name, move]));
  const edits: Edit[] = [];
  let at: number | null = null;
  for (const [i, name] of order.entries()) {
    const move = moves.get(name);
    if (move === undefined) at = old.get(name)?.end ?? at;
    else {
      const next = order.slice(i).flatMap((one) => old.get(one)?.start ?? [])[0];
      const place = at ?? next ?? text.length;
      edits.push({ start: place, end: place, text: `\n\n${definitionOf(move)}\n\n` });
    }
  }
  return edits;
}

const EXPORTS = /^export\s+(?:default\s+)?/u;

/** The definition as it was, exported as it is now. */
function definitionOf({ name, from, to }: Move): string {
  const was = partOf(from.before, from.old.get(name)).replace(EXPORTS, '');
  return (EXPORTS.exec(definitionNow({ name, from, to }))?.[0] ?? '') + was;
}

function definitionNow({ name, to }: Move): string {
  return partOf(to.after, to.now.get(name));
}

function partOf(text: string | null, place: Definition | undefined): string {
  return place === undefined ? '' : (text ?? '').slice(place.start, place.end);
}
