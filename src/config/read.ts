import type { Identity } from '../bundle/bundle.ts';
import { NAME } from '../bundle/kinds.ts';
import { type Problem, problem, Refusal } from '../problem.ts';
import { type MapNode, type Node, type Path, showPath, toData } from '../reader/data.ts';
import { Lines, textOf } from '../reader/text.ts';
import { readYaml } from '../reader/yaml.ts';
import { type Formerly, formerlyOf } from './formerly.ts';
import { at, issueProblems, type Source, showValue } from './issues.ts';
import { identityOf, type Policy, policyOf } from './policy.ts';
import { type Mismatch, mismatches } from './references.ts';
import {
  configSchema,
  defaultsSchema,
  IDENTITY_KEYS,
  type IdentityInput,
  identitySchema,
  POLICY_KEYS,
  policySchema,
} from './schema.ts';

export const CONFIG_LIMITS = { bytes: 256 * 1024, depth: 32, tokens: 20_000, plain: true } as const;

/** Bytes of a configuration file, with the path that errors name. */
export interface ConfigText {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Config {
  readonly identity: Identity;
  readonly policy: Policy;
  readonly formerly: Formerly;
}

export type ConfigResult =
  | ({ readonly ok: true } & Config)
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a bundle's file, and under it the defaults of the folder where there are some. The whole file is validated
 * whatever part is used, and every problem has a place. `stem` is the bundle's name where the file gives none.
 */
export function readConfig(text: ConfigText, defaults: ConfigText | null, stem: string): ConfigResult {
  try {
    const file = parse(text, [...IDENTITY_KEYS, ...POLICY_KEYS]);
    const below = defaults === null ? null : parse(defaults, POLICY_KEYS);
    const problems = [...check(file, configSchema), ...(below === null ? [] : check(below, defaultsSchema))];
    if (problems.length > 0) return { ok: false, problems };
    const policyInput = policySchema.parse(merge(below, file));
    const identityInput: IdentityInput = identitySchema.parse(toData(file.root));
    const components = identityInput.components === undefined ? null : Object.keys(identityInput.components);
    const wrong = mismatches(policyInput, components);
    if (wrong.length > 0)
      return { ok: false, problems: wrong.map((one) => mismatchProblem(one, file, below)) };
    if (identityInput.bundle === undefined && !NAME.test(stem))
      return { ok: false, problems: [badStem(text.path, stem)] };
    return {
      ok: true,
      identity: identityOf(identityInput, stem),
      policy: policyOf(policyInput),
      formerly: formerlyOf(identityInput, policyInput),
    };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problems: error.problems };
    throw error;
  }
}

/** The file's name becomes the bundle's name where the file gives none, so it must be one. */
function badStem(file: string, stem: string): Problem {
  return problem('config-bad-name', {
    file,
    line: 1,
    column: 1,
    found: stem,
    expected: 'a file name that is a bundle name, or a `bundle:` in the file',
  });
}

type ParsedFile = Source & { readonly root: MapNode };

/** `known`: the settings that the file may hold. */
function parse({ path, bytes }: ConfigText, known: readonly string[]): ParsedFile {
  const text = textOf(bytes, path, CONFIG_LIMITS.bytes);
  const lines = new Lines(text);
  const result = readYaml(text, CONFIG_LIMITS);
  if (!result.ok) {
    const { firstLine, ...rest } = result.problem;
    throw new Refusal([
      problem(rest.code, { file: path, ...rest, args: firstLine === undefined ? {} : { firstLine } }),
    ]);
  }
  const [root, second] = result.roots;
  if (second !== undefined)
    throw new Refusal([
      problem('config-several-documents', {
        file: path,
        ...lines.at(second.offset),
        expected: 'one YAML document',
      }),
    ]);
  return { file: path, lines, root: mapOf(root, known, path, lines) };
}

/** The top level as a map. An empty file is an empty map; a known key without a value is a key left out. */
function mapOf(root: Node | undefined, known: readonly string[], file: string, lines: Lines): MapNode {
  if (root === undefined || (root.kind === 'scalar' && root.value === null))
    return { kind: 'map', offset: 0, entries: new Map() };
  if (root.kind !== 'map')
    throw new Refusal([
      problem('config-not-a-map', {
        file,
        ...lines.at(root.offset),
        found: showValue(root),
        expected: 'a map of settings',
      }),
    ]);
  const given = [...root.entries].filter(
    ([key, { value }]) => !(value.kind === 'scalar' && value.value === null && known.includes(key)),
  );
  return { ...root, entries: new Map(given) };
}

function check(source: ParsedFile, schema: typeof configSchema | typeof defaultsSchema): Problem[] {
  const polluting = prototypeKey(source.root, []);
  if (polluting !== null)
    return [
      at(source, polluting, 'config-unknown-key', {
        found: '__proto__',
        expected: 'another name',
        args: { key: showPath(polluting) },
      }),
    ];
  const result = schema.safeParse(toData(source.root));
  return result.success ? [] : issueProblems(result.error.issues, schema, source);
}

/** Where a key is called `__proto__`: the schema library leaves such a key out without a word. */
function prototypeKey(node: Node, path: Path): Path | null {
  const children: [string | number, Node][] =
    node.kind === 'map'
      ? [...node.entries].map(([key, { value }]) => [key, value])
      : node.kind === 'list'
        ? [...node.items.entries()]
        : [];
  for (const [step, child] of children) {
    const found = step === '__proto__' ? [...path, step] : prototypeKey(child, [...path, step]);
    if (found !== null) return found;
  }
  return null;
}

/** A bundle's own policy over the defaults: maps are merged by key, everything else is replaced. */
function merge(below: ParsedFile | null, over: ParsedFile): Record<string, unknown> {
  const merged: Record<string, unknown> = {};
  for (const key of POLICY_KEYS) {
    const [low, high] = [below?.root.entries.get(key)?.value, over.root.entries.get(key)?.value];
    if (low?.kind === 'map' && high?.kind === 'map')
      merged[key] = toData({ ...low, entries: new Map([...low.entries, ...high.entries]) });
    else if ((high ?? low) !== undefined) merged[key] = toData((high ?? low) as Node);
  }
  return merged;
}

/** A mismatch is shown in the file that says the thing; the bundle's own file where both do. */
function mismatchProblem(
  { code, path, ...details }: Mismatch,
  file: ParsedFile,
  below: ParsedFile | null,
): Problem {
  const [section, member] = path;
  const top = file.root.entries.get(String(section))?.value;
  const own =
    top !== undefined && (top.kind !== 'map' || member === undefined || top.entries.has(String(member)));
  return at(own || below === null ? file : below, path, code, { ...details, args: { key: showPath(path) } });
}
