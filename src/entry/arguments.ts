import { parseArgs } from 'node:util';
import { refuse } from '../problem.ts';
import { nearest } from '../reader/nearest.ts';

export interface OptionRule {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  readonly short?: string;
  /** What stands for the value in the help. */
  readonly value?: string;
  readonly help: string;
}

export type OptionRules = Readonly<Record<string, OptionRule>>;

export interface Arguments {
  readonly words: readonly string[];
  text(name: string): string | null;
  flag(name: string): boolean;
  list(name: string): readonly string[];
}

/** Parses what stands behind a command. Nothing is ignored: an unknown option is refused with the nearest known one. */
export function parseArguments(args: readonly string[], rules: OptionRules, mostWords: number): Arguments {
  const options = Object.fromEntries(
    Object.entries(rules).map(([name, { type, multiple = false, short }]) => [
      name,
      { type, multiple, ...(short === undefined ? {} : { short }) },
    ]),
  );
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, (string | true)[]>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const rule = rules[token.name];
    if (rule === undefined)
      refuse('unknown-option', {
        found: token.rawName,
        expected: known(rules),
        nearest: closest(token.name, rules),
      });
    if (
      rule.type === 'string' &&
      (token.value === undefined ||
        (!token.inlineValue && token.value.startsWith('-') && token.value !== '-'))
    ) {
      refuse('option-without-value', { found: token.rawName, expected: rule.value ?? 'a value' });
    }
    if (rule.type === 'boolean' && token.value !== undefined)
      refuse('option-bad-value', {
        found: `${token.rawName}=${token.value}`,
        expected: `${token.rawName} without a value`,
      });
    values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? true]);
  }
  const extra = positionals[mostWords];
  if (extra !== undefined)
    refuse('too-many-arguments', {
      found: extra,
      expected: mostWords === 0 ? 'options only' : `at most ${mostWords}`,
    });
  const last = (name: string): string | true | undefined => values.get(name)?.at(-1);
  return {
    words: positionals,
    text: (name) => (typeof last(name) === 'string' ? String(last(name)) : null),
    flag: (name) => last(name) !== undefined,
    list: (name) => (values.get(name) ?? []).map(String),
  };
}

function known(rules: OptionRules): string {
  return `one of ${Object.keys(rules)
    .map((name) => `--${name}`)
    .join(', ')}`;
}

function closest(name: string, rules: OptionRules): string | null {
  const found = nearest(name, Object.keys(rules));
  return found === null ? null : `--${found}`;
}

/** `name=path` pairs of a repeatable option. */
export function pairsOf(args: Arguments, name: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const text of args.list(name)) {
    const at = text.indexOf('=');
    if (at < 1 || at === text.length - 1)
      refuse('option-bad-value', { found: `--${name} ${text}`, expected: `--${name} name=path` });
    pairs.set(text.slice(0, at), text.slice(at + 1));
  }
  return pairs;
}
