import * as z from 'zod';
import { type Problem, type ProblemCode, problem } from '../problem.ts';
import { keyOffset, type Node, nodeAt, type Path, showPath, toData } from '../reader/data.ts';
import { nearest } from '../reader/nearest.ts';
import type { Lines } from '../reader/text.ts';

/** A text whose data has places, so that a complaint about a path becomes a complaint about a line. */
export interface Source {
  readonly file: string;
  readonly lines: Lines;
  readonly root: Node;
}

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/** One problem per issue, in words of the configuration: never a dump of the schema library. */
export function issueProblems(issues: readonly Issue[], schema: Schema, source: Source): Problem[] {
  const problems = issues.flatMap((issue) => fromIssue(issue, schema, source));
  // A key that is missing because it is misspelt is one mistake, not two.
  const meant = new Set(problems.map(({ code, args, nearest: key }) => meantKey(code, args['key'], key)));
  return problems.filter(
    ({ code, args }) => code !== 'config-missing-key' || !meant.has(String(args['key'])),
  );
}

/** The path that a misspelt key was meant to have. */
function meantKey(code: ProblemCode, key: unknown, meant: string | null): string | null {
  if (code !== 'config-unknown-key' || meant === null) return null;
  const above = String(key).replace(/(?:^|\.)[\w-]+$/u, '');
  return above === '' ? meant : `${above}.${meant}`;
}

function fromIssue(raw: Issue, schema: Schema, source: Source): Problem[] {
  const issue = closestOption(raw);
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey([...path, key], schema, source));
  if (issue.code === 'invalid_key') {
    const key = String(path.at(-1));
    return [
      at(source, path, 'config-bad-name', {
        found: key,
        expected: expectedAt(keySchema(schema, path.slice(0, -1))),
        args: { key: showPath(path) },
      }),
    ];
  }
  const here = schemaAt(schema, path);
  const found = nodeAt(source.root, path);
  if (found === undefined && path.length > 0) {
    const args = { key: showPath(path) };
    return [at(source, path.slice(0, -1), 'config-missing-key', { expected: expectedAt(here), args })];
  }
  const value = found === undefined ? null : showValue(found);
  const quotes = found === undefined || here === null ? '' : quoting(found, here);
  const close = typeof value === 'string' && here !== null ? nearest(value, choices(here)) : null;
  return [
    at(source, path, 'config-wrong-value', {
      found: value,
      expected: `${expectedAt(here) ?? 'another value'}${quotes}`,
      nearest: close,
      args: { key: showPath(path) },
    }),
  ];
}

/** Of a union the option that got furthest: the one that was meant. */
function closestOption(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
  if (deepest === undefined || deepest.path.length === 0) return issue;
  return closestOption({ ...deepest, path: [...issue.path, ...deepest.path] } as Issue);
}

function unknownKey(path: Path, schema: Schema, source: Source): Problem {
  const known = knownKeys(schemaAt(schema, path.slice(0, -1)));
  const key = String(path.at(-1));
  return at(source, path, 'config-unknown-key', {
    found: key,
    expected: `one of ${known.join(', ')}`,
    nearest: nearest(key, known),
    args: { key: showPath(path) },
  });
}

/** A problem at the place of a path, or of the nearest thing above it that stands in the text. */
export function at(
  source: Source,
  path: Path,
  code: ProblemCode,
  details: Partial<Omit<Problem, 'code' | 'file' | 'line' | 'column'>>,
): Problem {
  const value = nodeAt(source.root, path);
  const aboutKey = !isValueProblem(code) || details.found === path.at(-1);
  const offset = aboutKey || value === undefined ? keyOffset(source.root, path) : value.offset;
  return problem(code, { file: source.file, ...source.lines.at(Math.max(0, offset)), ...details });
}

/** A wrong value is shown where the value stands, everything else where its key stands. */
function isValueProblem(code: ProblemCode): boolean {
  return code === 'config-wrong-value' || code === 'config-undefined';
}

/** Quotes turn a number into text, and `"0.8"` looks like the number that is asked for. */
function quoting(found: Node, here: Schema): string {
  if (found.kind !== 'scalar' || found.value === null) return '';
  if (typeof found.value !== 'string')
    return z.safeParse(here, String(found.value)).success ? ', in quotes' : '';
  const plain =
    found.value === 'true' || found.value === 'false' ? found.value === 'true' : Number(found.value);
  return found.value !== '' && z.safeParse(here, plain).success ? ', without quotes' : '';
}

export function showValue(node: Node): string {
  if (node.kind === 'scalar' && node.value === null) return 'nothing';
  const text = node.kind === 'scalar' ? String(node.value) : JSON.stringify(toData(node));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** The schema of what stands at a path; null where the path leads out of it. */
function schemaAt(schema: Schema, path: Path): Schema | null {
  let here: Schema | null = schema;
  for (const step of path) here = here === null ? null : childSchema(unwrap(here), step);
  return here;
}

function childSchema(schema: Schema, step: string | number): Schema | null {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  if (def.type === 'object') return Object.hasOwn(def.shape, step) ? (def.shape[step] ?? null) : null;
  if (def.type === 'record') return def.valueType;
  if (def.type === 'array') return typeof step === 'number' ? def.element : null;
  if (def.type === 'union')
    return (
      def.options.map((option) => childSchema(unwrap(option), step)).find((found) => found !== null) ?? null
    );
  return null;
}

function keySchema(schema: Schema, path: Path): Schema | null {
  const record = schemaAt(schema, path);
  const def = record === null ? null : (unwrap(record) as z.core.$ZodTypes)._zod.def;
  return def?.type === 'record' ? def.keyType : null;
}

function unwrap(schema: Schema): Schema {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  return def.type === 'optional' || def.type === 'default' ? unwrap(def.innerType) : schema;
}

function knownKeys(schema: Schema | null): string[] {
  if (schema === null) return [];
  const def = (unwrap(schema) as z.core.$ZodTypes)._zod.def;
  if (def.type === 'object') return Object.keys(def.shape);
  return def.type === 'union' ? def.options.flatMap(knownKeys) : [];
}

function choices(schema: Schema): string[] {
  const def = (unwrap(schema) as z.core.$ZodTypes)._zod.def;
  if (def.type === 'enum') return Object.values(def.entries).map(String);
  if (def.type === 'literal') return def.values.map(String);
  return def.type === 'union' ? def.options.flatMap(choices) : [];
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  object: 'a map',
  record: 'a map',
  array: 'a list',
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
};

function expectedAt(schema: Schema | null): string | null {
  if (schema === null) return null;
  for (const layer of layers(schema)) {
    const expected = z.globalRegistry.get(layer)?.['expected'];
    if (typeof expected === 'string') return expected;
  }
  const inner = unwrap(schema);
  const known = choices(inner);
  if (known.length > 0) return `one of ${known.join(', ')}`;
  const def = (inner as z.core.$ZodTypes)._zod.def;
  if (def.type === 'array') {
    const empty = z.safeParse(inner, []).success ? '' : ' that is not empty';
    return `a list${empty}, each item ${expectedAt(def.element) ?? 'a value'}`;
  }
  return TYPE_WORDS[def.type] ?? null;
}

/** A schema and what it wraps, outermost first: metadata may hang on any of them. */
function layers(schema: Schema): Schema[] {
  const inner = unwrap(schema);
  return inner === schema ? [schema] : [schema, inner];
}
