import { readCsv } from './csv.ts';
import type { Node } from './data.ts';
import { readDockerfile } from './dockerfile.ts';
import { readJson } from './json.ts';
import { readRequirements } from './requirements.ts';
import { Lines } from './text.ts';
import { readToml } from './toml.ts';
import { readYaml } from './yaml.ts';

/** What a file of a bundle is, by its name. */
export type Syntax =
  | 'yaml'
  | 'json'
  | 'jsonl'
  | 'toml'
  | 'dotenv'
  | 'csv'
  | 'dockerfile'
  | 'requirements'
  | 'prose'
  | 'code';

/** A file's text, taken apart as far as its syntax allows. */
export interface TextDocument {
  readonly syntax: Syntax;
  readonly text: string;
  readonly lines: Lines;
  /** Structured data: the whole of a data file, or the front matter of a prose file. Null where there is none. */
  readonly data: Node | null;
  /** Prose below the front matter, with the line on which it begins; null for what is not prose. */
  readonly body: { readonly text: string; readonly line: number } | null;
  /** True where the syntax promises data and the text does not keep it. */
  readonly broken: boolean;
}

const LIMITS = { depth: 64, tokens: 400_000, plain: false } as const;

const BY_ENDING: Readonly<Record<string, Syntax>> = {
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  jsonc: 'json',
  json5: 'json',
  snap: 'json',
  webmanifest: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  toml: 'toml',
  env: 'dotenv',
  properties: 'dotenv',
  csv: 'csv',
  tsv: 'csv',
  dockerfile: 'dockerfile',
  md: 'prose',
  mdx: 'prose',
  mdc: 'prose',
  markdown: 'prose',
  txt: 'prose',
  text: 'prose',
  rst: 'prose',
  prompt: 'prose',
  prompty: 'prose',
  j2: 'prose',
  jinja: 'prose',
  jinja2: 'prose',
  mustache: 'prose',
  hbs: 'prose',
  handlebars: 'prose',
  liquid: 'prose',
  tmpl: 'prose',
  tpl: 'prose',
  vm: 'prose',
  ftl: 'prose',
  xml: 'prose',
  dvc: 'yaml',
};

const BY_NAME: Readonly<Record<string, Syntax>> = {
  'dvc.lock': 'yaml',
  '.env': 'dotenv',
  'poetry.lock': 'toml',
  'uv.lock': 'toml',
  'cargo.lock': 'toml',
  pipfile: 'toml',
  '.cursorrules': 'prose',
};

/** The syntax that a path promises. */
export function syntaxOf(path: string): Syntax {
  const name = (path.split('/').at(-1) ?? '').toLowerCase();
  const known = own(BY_NAME, name);
  if (known !== undefined) return known;
  if (name.startsWith('.env.')) return 'dotenv';
  if (/^(?:.*[_-])?(?:requirements|constraints)[\w.-]*\.(?:txt|in)$/u.test(name)) return 'requirements';
  if (/^(?:docker|container)file(?:\.|$)/u.test(name)) return 'dockerfile';
  const dot = name.lastIndexOf('.');
  return own(BY_ENDING, dot === -1 ? '' : name.slice(dot + 1)) ?? 'code';
}

/** A file may be called `constructor`, which every object has from its prototype. */
function own(table: Readonly<Record<string, Syntax>>, key: string): Syntax | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Takes a text apart. Never throws: data that cannot be read as data leaves `data` null and `broken` true. */
export function readDocument(path: string, text: string): TextDocument {
  const syntax = syntaxOf(path);
  const base = { syntax, text, lines: new Lines(text), body: null };
  switch (syntax) {
    case 'yaml':
      return { ...base, ...dataFrom(yamlRoots(text)) };
    case 'json':
      return { ...base, ...dataFrom(jsonRoots(text)) };
    case 'jsonl':
      return { ...base, ...dataFrom(jsonLines(text)) };
    case 'toml':
      return { ...base, ...dataFrom(rootsOf(readToml(text, LIMITS.depth))) };
    case 'dotenv':
      return { ...base, data: dotenv(text), broken: false };
    case 'csv':
      return { ...base, data: readCsv(text, path.endsWith('.tsv') ? '\t' : ','), broken: false };
    case 'dockerfile':
      return { ...base, data: readDockerfile(text), broken: false };
    case 'requirements':
      return { ...base, data: readRequirements(text), broken: false };
    case 'prose':
      return { ...base, ...prose(text) };
    case 'code':
      return { ...base, data: null, broken: false };
  }
}

