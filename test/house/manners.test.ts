import { expect, test } from 'vitest';
import { literals, roomOf, type Source, sources } from './sources.ts';

const ALL = sources();
const outside = ({ path }: Source): boolean => ['entry', 'host'].includes(roomOf(path));

/** Lines of code that match, as `path:line: text`. */
function lines(all: readonly Source[], pattern: RegExp, of: 'text' | 'code' = 'code'): string[] {
  return all.flatMap((source) =>
    source[of]
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${source.path}:${i + 1}: ${line.trim()}`] : [])),
  );
}

const LONGEST = 350;
/** Tables of words and shapes: one entry after the other, and better in one place. */
const TABLES = new Set(['report/codes/findings.ts', 'report/codes/problems.ts']);

test(`a file has at most ${LONGEST} lines`, () => {
  const long = ALL.filter(({ path, text }) => text.split('\n').length > LONGEST && !TABLES.has(path));
  expect(long.map(({ path, text }) => `${path}: ${text.split('\n').length}`)).toEqual([]);
});

test('only entry and host read the environment, the clock and the streams of the process', () => {
  const reach =
    /\bprocess\b\s*\.|\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\)|\bperformance\.now\b|\bMath\.random\b|\bsetTimeout\b|\bglobalThis\b/u;
  expect(
    lines(
      ALL.filter((source) => !outside(source)),
      reach,
    ),
  ).toEqual([]);
});

test('nothing writes to the console', () => {
  expect(lines(ALL, /\bconsole\s*\./u)).toEqual([]);
});

test('nobody ends the process but the shell of the command line', () => {
  expect(lines(ALL, /process\.exit\(/u).map((line) => line.split(':')[0])).toEqual(['entry/cli-main.ts']);
});

test('Markdown is made in report/markdown.ts alone', () => {
  const markup = /```|\| *---|<\/?(?:details|summary|table|br|img)\b|\]\(|\*\*|^#{1,6} |<!--/u;
  const made = ALL.filter(({ path }) => path.startsWith('report/') && !path.startsWith('report/html/'))
    .filter(({ path }) => path !== 'report/markdown.ts')
    .flatMap(({ path, text }) =>
      literals(text).flatMap((one) => (markup.test(one) ? [`${path}: ${one}`] : [])),
    );
  // Globs in descriptions of settings are no emphasis.
  expect(made.filter((one) => !one.includes('/**'))).toEqual([]);
});

test('sentences for users stand in report, entry and config, not in the rooms below', () => {
  const below = ALL.filter(({ path }) =>
    ['bundle', 'stats', 'change', 'risk', 'gates'].includes(roomOf(path)),
  );
  const sentence = /^[A-Z][a-z]+(?: [a-z'`]+){4,}[^:]*\.$/u;
  const said = below.flatMap(({ path, text }) =>
    literals(text).flatMap((one) => (sentence.test(one) ? [`${path}: ${one}`] : [])),
  );
  expect(said).toEqual([]);
});

test('no server is named but those that a user of GitHub already talks to', () => {
  // The last five are names that a document says and nobody asks: the language of a drawing, kinds of statements, who
  // vouches for workflows, the schema of a document for code scanning.
  const known = new Set([
    'api.github.com',
    'github.com',
    'git-lfs.github.com',
    'json-schema.org',
    'www.w3.org',
    'in-toto.io',
    'slsa.dev',
    'token.actions.githubusercontent.com',
    'json.schemastore.org',
  ]);
  const hosts = ALL.flatMap(({ path, text }) =>
    literals(text).flatMap((one) =>
      [...one.matchAll(/https?:\/\/([\w.-]+\.[a-z]{2,})/gu)].map(([, host = '']) => ({ path, host })),
    ),
  );
  expect(hosts.filter(({ host }) => !known.has(host))).toEqual([]);
});

test('only host/github speaks HTTP', () => {
  const wrong = lines(ALL, /(?<![\w.|])fetch\(|node:https?'|\bXMLHttpRequest\b|\bWebSocket\b/u);
  expect(wrong.filter((line) => !line.startsWith('host/github/'))).toEqual([]);
});

/** A group that is repeated and ends with something that is repeated, any number of times. */
const NESTED = /\((?:\?:|\?<\w+>)?([^()|]*[^\\()](?:[+*]|\{\d+,\d*\})\??)\)[+*]/gu;

test('no regular expression repeats what already repeats', () => {
  const expressions = ALL.flatMap(({ path, text }) =>
    [
      ...text.matchAll(
        /(?:^|[=(,:[!&|?{};\s])(\/(?![*/])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/)[a-z]*/gmu,
      ),
    ].map(([, expression = '']) => ({ path, expression })),
  );
  expect(expressions.length).toBeGreaterThan(100);
  expect(
    expressions.filter(
      ({ expression }) => expression.search(NESTED) !== -1 && !isAnchoredBySeparator(expression),
    ),
  ).toEqual([]);
});

/** `(?:\.[a-z]+)*` cannot be read in two ways: each round begins with a character that the round does not hold. */
function isAnchoredBySeparator(expression: string): boolean {
  return [...expression.matchAll(NESTED)].every(([, round = '']) =>
    /^(?:\\[.\-/\\]|[./,: @_-]|\[[.,:/@_-]+\])/u.test(round),
  );
}

test('nothing is used that Node 20 does not have', () => {
  const newer =
    /\b(?:Map|Object)\.groupBy\b|Promise\.(?:withResolvers|try)\b|Array\.fromAsync\b|\.(?:union|intersection|difference|symmetricDifference|isSubsetOf)\(new Set|\bIterator\.from\b|RegExp\.escape\b|\.toBase64\(|\bnavigator\b|node:sqlite|\bimport\.meta\.(?:dirname|filename)\b/u;
  expect(lines(ALL, newer)).toEqual([]);
});

test('no cast hides a check', () => {
  expect(
    lines(ALL, /\bas any\b|: any\b|<any>|@ts-ignore|@ts-nocheck|\bas unknown as\b/u).filter(
      (line) => !ALLOWED_CASTS.has(line.split(':')[0] ?? ''),
    ),
  ).toEqual([]);
});

/** Two clients of one shape whose types do not know each other. */
const ALLOWED_CASTS = new Set(['host/github/client.ts']);
