/**
 * JSON as result files hold it. Python writes a number that is none as NaN or Infinity, which no JSON is: here it is
 * null, as a missing number should be. And where a text is no JSON the place is told, which JSON.parse often does not.
 */
export class JsonTextFault extends Error {
  /** UTF-16 offset of the first thing that cannot stand where it stands; the length of a text that is cut off. */
  readonly offset: number;
  readonly truncated: boolean;
  constructor(offset: number, truncated: boolean, cause: unknown) {
    super(truncated ? 'ends too early' : `no JSON at ${offset}`, { cause });
    this.offset = offset;
    this.truncated = truncated;
  }
}

/** Parses a text. Throws a JsonTextFault for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { fault, notNumbers } = new Scan(text);
    if (fault !== null) throw new JsonTextFault(fault, fault === text.length, error);
    return JSON.parse(withNulls(text, notNumbers));
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function withNulls(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { from, to } of spans) {
    parts.push(text.slice(done, from), 'null');
    done = to;
  }
  return parts.join('') + text.slice(done);
}

const WORD = /[-+.\w]+/y;
const SCALAR = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/u;
const NOT_NUMBER = /^(?:NaN|-?Infinity)$/u;
/** A scalar that is cut off. */
const BEGUN = /^(?:-?(?:(?:0|[1-9]\d*)(?:\.\d*)?(?:[eE][+-]?)?)?|tr?u?|fa?l?s?|nu?l?|Na?|-?I[nfity]*)$/u;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const ESCAPE_BEGUN = /^\\(?:u[0-9a-fA-F]{0,3})?$/u;

const CLOSING = { '[': ']', '{': '}' } as const;

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma' | 'nothing';

/** Walks over a text once, without recursion. Only taken where JSON.parse has already refused. */
class Scan {
  /** Where the text stops being JSON; null where it is JSON but for the words that are not numbers. */
  readonly fault: number | null;
  readonly notNumbers: Span[] = [];
  readonly #text: string;
  readonly #open: ('[' | '{')[] = [];
  #at = 0;
  #expected: Expected = 'value';

  constructor(text: string) {
    this.#text = text;
    while (this.#step());
    this.fault = this.#expected === 'nothing' && this.#at === text.length ? null : this.#at;
  }

  /** Takes one token. False at the end, or where something cannot stand. */
  #step(): boolean {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at += 1;
    const char = this.#text[this.#at];
    const within = this.#open.at(-1);
    switch (this.#expected) {
      case 'value':
      case 'value or ]':
        if (char === ']' && this.#expected === 'value or ]') return this.#close();
        return this.#value(char);
      case 'key':
      case 'key or }':
        if (char === '}' && this.#expected === 'key or }') return this.#close();
        return char === '"' && this.#string('colon');
      case 'colon':
        return char === ':' && this.#pass('value');
      case 'comma':
        if (char === ',') return this.#pass(within === '[' ? 'value' : 'key');
        return within !== undefined && char === CLOSING[within] && this.#close();
      case 'nothing':
        return false;
    }
  }

  #value(char: string | undefined): boolean {
    if (char === '"') return this.#string(this.#after());
    if (char !== '[' && char !== '{') return this.#word();
    this.#open.push(char);
    return this.#pass(char === '[' ? 'value or ]' : 'key or }');
  }

  #word(): boolean {
    const from = this.#at;
    const word = this.#take(WORD);
    const ended = this.#at === this.#text.length;
    if (NOT_NUMBER.test(word)) this.notNumbers.push({ from, to: this.#at });
    else if (!SCALAR.test(word)) {
      if (!(ended && BEGUN.test(word))) this.#at = from;
      return false;
    }
    this.#expected = this.#after();
    return true;
  }

  #string(then: Expected): boolean {
    for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
      const unit = this.#text.charCodeAt(this.#at);
      if (unit === 0x22) return this.#pass(then);
      if (unit < 0x20) return false;
      if (unit !== 0x5c) continue;
      if (this.#take(ESCAPE) === '') {
        if (ESCAPE_BEGUN.test(this.#text.slice(this.#at, this.#at + 6))) this.#at = this.#text.length;
        return false;
      }
      this.#at -= 1;
    }
    return false;
  }

  #close(): boolean {
    this.#open.pop();
    return this.#pass(this.#after());
  }

  /** What follows a value. */
  #after(): Expected {
    return this.#open.length === 0 ? 'nothing' : 'comma';
  }

  #pass(then: Expected): boolean {
    this.#at += 1;
    this.#expected = then;
    return true;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }
}
