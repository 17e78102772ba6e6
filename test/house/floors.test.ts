import { expect, test } from 'vitest';
import { roomOf, type Source, sources } from './sources.ts';

/** From the ground up: a file imports from floors below its own and from its own room. Types count. */
const FLOORS: readonly (readonly string[])[] = [
  ['problem', 'jcs', 'version'],
  ['reader'],
  ['bundle', 'stats', 'evidence', 'models', 'ledger'],
  ['change', 'config'],
  ['risk'],
  ['gates'],
  ['check', 'release', 'setup', 'doctor'],
  ['pack'],
  ['report', 'host'],
  ['entry'],
];

/** Agreed exceptions, each with its reason. */
const EXCEPTIONS = new Set([
  // Detection knows a file of an AI feature by the models that it names.
  'bundle/detect-content.ts → models/scan.ts',
]);

const ALL = sources();
const floorOf = (path: string): number => FLOORS.findIndex((rooms) => rooms.includes(roomOf(path)));

test('every file lies in a room of the house', () => {
  expect(ALL.length).toBeGreaterThan(100);
  expect(ALL.filter(({ path }) => floorOf(path) === -1).map(({ path }) => path)).toEqual([]);
});

test('no import runs up or sideways', () => {
  const wrong = ALL.flatMap(({ path, imports }) =>
    imports.flatMap(({ target }) => {
      if (target === null || roomOf(target) === roomOf(path)) return [];
      return floorOf(target) < floorOf(path) ? [] : [`${path} → ${target}`];
    }),
  );
  expect(wrong.filter((one) => !EXCEPTIONS.has(one))).toEqual([]);
  expect(
    [...EXCEPTIONS].filter((one) => !wrong.includes(one)),
    'exceptions that nobody needs',
  ).toEqual([]);
});

test('every import leads to a file', () => {
  const known = new Set(ALL.map(({ path }) => path));
  const missing = ALL.flatMap(({ path, imports }) =>
    imports.flatMap(({ target }) =>
      target === null || known.has(target) || target.endsWith('.json') ? [] : [`${path} → ${target}`],
    ),
  );
  expect(missing).toEqual([]);
});

test('no imports run in a circle, within a room either; types alone may', () => {
  expect(circles(ALL)).toEqual([]);
});

test('the ground floors know no file system, no processes and no clients', () => {
  const pure = [
    'node:crypto',
    'node:buffer',
    'node:stream',
    'node:zlib',
    'csv-parse',
    'diff',
    'fflate',
    'fzstd',
    'sax',
    'semver/functions/coerce.js',
    'semver/functions/gt.js',
    'semver/functions/inc.js',
    'semver/functions/rcompare.js',
    'semver/functions/rsort.js',
    'semver/functions/valid.js',
    'smol-toml',
    'yaml',
    // Only for its reading of zips through our own bytes; it opens no file here.
    'yauzl',
    'zod',
  ];
  const wrong = ALL.filter(({ path }) => !['host', 'entry'].includes(roomOf(path))).flatMap(
    ({ path, imports }) =>
      imports.flatMap(({ from, target }) =>
        target !== null || pure.some((one) => from === one || from.startsWith(`${one}/`))
          ? []
          : [`${path} → ${from}`],
      ),
  );
  expect(wrong).toEqual([]);
});

test('Octokit and the artifact client live in host/github alone', () => {
  const wrong = ALL.filter(({ path }) => !path.startsWith('host/github/')).flatMap(({ path, imports }) =>
    imports.flatMap(({ from }) =>
      /^@octokit|^@actions\/(?:github|artifact)/u.test(from) ? [`${path} → ${from}`] : [],
    ),
  );
  expect(wrong).toEqual([]);
});

/** Circles, each once, as `a → b → a`. */
function circles(all: readonly Source[]): string[] {
  const edges = new Map(
    all.map(({ path, imports }) => [
      path,
      imports.flatMap(({ target, isType }) => (target === null || isType ? [] : [target])),
    ]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at !== -1) found.push([...trail.slice(at), path].join(' → '));
    if (at !== -1 || done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const { path } of all) visit(path, []);
  return found;
}
