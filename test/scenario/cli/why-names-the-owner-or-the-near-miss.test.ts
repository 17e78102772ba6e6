import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DOCUMENTS } from '../../../src/report/documents/schema.ts';
import { airlock, json } from '../airlock.ts';
import { put, type ScratchFolder, scratchFolder } from '../folder.ts';
import { commitAll, initialise } from '../git.ts';

interface Why {
  readonly exists: boolean;
  readonly nearest: string | null;
  readonly bundles: {
    readonly provisional: boolean;
    readonly owner: { readonly component: string; readonly glob: string } | null;
    readonly also: { readonly component: string }[];
    readonly near: { readonly component: string; readonly reason: string; readonly path: string | null }[];
  }[];
  readonly detection: { readonly kind: string | null; readonly basis: string; readonly confidence: string };
}

let folder: ScratchFolder;
beforeAll(() => {
  folder = scratchFolder();
  initialise(folder.path);
  put(folder.path, {
    '.github/airlock.yml': `bundle: bot
components:
  model: { kind: model, paths: [config/model.yaml] }
  prompts: { kind: prompt, paths: ["prompts/*.md", "policies/**"] }
  safety: { kind: safety, paths: ["policies/**"] }
`,
    'config/model.yaml': 'model: gpt-4o-2024-11-20\n',
    'deploy/model.yaml': 'model: gpt-4o-2024-11-20\n',
    'prompts/refund.md': 'You are a support agent.\n',
    'prompts/de/refund.md': 'You are a support agent.\n',
    'prompts/refund.txt': 'You are a support agent.\n',
    'Prompts/legal.md': 'You are a lawyer.\n',
    'app/prompts/tone.md': 'You are a support agent.\n',
    'policies/safety.yaml': 'refuse: [medical]\n',
    'src/agent.py': 'SYSTEM = "You are a helpful assistant."\n',
    'tests/test_agent.py': 'PROMPT = "You are a helpful assistant."\n',
    'lib/add.py': 'def add(a, b): return a + b\n',
  });
  commitAll(folder.path, 'A bot');
});
afterAll(() => folder[Symbol.dispose]());

async function why(path: string, cwd = folder.path): Promise<Why> {
  const result = await airlock(cwd, ['why', path, '--json']);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  const document = json<Why>(result);
  expect(DOCUMENTS['airlock.why/1'].parse(document)).toEqual(document);
  return document;
}

test('a path belongs to the first component that matches', async () => {
  expect((await why('config/model.yaml')).bundles[0]?.owner).toMatchObject({ component: 'model' });
  const shared = await why('policies/safety.yaml');
  expect(shared.bundles[0]).toMatchObject({
    owner: { component: 'prompts', glob: 'policies/**' },
    also: [{ component: 'safety' }],
    near: [],
  });
});

test.each([
  ['prompts/de/refund.md', 'prompts', 'depth', null],
  ['prompts/refund.txt', 'prompts', 'ending', null],
  ['Prompts/legal.md', 'prompts', 'case', null],
  ['app/prompts/tone.md', 'prompts', 'folder', null],
  ['deploy/model.yaml', 'model', 'folder', null],
  ['docs/safety.yaml', 'prompts', 'same-name', 'policies/safety.yaml'],
])('%s is nearly a part of %s: %s', async (path, component, reason, other) => {
  const [bundle] = (await why(path)).bundles;
  expect(bundle?.owner).toBeNull();
  expect(bundle?.near).toContainEqual(expect.objectContaining({ component, reason, path: other }));
});

test.each([
  ['src/agent.py', 'prompt', 'content', 'medium'],
  ['prompts/refund.txt', 'prompt', 'name', 'high'],
  ['tests/test_agent.py', null, 'test', null],
  ['lib/add.py', null, 'nothing', null],
  ['package.json', 'runtime', 'beside', 'low'],
])('detection has its own opinion of %s', async (path, kind, basis, confidence) => {
  expect((await why(path)).detection).toMatchObject({ kind, basis, confidence });
});