function dataFrom(roots: readonly Node[] | null): { data: Node | null; broken: boolean } {
  if (roots === null) return { data: null, broken: true };
  const [only] = roots;
  if (only === undefined) return { data: { kind: 'map', entries: new Map(), offset: 0 }, broken: false };
  return { data: roots.length === 1 ? only : { kind: 'list', items: roots, offset: 0 }, broken: false };
}

function rootsOf(root: Node | null): readonly Node[] | null {
  return root === null ? null : [root];
}

function yamlRoots(text: string): readonly Node[] | null {
  const result = readYaml(text, LIMITS);
  return result.ok ? result.roots : null;
}

/** What is no JSON may still be the YAML it nearly is: keys without quotes, single quotes, several documents. */
function jsonRoots(text: string): readonly Node[] | null {
  if (text.trim() === '') return [];
  return rootsOf(readJson(text, LIMITS.depth)) ?? yamlRoots(text);
}

function jsonLines(text: string): readonly Node[] | null {
  const rows: Node[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '') {
      const row = readJson(line, LIMITS.depth);
      if (row === null) return null;
      rows.push(shift(row, offset));
    }
    offset += line.length + 1;
  }
  return [{ kind: 'list', items: rows, offset: 0 }];
}

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \t]*=[ \t]*(.*)$/u;

function dotenv(text: string): Node {
  const entries = new Map<string, { keyOffset: number; value: Node }>();
  let offset = 0;
  for (const line of text.split('\n')) {
    const match = ASSIGNMENT.exec(line.replace(/\r$/u, ''));
    if (match?.[1] !== undefined) {
      const value = (match[2] ?? '')
        .replace(/^(["'])(.*)\1\s*(?:#.*)?$/u, '$2')
        .replace(/\s+#.*$/u, '')
        .trim();
      entries.set(match[1], { keyOffset: offset, value: { kind: 'scalar', value, offset } });
    }
    offset += line.length + 1;
  }
  return { kind: 'map', entries, offset: 0 };
}

const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/u;

/** Prose with or without front matter; front matter that cannot be read counts as prose. */
function prose(text: string): { data: Node | null; body: { text: string; line: number }; broken: boolean } {
  const match = FRONT_MATTER.exec(text);
  if (match?.[1] === undefined) return { data: null, body: { text, line: 1 }, broken: false };
  const start = match[0].indexOf('\n') + 1;
  const roots = yamlRoots(match[1]);
  const front = roots?.[0];
  if (front === undefined) return { data: null, body: { text, line: 1 }, broken: roots === null };
  const line = match[0].split('\n').length - (match[0].endsWith('\n') ? 0 : 1);
  return { data: shift(front, start), body: { text: text.slice(match[0].length), line }, broken: false };
}

/** The same data with every place moved on. */
function shift(node: Node, by: number): Node {
  const offset = node.offset + by;
  if (node.kind === 'scalar')
    return { ...node, offset, ...(node.end === undefined ? {} : { end: node.end + by }) };
  if (node.kind === 'list') return { ...node, offset, items: node.items.map((item) => shift(item, by)) };
  const entries = [...node.entries].map(
    ([key, entry]) => [key, { keyOffset: entry.keyOffset + by, value: shift(entry.value, by) }] as const,
  );
  return { ...node, offset, entries: new Map(entries) };
}
