import type { Json } from '../../src/jcs.ts';
import { canonicalBytes } from '../../src/pack/canonical.ts';

/** One way of forging a JSON part: which field, what was done to it, and the bytes that come of it. */
export interface Mutant {
  readonly field: string;
  readonly how: 'replaced' | 'removed' | 'duplicated' | 'retyped';
  readonly bytes: Uint8Array;
}

type Path = readonly (string | number)[];

/** Every field of a part, replaced by another value, removed, written twice, and given another type. */
export function mutants(bytes: Uint8Array): Mutant[] {
  const value = JSON.parse(Buffer.from(bytes).toString('utf8')) as Json;
  return fields(value, []).flatMap(([path, field]): Mutant[] => {
    const name = path.join('.');
    const changed = (how: Mutant['how'], next: Json | undefined): Mutant => ({
      field: name,
      how,
      bytes: canonicalBytes(edited(value, path, next)),
    });
    return [
      changed('replaced', replaced(field)),
      changed('removed', undefined),
      changed('retyped', retyped(field)),
      { field: name, how: 'duplicated', bytes: duplicated(value, path) },
    ];
  });
}

function fields(value: Json, path: Path): [Path, Json][] {
  const own: [Path, Json][] = path.length === 0 ? [] : [[path, value]];
  if (typeof value !== 'object' || value === null) return own;
  const children: [string | number, Json][] = Array.isArray(value)
    ? value.map((one: Json, i): [number, Json] => [i, one])
    : Object.entries(value);
  return [...own, ...children.flatMap(([step, child]) => fields(child, [...path, step]))];
}

function edited(value: Json, [step, ...rest]: Path, next: Json | undefined): Json {
  if (step === undefined) return next ?? null;
  if (Array.isArray(value)) {
    const list = [...(value as Json[])];
    if (rest.length === 0 && next === undefined) list.splice(Number(step), 1);
    else list[Number(step)] = edited(list[Number(step)] ?? null, rest, next);
    return list;
  }
  const members = { ...(value as Record<string, Json>) };
  if (rest.length === 0 && next === undefined) delete members[String(step)];
  else members[String(step)] = edited(members[String(step)] ?? null, rest, next);
  return members;
}

/** Another value that a forger could want, of the same type. */
function replaced(value: Json): Json {
  if (typeof value === 'string') return OPPOSITES[value] ?? `${value}x`;
  if (typeof value === 'number') return value === 0 ? 1 : -value;
  if (typeof value === 'boolean') return !value;
  if (value === null) return 'x';
  return Array.isArray(value) ? [...(value as Json[]), 'x'] : { ...(value as Record<string, Json>), x: 1 };
}

const OPPOSITES: Readonly<Record<string, string>> = {
  go: 'no-go',
  'no-go': 'go',
  pass: 'fail',
  fail: 'pass',
  high: 'low',
  medium: 'low',
  low: 'high',
  PASSED: 'FAILED',
  FAILED: 'PASSED',
  privacy: 'size',
  'merge-base': 'given',
};

function retyped(value: Json): Json {
  if (typeof value === 'string') return 1;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return String(value);
  return value === null ? {} : null;
}

/** The field a second time in the same object, with another value; in a list the element is there twice. */
function duplicated(value: Json, path: Path): Uint8Array {
  const [last, parent] = [path.at(-1) ?? '', path.slice(0, -1)];
  const holder = at(value, parent);
  if (Array.isArray(holder)) {
    const list = holder as Json[];
    return canonicalBytes(edited(value, parent, [...list, list[Number(last)] ?? null]));
  }
  const mark = '\u0001twice';
  const twice = { [mark]: replaced(at(value, path)), ...(holder as Record<string, Json>) };
  const text = Buffer.from(canonicalBytes(edited(value, parent, twice))).toString('utf8');
  return Buffer.from(text.replace(JSON.stringify(mark), JSON.stringify(last)));
}

function at(value: Json, path: Path): Json {
  return path.reduce<Json>((one, step) => (one as Record<string, Json>)[String(step)] ?? null, value);
}
