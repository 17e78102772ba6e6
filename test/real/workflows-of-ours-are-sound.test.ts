import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';
import { scratchFolder } from '../scenario/folder.ts';
import { ROOT } from '../scenario/paths.ts';
import { ACTIONLINT, WORKFLOW_PARSER, ZIZMOR } from './tools.ts';

const folder = scratchFolder();
afterAll(() => folder[Symbol.dispose]());

interface Workflow {
  /** Where it stands, for people. */
  readonly name: string;
  readonly text: string;
}

/** Workflows that we show or ship: every fenced one in the README and docs, every template, our own. */
const WORKFLOWS: readonly Workflow[] = [
  ...['README.md', ...pagesOf('docs')].flatMap((page) => fenced(page)),
  ...[...yamlIn('workflows-templates'), ...yamlIn('.github/workflows')].map((file) => ({
    name: file,
    text: readFileSync(join(ROOT, file), 'utf8'),
  })),
];

function pagesOf(path: string): string[] {
  return entries(path)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${path}/${name}`);
}

function yamlIn(path: string): string[] {
  return entries(path)
    .filter((name) => /\.ya?ml$/u.test(name))
    .map((name) => `${path}/${name}`);
}

/** Names in a folder; a folder that we do not have yet holds none. */
function entries(path: string): string[] {
  try {
    return readdirSync(join(ROOT, path)).sort();
  } catch {
    return [];
  }
}

function fenced(page: string): Workflow[] {
  const blocks = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^```yaml\n(.*?)^```$/gmsu)];
  return blocks
    .map(([, text = ''], i) => ({ name: `${page} (${i + 1})`, text }))
    .filter(({ text }) => /^on:/mu.test(text) && /^jobs:/mu.test(text));
}

/** A repository of its own for each: linters look at the place as well. */
function placed({ text }: Workflow, index: number): { root: string; path: string } {
  const root = join(folder.path, String(index));
  mkdirSync(join(root, '.github', 'workflows'), { recursive: true });
  const path = join(root, '.github', 'workflows', 'workflow.yml');
  writeFileSync(path, text);
  return { root, path };
}

const parser = loadParser();

test('there are workflows to look at', () => {
  expect(WORKFLOWS.map(({ name }) => name)).toContain('README.md (1)');
});

describe.each(WORKFLOWS.map((workflow, i) => [workflow.name, placed(workflow, i), workflow.text] as const))(
  '%s',
  (_, { root, path }, text) => {
    test('is what GitHub takes', async () => {
      expect(await parseErrors(text)).toEqual([]);
    });

    test('is sound to actionlint', () => {
      // GitHub's parser, above, knows `queue`; this one does not yet.
      const ignored = ['-ignore', 'unexpected key "queue" for "concurrency" section'];
      const run = spawnSync(ACTIONLINT, ['-no-color', ...ignored, path], { cwd: root, encoding: 'utf8' });
      expect(run.stdout + run.stderr).toBe('');
      expect(run.status).toBe(0);
    });

    test('is safe to zizmor', () => {
      expect(audit(path).filter(({ ident }) => !TOLERATED.has(ident))).toEqual([]);
    });
  },
);

/**
 * Pages show a tag, for legibility; `init` and the templates pin by commit. `$/` in place of `./` is known neither to
 * actionlint nor to the runner of these tests, and Enterprise Servers do not have it.
 */
const TOLERATED: ReadonlySet<string> = new Set(['unpinned-uses', 'self-repository']);

test.each(['action.yml', ...entries('actions').map((name) => `actions/${name}/action.yml`)])(
  '%s is safe to zizmor at its most pedantic',
  (file) => {
    expect(audit(join(ROOT, file), 'pedantic')).toEqual([]);
  },
);

test.each(yamlIn('workflows-templates'))('%s is safe to zizmor at its most pedantic', (file) => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const { path } = placed(
    { name: file, text },
    WORKFLOWS.length + 1 + yamlIn('workflows-templates').indexOf(file),
  );
  expect(audit(path, 'pedantic')).toEqual([]);
});

test('zizmor finds what is wrong', () => {
  const { path } = placed({ name: 'injection', text: INJECTION }, WORKFLOWS.length);
  expect(audit(path).map(({ ident }) => ident)).toContain('template-injection');
});

const INJECTION = `on: issue_comment
jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - run: echo "\${{ github.event.comment.body }}"
`;

function audit(path: string, persona = 'regular'): { readonly ident: string; readonly desc: string }[] {
  const args = [
    '--offline',
    '--no-progress',
    '--no-exit-codes',
    '--persona',
    persona,
    '--format',
    'json',
    path,
  ];
  const { stdout, stderr, status } = spawnSync(ZIZMOR, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout).map(({ ident, desc }: { ident: string; desc: string }) => ({ ident, desc }));
}

test('the parser finds what is wrong', async () => {
  expect(
    await parseErrors('on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - ruin: x\n'),
  ).not.toEqual([]);
});

interface Parser {
  parseWorkflow(
    file: { name: string; content: string },
    trace: object,
  ): { context: { errors: { getErrors(): { message: string }[] } } };
  NoOperationTraceWriter: new () => object;
}

/** GitHub's own parser imports JSON without saying so; a bundle of it does not. */
async function loadParser(): Promise<Parser> {
  const outfile = join(folder.path, 'parser.mjs');
  await build({
    entryPoints: [join(WORKFLOW_PARSER, 'dist', 'index.js')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    banner: {
      js: "import { createRequire as require_ } from 'node:module'; const require = require_(import.meta.url);",
    },
  });
  return (await import(pathToFileURL(outfile).href)) as Parser;
}

async function parseErrors(content: string): Promise<string[]> {
  const { parseWorkflow, NoOperationTraceWriter } = await parser;
  const { context } = parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}
