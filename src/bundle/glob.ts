// Path globs of the bundle format: `*` any run without `/`, `?` one such character, `**/` at the start of a segment
// any number of folders, `**` anything, `{a,b}` alternatives that nest. Everything else is literal, `[ ] ! ( )` and
// leading dots included. A brace without its partner is literal too. Alternatives stand for the patterns that writing
// them out gives: `{**,x}/y` is `**/y` or `x/y`.
//
// Own matcher, because the digest depends on it and because patterns come from pull requests: the usual libraries
// are exponential on plain stars. Patterns become one automaton whose states are walked together, so a match costs at
// most (length of the patterns × length of the path), and mostly one look-up a character.

export const LONGEST_GLOB = 1024;
export const DEEPEST_BRACES = 32;

type Token =
  | { readonly type: 'char'; readonly char: string }
  | { readonly type: 'one' | 'star' }
  | { readonly type: 'choice'; readonly options: readonly Sequence[] };
type Sequence = readonly Token[];

const SPECIAL = /[*?{]/u;

export type Matcher = (path: string) => boolean;

/** Why a pattern cannot be used, or null. Patterns are refused where they are read, so that matching never fails. */
export function globFault(pattern: string): 'empty' | 'too-long' | 'too-deep' | null {
  if (pattern === '') return 'empty';
  if (pattern.length > LONGEST_GLOB) return 'too-long';
  let depth = 0;
  for (const char of pattern) {
    if (char === '{') depth += 1;
    else if (char === '}') depth = Math.max(0, depth - 1);
    if (depth > DEEPEST_BRACES) return 'too-deep';
  }
  return null;
}

/** Compiles a pattern without fault (see `globFault`) into a matcher of whole paths, case-sensitive. */
export function compileGlob(pattern: string): Matcher {
  return anyGlob([pattern]);
}

/** True where any of the patterns matches: literal ones cost one look-up together, all others one automaton. */
export function anyGlob(patterns: readonly string[]): Matcher {
  const literal = new Set(patterns.filter((pattern) => !SPECIAL.test(pattern)));
  const globs = patterns.filter((pattern) => SPECIAL.test(pattern));
  if (globs.length === 0) return (path) => literal.has(path);
  const automaton = new Automaton([sequencesOf(globs)]);
  return (path) => literal.has(path) || automaton.groupsOf(path).length > 0;
}

/** Which groups of patterns match a path, as indices in their order: one automaton for all of them. */
export function globGroups(groups: readonly (readonly string[])[]): (path: string) => readonly number[] {
  const automaton = new Automaton(groups.map(sequencesOf));
  return (path) => automaton.groupsOf(path);
}

const ANY_FOLDERS = '**/';

/** Patterns for any folder are written as alternatives behind one `**` + `/`, so that they wait for a name together. */
function sequencesOf(patterns: readonly string[]): Sequence[] {
  const [deep, others] = [true, false].map((is) =>
    patterns.filter((one) => one.startsWith(ANY_FOLDERS) === is),
  );
  const sequences = (others ?? []).map(parse);
  if (deep === undefined || deep.length === 0) return sequences;
  const options = deep.map((one) => parse(one.slice(ANY_FOLDERS.length)));
  return [...sequences, [...parse(ANY_FOLDERS), { type: 'choice', options }]];
}

function parse(pattern: string): Sequence {
  const chars = [...pattern];
  const partner = bracePartners(chars);
  const sequence = (from: number, to: number): Sequence => {
    const tokens: Token[] = [];
    for (let i = from; i < to; i += 1) {
      const char = chars[i] ?? '';
      const end = partner.get(i);
      if (end !== undefined) {
        tokens.push({ type: 'choice', options: choices(i + 1, end).map(([a, b]) => sequence(a, b)) });
        i = end;
      } else if (char === '*') tokens.push({ type: 'star' });
      else if (char === '?') tokens.push({ type: 'one' });
      else tokens.push({ type: 'char', char });
    }
    return tokens;
  };
  const choices = (from: number, to: number): [number, number][] => {
    const parts: [number, number][] = [];
    let start = from;
    for (let i = from; i < to; i += 1) {
      const end = partner.get(i);
      if (end !== undefined) i = end;
      else if (chars[i] === ',') {
        parts.push([start, i]);
        start = i + 1;
      }
    }
    return [...parts, [start, to]];
  };
  return sequence(0, chars.length);
}

function bracePartners(chars: readonly string[]): ReadonlyMap<number, number> {
  const partner = new Map<number, number>();
  const open: number[] = [];
  chars.forEach((char, i) => {
    if (char === '{') open.push(i);
    if (char !== '}') return;
    const start = open.pop();
    if (start !== undefined) partner.set(start, i);
  });
  return partner;
}

/** One state: what it consumes and where that leads, and the states that are entered together with it. */
interface State {
  readonly consumes: 'nothing' | 'any' | 'not-slash' | string;
  to: number;
  readonly also: readonly number[];
}

/** A set of states that are held at once, with where each class of characters leads; filled in as paths come by. */
interface Step {
  readonly states: readonly number[];
  /** Groups of patterns that a path which ends here matches. */
  readonly accepts: readonly number[];
  readonly next: (Step | undefined)[];
}

/** What stands before a place of a pattern: stars are understood only when it is known what follows them. */
interface Before {
  readonly stars: 0 | 1 | 2;
  /** Whether a path segment starts here, before the stars: that alone gives `**` + `/` its meaning. */
  readonly start: boolean;
}

const SEGMENT: Before = { stars: 0, start: true };
const WITHIN: Before = { stars: 0, start: false };

const NO_GROUPS: readonly number[] = [];
/** Where a state that consumes nothing leads: nobody asks. */
const NOWHERE = 0;
const OTHER = 0;
const NONE = -1;
const ANY = -2;
const NOT_SLASH = -3;
/** Beyond this many states in remembered sets a path is walked without remembering: slower, never wrong. */
const MOST_REMEMBERED = 500_000;
/** What a remembered set costs beside its states. */
const SET_COST = 16;

class Automaton {
  /** The first ones accept, one for each group. */
  readonly #states: State[];
  readonly #groups: number;
  readonly #built = new Map<Sequence, Map<number, number>>();
  readonly #classes = new Map<string, number>();
  /** What each state consumes, as a class of characters or one of the three marks below. */
  readonly #consumed: Int32Array;
  readonly #steps = new Map<string, Step>();
  readonly #start: Step;
  #remembered = 0;
  /** In which round a state was last entered: telling that by a set would cost most of the time. */
  readonly #entered: Uint32Array;
  #round = 0;

  constructor(groups: readonly (readonly Sequence[])[]) {
    this.#groups = groups.length;
    this.#states = groups.map(() => ({ consumes: 'nothing', to: NOWHERE, also: [] }));
    const starts = groups.flatMap((sequences, group) =>
      sequences.map((sequence) => this.#build(sequence, 0, SEGMENT, (before) => this.#behind(before, group))),
    );
    // Characters that no pattern names behave alike: one class for all of them.
    for (const { consumes } of this.#states)
      if (consumes.length <= 2 && !this.#classes.has(consumes))
        this.#classes.set(consumes, this.#classes.size + 1);
    if (!this.#classes.has('/')) this.#classes.set('/', this.#classes.size + 1);
    this.#consumed = Int32Array.from(this.#states, ({ consumes }) =>
      consumes === 'any' ? ANY : consumes === 'not-slash' ? NOT_SLASH : (this.#classes.get(consumes) ?? NONE),
    );
    this.#entered = new Uint32Array(this.#states.length);
    this.#start = this.#step(this.#closure(starts));
  }

  groupsOf(path: string): readonly number[] {
    let step = this.#start;
    for (const char of path) {
      const kind = this.#classes.get(char) ?? OTHER;
      let next = step.next[kind];
      if (next === undefined) {
        next = this.#advance(step, kind, char);
        if (this.#remembered <= MOST_REMEMBERED) step.next[kind] = next;
      }
      if (next.states.length === 0) return NO_GROUPS;
      step = next;
    }
    return step.accepts;
  }

  #advance(step: Step, kind: number, char: string): Step {
    const targets: number[] = [];
    const isSlash = char === '/';
    for (const index of step.states) {
      const consumed = this.#consumed[index] ?? NONE;
      if (consumed === kind || consumed === ANY || (consumed === NOT_SLASH && !isSlash))
        targets.push(this.#states[index]?.to ?? NOWHERE);
    }
    return this.#step(this.#closure(targets));
  }

  #step(states: number[]): Step {
    const accepts = states.filter((state) => state < this.#groups).sort((a, b) => a - b);
    const step = { states, accepts, next: [] };
    if (this.#remembered > MOST_REMEMBERED) return step;
    const sorted = Uint32Array.from(states).sort();
    const key = Buffer.from(sorted.buffer).toString('latin1');
    const known = this.#steps.get(key);
    if (known !== undefined) return known;
    this.#remembered += states.length + SET_COST;
    this.#steps.set(key, step);
    return step;
  }

  /** All states that are entered with these. */
  #closure(from: readonly number[]): number[] {
    this.#round += 1;
    const entered: number[] = [];
    const enter = (index: number): void => {
      if (this.#entered[index] === this.#round) return;
      this.#entered[index] = this.#round;
      entered.push(index);
    };
    from.forEach(enter);
    for (let i = 0; i < entered.length; i += 1) this.#states[entered[i] ?? 0]?.also.forEach(enter);
    return entered;
  }

  // The state from which tokens `at…` of a sequence are matched, `then` giving what follows the sequence. What stands
  // before a place is one of six things, so each place is built at most six times. (A sequence stands in one place
  // only and what follows it does not depend on how it was entered, hence one memory for all of them.)
  #build(sequence: Sequence, at: number, before: Before, then: (before: Before) => number): number {
    const token = sequence[at];
    if (token === undefined) return then(before);
    const seen = this.#built.get(sequence) ?? new Map<number, number>();
    this.#built.set(sequence, seen);
    const key = at * 6 + before.stars * 2 + Number(before.start);
    const known = seen.get(key);
    if (known !== undefined) return known;
    const state = this.#token(token, before, (next) => this.#build(sequence, at + 1, next, then));
    seen.set(key, state);
    return state;
  }

  #token(token: Token, before: Before, rest: (before: Before) => number): number {
    switch (token.type) {
      case 'choice':
        return this.#add(
          'nothing',
          NOWHERE,
          token.options.map((option) => this.#build(option, 0, before, rest)),
        );
      case 'star':
        if (before.stars === 2) return this.#loop('any', rest({ stars: 1, start: false }));
        return rest({ ...before, stars: before.stars === 0 ? 1 : 2 });
      case 'one':
        return this.#behind(before, this.#add('not-slash', rest(WITHIN)));
      case 'char': {
        const after = rest(token.char === '/' ? SEGMENT : WITHIN);
        const state = this.#behind(before, this.#add(token.char, after));
        const folders = token.char === '/' && before.stars === 2 && before.start;
        return folders ? this.#add('nothing', NOWHERE, [after, state]) : state;
      }
    }
  }

  /** The stars before a state, now that something else follows them. */
  #behind({ stars }: Before, state: number): number {
    return stars === 0 ? state : this.#loop(stars === 1 ? 'not-slash' : 'any', state);
  }

  #add(consumes: State['consumes'], to: number, also: readonly number[] = []): number {
    return this.#states.push({ consumes, to, also }) - 1;
  }

  /** A state that consumes any number of characters and may be left at any time. */
  #loop(consumes: 'any' | 'not-slash', next: number): number {
    const state = this.#add(consumes, 0, [next]);
    const loop = this.#states[state];
    if (loop !== undefined) loop.to = state;
    return state;
  }
}