test('a path that is not there is answered for the file that it would be', async () => {
  const answer = await why('prompts/refnud.md');
  expect(answer).toMatchObject({ exists: false, nearest: 'prompts/refund.md' });
  expect(answer.bundles[0]?.owner).toMatchObject({ component: 'prompts' });
});

test('a path may be said from the current folder', async () => {
  const here = join(folder.path, 'prompts', 'de');
  mkdirSync(here, { recursive: true });
  expect(await why('refund.md', here)).toMatchObject({ path: 'prompts/de/refund.md', exists: true });
  expect(await why('../../config/model.yaml', here)).toMatchObject({ path: 'config/model.yaml' });
  expect(await why('config/model.yaml', here)).toMatchObject({ path: 'config/model.yaml', exists: true });
  expect(await why(join(folder.path, 'lib/add.py'))).toMatchObject({ path: 'lib/add.py', exists: true });
});

test('without a configuration the detected components answer', async () => {
  using bare = scratchFolder();
  initialise(bare.path);
  put(bare.path, { 'prompts/refund.md': 'You are a support agent.\n' });
  commitAll(bare.path, 'A bot');
  expect((await why('prompts/refund.md', bare.path)).bundles).toMatchObject([
    { provisional: true, owner: { component: 'prompt', glob: 'prompts/refund.md' } },
  ]);
});

test('the same in words', async () => {
  const said = async (path: string): Promise<string> => (await airlock(folder.path, ['why', path])).stdout;
  expect(await said('policies/safety.yaml')).toMatchInlineSnapshot(`
    "policies/safety.yaml
      prompts (prompt) of bot, by policies/** in .github/airlock.yml
        also matched by safety, which stands further down
    "
  `);
  expect(await said('prompts/de/refund.md')).toMatchInlineSnapshot(`
    "prompts/de/refund.md
      no component of bot, in .github/airlock.yml
        near: prompts has prompts/*.md, whose star stays within one folder; two of them go into the folders below
      Detection would take it as prompt, by its name (high confidence).
      If it belongs to the feature, add it to the paths: of a component in .github/airlock.yml.
    "
  `);
  expect((await said('prompts/refnud.md')).replace(/[0-9a-f]{12}/u, '{head}')).toMatchInlineSnapshot(`
    "prompts/refnud.md
      There is no such file at {head}. Did you mean prompts/refund.md?
      prompts (prompt) of bot, by prompts/*.md in .github/airlock.yml
    "
  `);
  expect(await said('lib/add.py')).toMatchInlineSnapshot(`
    "lib/add.py
      no component of bot, in .github/airlock.yml
      Detection leaves it: neither its name nor its text says that it belongs to an AI feature.
      If it belongs to the feature, add it to the paths: of a component in .github/airlock.yml.
    "
  `);
});

test('of many bundles those are shown that own the path, or nearly do', async () => {
  using monorepo = scratchFolder();
  initialise(monorepo.path);
  const files = ['a', 'b', 'c'].flatMap((name) => [
    [
      `.github/airlock/${name}.yml`,
      `root: ${name}\ncomponents: { prompts: { kind: prompt, paths: ["prompts/*.md"] } }\n`,
    ],
    [`${name}/prompts/system.md`, 'You are a helpful assistant.\n'],
  ]);
  put(monorepo.path, { ...Object.fromEntries(files), 'b/prompts/de/system.md': 'x\n', 'lib/z.py': 'x\n' });
  commitAll(monorepo.path, 'Three bundles');
  const lines = async (path: string): Promise<string[]> =>
    (await airlock(monorepo.path, ['why', path])).stdout.split('\n').slice(1, -1);
  expect(await lines('b/prompts/system.md')).toEqual([
    '  prompts (prompt) of b, by b/prompts/*.md in .github/airlock/b.yml',
  ]);
  expect((await lines('b/prompts/de/system.md'))[0]).toBe('  no component of a, in .github/airlock/a.yml');
  expect((await lines('lib/z.py'))[0]).toBe('  no component of any of 3 bundles');
});

test('without a path it says how it is called', async () => {
  const result = await airlock(folder.path, ['why']);
  expect(result).toMatchObject({ code: 64, stdout: '' });
  expect(result.stderr).toContain('option-missing');
});
