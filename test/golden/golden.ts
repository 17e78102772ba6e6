import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../src/entry/cli.ts';
import { put, type ScratchFolder, scratchFolder } from '../scenario/folder.ts';
import { commitAll, gitIn, initialise } from '../scenario/git.ts';

/**
 * A case is a folder: `base/` and `head/` (laid over the base) are the files of two commits, `results/` is beside them in
 * the work tree, and `case.json` says what the case is about and what else the command is given.
 */
export interface Case {
  /** What a reader of the report should learn from it. */
  readonly sentence: string;
  /** Options of `airlock check` beyond `--base` and `--head`. */
  readonly args?: readonly string[];
  /** Files of the base that the head does not have. */
  readonly removed?: readonly string[];
}

export interface Answers {
  readonly exit: number;
  readonly errors: string;
  /** By the name of the file that holds what is expected. */
  readonly files: Readonly<Record<(typeof FORMS)[number][0], string>>;
}

export const FORMS = [
  ['check.json', 'json'],
  ['report.md', 'markdown'],
  ['report.txt', 'text'],
] as const;

export function readCase(folder: string): Case {
  return JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')) as Case;
}

/** Runs `airlock check` on a case in every form, in this process. */
export async function answersOf(folder: string): Promise<Answers> {
  const given = readCase(folder);
  using repository = repositoryOf(folder, given);
  const { path } = repository;
  const results = await Promise.all(
    FORMS.map(async ([file, form]) => {
      const args = ['check', '--base', 'main', '--head', 'change', '--format', form, ...(given.args ?? [])];
      const [out, err]: [string[], string[]] = [[], []];
      const exit = await main(args, {
        env: {},
        cwd: path,
        stdout: { write: (text) => out.push(text) },
        stderr: { write: (text) => err.push(text) },
        today: '2026-11-21',
        now: () => '2026-11-21T09:00:00Z',
      });
      return { file, exit, text: named(out.join(''), path), errors: err.join('') };
    }),
  );
  const [first] = results;
  return {
    exit: first?.exit ?? -1,
    errors: results.map(({ errors }) => errors).join(''),
    files: Object.fromEntries(results.map(({ file, text }) => [file, text])) as Answers['files'],
  };
}

function repositoryOf(folder: string, { removed = [] }: Case): ScratchFolder {
  const scratch = scratchFolder();
  const { path } = scratch;
  const lay = (name: string, to = path): void => {
    if (existsSync(join(folder, name))) cpSync(join(folder, name), to, { recursive: true });
  };
  initialise(path);
  mkdirSync(join(path, '.git', 'info'), { recursive: true });
  writeFileSync(join(path, '.git', 'info', 'exclude'), '/results/\n');
  lay('base');
  commitAll(path, 'Base');
  gitIn(path, 'checkout', '--quiet', '-b', 'change');
  lay('head');
  put(path, Object.fromEntries(removed.map((name) => [name, null])));
  commitAll(path, 'Change');
  lay('results', join(path, 'results'));
  return scratch;
}

/** The answer with the commits, whose names change with every file of the case, and the engine named instead. */
function named(text: string, path: string): string {
  const oids = ['main', 'change'].map((ref) => [ref, gitIn(path, 'rev-parse', ref)] as const);
  return oids
    .reduce(
      (result, [ref, oid]) => result.replaceAll(oid, `{${ref}}`).replaceAll(oid.slice(0, 12), `{${ref}}`),
      text,
    )
    .replace(/("engine": \{\s*"version": )"[^"]*"(,\s*"digest": )"[^"]*"/u, '$1"{version}"$2"{digest}"');
}
