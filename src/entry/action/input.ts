import { getInput } from '@actions/core';
import { NAME } from '../../bundle/kinds.ts';
import { refuse } from '../../problem.ts';
import { nearest } from '../../reader/nearest.ts';
import type { InputName } from './registry.ts';

/** How one input of an action is read. Each refuses what it does not know, by its name. */

/** An input as it was given; empty where it was not. */
export function read(name: InputName): string {
  return getInput(name);
}

/** Null where it was not given. */
export function optional(name: InputName): string | null {
  const text = read(name);
  return text === '' ? null : text;
}

/** A name of lower-case letters, digits and dashes; refuses anything else. */
export function name(input: InputName, expected: string): string {
  const text = read(input);
  return NAME.test(text) ? text : refuse('option-bad-value', { found: `${input}: ${text}`, expected });
}

/** US dollars; null where it was not given. */
export function amount(name: InputName): number | null {
  const text = read(name);
  if (text === '') return null;
  const value = Number(text);
  if (!/^\d+(?:\.\d+)?$/u.test(text) || !Number.isFinite(value))
    refuse('option-bad-value', { found: `${name}: ${text}`, expected: 'an amount such as 2.50' });
  return value;
}

const MOST_SHARDS = 256;

/** A number of shards. */
export function whole(name: InputName): number {
  const text = read(name);
  const value = /^[1-9]\d{0,3}$/u.test(text) ? Number(text) : 0;
  if (value < 1 || value > MOST_SHARDS)
    refuse('option-bad-value', { found: `${name}: ${text}`, expected: `a number from 1 to ${MOST_SHARDS}` });
  return value;
}

/** One of some words; refuses any other with the nearest of them. */
export function choice<T extends string>(
  name: InputName,
  values: readonly T[],
  otherwise: T | null,
): T | null {
  const text = read(name);
  if (text === '') return otherwise;
  const found = values.find((value) => value === text);
  return (
    found ??
    refuse('option-bad-value', {
      found: `${name}: ${text}`,
      expected: `one of ${values.join(', ')}`,
      nearest: nearest(text, values),
    })
  );
}

/** `name=path`, one a line. */
export function pairs(name: InputName): ReadonlyMap<string, string> {
  const lines = read(name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return new Map(
    lines.map((line): [string, string] => {
      const at = line.indexOf('=');
      if (at < 1 || at === line.length - 1)
        refuse('option-bad-value', { found: `${name}: ${line}`, expected: 'name=path, one a line' });
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

/** A whole number as text; refuses anything else. */
export function digits(name: InputName, otherwise: string): string {
  const text = read(name);
  if (text !== '' && !/^\d{1,4}$/u.test(text))
    refuse('option-bad-value', { found: `${name}: ${text}`, expected: 'a whole number' });
  return text === '' ? otherwise : text;
}

/** The file name of a workflow; refuses a path. */
export function workflow(input: InputName): string {
  const text = read(input);
  if (!/^[\w.-]+\.ya?ml$/u.test(text))
    refuse('option-bad-value', { found: `${input}: ${text}`, expected: 'the file name of a workflow' });
  return text;
}
