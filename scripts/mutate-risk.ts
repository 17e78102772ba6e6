import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Changes one operator, constant or tier at a time in the classifier and asks the tests of `test/risk` and of `docs/risk.md`
 * whether they notice. Prints the survivors and the score; nothing of the repository is touched.
 * `node scripts/mutate-risk.ts [--count N] [--seed N] [--only PATH]`
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/u, '');
const FOLDERS = ['src/risk', 'src/change/code'];

const option = (name: string, fallback: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? fallback : (process.argv[at + 1] ?? fallback);
};

interface Mutant {
  readonly file: string;
  readonly index: number;
  readonly from: string;
  readonly to: string;
}

/** What a mistake looks like: a comparison turned round, a condition widened, a tier one off, an answer negated. */
const SWAPS: readonly (readonly [RegExp, string])[] = [
  [/ === /gu, ' !== '],
  [/ !== /gu, ' === '],
  [/ && /gu, ' || '],
  [/ \|\| /gu, ' && '],
  [/ >= /gu, ' < '],
  [/ < (?=\w)/gu, ' >= '],
  [/ > (?=\w)/gu, ' <= '],
  [/'high'/gu, "'medium'"],
  [/'medium'/gu, "'low'"],
  [/'low'/gu, "'medium'"],
  [/\btrue\b/gu, 'false'],
  [/\bfalse\b/gu, 'true'],
  [/\.some\(/gu, '.every('],
  [/\.every\(/gu, '.some('],
  [/return null;/gu, 'return undefined as never;'],
  [/ \? /gu, ' && false ? '],
];

function mutantsOf(file: string): Mutant[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return SWAPS.flatMap(([pattern, to]) =>
    [...text.matchAll(pattern)]
      .filter(({ index }) => isCode(text, index))
      .map(({ index, 0: from }) => ({ file, index, from, to })),
  );
}

/** Not in a comment, an import, a type or a table's expression. */
function isCode(text: string, index: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', index) + 1, text.indexOf('\n', index));
  return !/^\s*(?:\/\/|\/?\*|import\b|export type|readonly\b|\/)/u.test(line);
}

/** A fixed order for a seed, so that a run can be repeated. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function tests(folder: string): boolean {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = ['run', '--bail', '1', '--reporter', 'dot', 'test/risk', 'test/docs/risk.test.ts'];
  return (
    spawnSync(process.execPath, [vitest, ...args], { cwd: folder, stdio: 'ignore', timeout: 120_000 })
      .status === 0
  );
}

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`),
).filter((file) => file.includes(option('only', '')));
const all = files.sort().flatMap(mutantsOf);
const chosen = shuffled(all, Number(option('seed', '1'))).slice(0, Number(option('count', '80')));
const folder = mkdtempSync(join(tmpdir(), 'airlock-mutants-'));
try {
  for (const name of ['src', 'test', 'docs', 'package.json', 'tsconfig.json', 'vitest.config.ts'])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  if (!tests(folder)) throw new Error('the tests fail before anything is changed');
  let killed = 0;
  for (const { file, index, from, to } of chosen) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.slice(0, index) + to + text.slice(index + from.length));
    if (tests(folder)) {
      const line = text.slice(0, index).split('\n').length;
      process.stdout.write(`survived ${file}:${line}: ${from.trim()} → ${to.trim()}\n`);
    } else killed += 1;
    writeFileSync(path, text);
  }
  const score = ((100 * killed) / chosen.length).toFixed(0);
  process.stdout.write(
    `${killed} of ${chosen.length} mutants noticed (${score} %), of ${all.length} there are\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
