import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const SRC = join(import.meta.dirname, '../../src');

export interface Source {
  /** From `src/`, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The text without comments and without what stands in strings, so that words in prose are not taken for code. */
  readonly code: string;
  readonly imports: readonly Import[];
}

export interface Import {
  readonly from: string;
  /** From `src/`; null for a package. */
  readonly target: string | null;
  /** Nothing of it is there when the program runs. */
  readonly isType: boolean;
}

export function sources(): Source[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => read(name.replaceAll('\\', '/')))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function read(path: string): Source {
  const text = readFileSync(join(SRC, path), 'utf8');
  return { path, text, code: codeOf(text), imports: importsOf(path, text) };
}

const IMPORT =
  /(?:(?:import|export)\s+(type\s+)?([^;']*?)\s*\bfrom\s+|\bimport\s*\(\s*|^import\s+)'([^']+)'/gmu;

function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)].map(([, type, names = '', from = '']) => ({
    from,
    target: from.startsWith('.')
      ? relative(SRC, resolve(SRC, dirname(path), from)).replaceAll('\\', '/')
      : null,
    isType: type !== undefined || /^\{(?:\s*type [^,{}]+,?)+\s*\}$/u.test(names),
  }));
}

/** Comments, then strings, templates without their holes, and regular expressions are emptied. */
function codeOf(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//gu, '')
    .replace(/(^|[^:'"`\\])\/\/.*$/gmu, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'/gu, "''")
    .replace(/"(?:[^"\\\n]|\\.)*"/gu, '""');
}

/** The literal parts of templates and the insides of strings. */
export function literals(text: string): string[] {
  const bare = text.replace(/\/\*[\s\S]*?\*\//gu, '').replace(/^\s*\/\/.*$/gmu, '');
  return [...bare.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/gu)].map(
    ([, single, double, template]) => single ?? double ?? template ?? '',
  );
}

/** The room of a file: its first folder, or its own name at the top. `check.ts` and `check/` are one room. */
export function roomOf(path: string): string {
  const [first = ''] = path.split('/');
  return first.replace(/\.ts$/u, '');
}
