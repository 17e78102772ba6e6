import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DOCUMENTS } from '../../../src/report/documents/schema.ts';
import { RELEASE_COMMIT } from '../../../src/version.ts';
import { airlock, codes, json } from '../airlock.ts';
import { put, scratchFolder } from '../folder.ts';
import { commitAll, gitIn, initialise } from '../git.ts';
import { FEATURES, MONOREPO, PIN, PYTHON_BOT, start } from '../starts.ts';

interface Init {
  readonly pin: string | null;
  readonly layout: string | null;
  readonly files: { path: string; action: string; written: boolean; diff: string | null }[];
  readonly existing: string[];
  readonly bundles: {
    bundle: string;
    file: string;
    root: string | null;
    stage: string;
    components: { name: string; paths: string[]; confidence: string }[];
    evidence: { name: string; path: string; items: number | null; cases: number | null }[];
  }[];
  readonly found: { workflows: { path: string; line: number }[]; notUnderstood: object[] };
  readonly leftOut: { path: string; basis: string }[];
  readonly missing: string[];
}

const CONFIG = '.github/airlock.yml';
const GATE = '.github/workflows/airlock-gate.yml';

async function init(cwd: string, ...args: string[]): Promise<Init & { code: number }> {
  const result = await airlock(cwd, ['init', '--pin', PIN, '--json', ...args]);
  expect(result.stderr).toBe('');
  const document = json(result);
  // What the schema does not know it leaves out.
  expect(DOCUMENTS['airlock.init/1'].parse(document)).toEqual(document);
  return { ...json<Init>(result), code: result.code };
}

function actions({ files }: Init): Record<string, string> {
  return Object.fromEntries(files.map(({ path, action }) => [path, action]));
}

const read = (folder: { path: string }, name: string): string =>
  readFileSync(join(folder.path, name), 'utf8');

describe('a repository with a promptfoo configuration and prompts inside Python', () => {
  test('what it took, what it left and how sure it is', async () => {
    using folder = start(PYTHON_BOT);
    const answer = await init(folder.path);
    expect(answer).toMatchObject({ code: 0, pin: PIN, layout: 'single', existing: [] });
    const [bundle] = answer.bundles;
    expect(bundle).toMatchObject({ file: CONFIG, root: null, stage: 'observe' });
    expect(bundle?.components.map(({ name, paths, confidence }) => ({ name, paths, confidence }))).toEqual([
      {
        name: 'evals',
        paths: ['.github/workflows/evals.yml', 'promptfooconfig.yaml'],
        confidence: 'high',
      },
      { name: 'prompts', paths: ['app/chain.py'], confidence: 'medium' },
      { name: 'model', paths: ['app/settings.yaml'], confidence: 'medium' },
      { name: 'runtime', paths: ['requirements.txt'], confidence: 'low' },
    ]);
    expect(bundle?.evidence).toMatchObject([
      { name: 'promptfoo', path: 'out/promptfoo.json', items: null, cases: 60 },
    ]);
    expect(answer.found.workflows).toMatchObject([{ path: '.github/workflows/evals.yml', line: 7 }]);
    expect(answer.leftOut).toEqual([{ path: 'docs/prompts/how-we-write.md', basis: 'docs' }]);
    expect(answer.missing).toEqual(['no-results', 'no-rollback-plan']);
  });

  test('the configuration is one that the real reader takes, and names what detection named', async () => {
    using folder = start(PYTHON_BOT);
    await init(folder.path);
    expect(
      read(folder, CONFIG)
        .replace(/[0-9a-f]{64}/u, '…')
        .replace(/^bundle: .*$/mu, 'bundle: {folder}'),
    ).toMatchSnapshot();
    commitAll(folder.path, 'Airlock');
    const version = await airlock(folder.path, ['version', '--json']);
    expect(version.code).toBe(0);
    expect(json<{ provisional: boolean; warnings: object[] }>(version)).toMatchObject({
      provisional: false,
      warnings: [],
    });
    const why = await airlock(folder.path, ['why', 'app/chain.py', '--json']);
    expect(json(why)).toMatchObject({ bundles: [{ owner: { component: 'prompts' } }] });
  });

  test('workflows have our own actions at the commit, and nothing at zeros', async () => {
    using folder = start(PYTHON_BOT);
    await init(folder.path);
    const workflows = readdirSync(join(folder.path, '.github/workflows'));
    expect(workflows).toContain('airlock-gate.yml');
    const texts = workflows.map((name) => read(folder, `.github/workflows/${name}`)).join('\n');
    expect(texts).not.toMatch(/@0{40}/u);
    expect(texts).toMatch(new RegExp(`uses: airlock-ci/airlock@${PIN} # v\\d`, 'u'));
  });

  test('candidates are what is merged into the default branch, whatever it is called', async () => {
    using folder = start(PYTHON_BOT);
    const branches = () =>
      /branches: .*?\]/u.exec(read(folder, '.github/workflows/airlock-candidate.yml'))?.[0];
    await init(folder.path);
    expect(branches()).toBe('branches: [main]');
    gitIn(folder.path, 'branch', '-m', 'trunk');
    await init(folder.path);
    expect(branches()).toBe('branches: ["trunk"]');
    gitIn(folder.path, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/releases/next');
    await init(folder.path);
    expect(branches()).toBe('branches: ["releases/next"]');
  });

  test('a second run changes nothing, before and after the commit', async () => {
    using folder = start(PYTHON_BOT);
    await init(folder.path);
    const once = gitIn(folder.path, 'status', '--porcelain', '--untracked-files=all');
    const texts = [CONFIG, GATE].map((name) => read(folder, name));
    expect(new Set(Object.values(actions(await init(folder.path))))).toEqual(new Set(['unchanged']));
    expect(gitIn(folder.path, 'status', '--porcelain', '--untracked-files=all')).toBe(once);
    commitAll(folder.path, 'Airlock');
    expect(new Set(Object.values(actions(await init(folder.path))))).toEqual(new Set(['unchanged']));
    expect([CONFIG, GATE].map((name) => read(folder, name))).toEqual(texts);
    expect(gitIn(folder.path, 'status', '--porcelain')).toBe('');
  });

  test('a dry run shows all of it and writes nothing', async () => {
    using folder = start(PYTHON_BOT);
    const answer = await init(folder.path, '--dry-run');
    expect(actions(answer)).toMatchObject({ [CONFIG]: 'create', [GATE]: 'create' });
    expect(answer.files.every(({ written, diff }) => !written && diff?.startsWith('--- /dev/null'))).toBe(
      true,
    );
    expect(gitIn(folder.path, 'status', '--porcelain')).toBe('');
  });

  test('results that lie there are read, and the gate enforces', async () => {
    using folder = start(PYTHON_BOT);
    const rows = Array.from(
      { length: 120 },
      (_, i) => `{"id":"q${i}","score":${i % 9 === 0 ? 0 : 1},"latency_ms":${900 + i}}`,
    );
    put(folder.path, {
      'out/golden.jsonl': `${rows.join('\n')}\n`,
      'out/notes.json': '{"hello":"there"}\n',
      '.gitignore': 'out/\n',
    });
    const answer = await init(folder.path);
    expect(answer.bundles[0]?.stage).toBe('enforce');
    expect(answer.bundles[0]?.evidence).toMatchObject([
      { name: 'promptfoo', items: null },
      { name: 'golden', path: 'out/golden.jsonl', items: 120, cases: 120 },
    ]);
    expect(answer.found.notUnderstood).toMatchObject([{ path: 'out/notes.json' }]);
    expect(read(folder, CONFIG)).toContain('# 120 items can rule out a loss of 10 points or more');
  });
});

describe('a monorepo of fourteen features', () => {
  test('each has a file with its root, and what holds for all stands once', async () => {
    using folder = start(MONOREPO);
    const answer = await init(folder.path);
    expect(answer).toMatchObject({ code: 0, layout: 'several' });
    expect(answer.bundles.map(({ bundle, root }) => [bundle, root])).toEqual([
      ...FEATURES.map((name) => [name, `services/${name}`]),
      ['shared', null],
    ]);
    expect(read(folder, '.github/airlock/_defaults.yml')).toContain('stage: observe');
    expect(read(folder, '.github/airlock/refunds.yml').replace(/[0-9a-f]{64}/u, '…')).toMatchSnapshot();
    commitAll(folder.path, 'Airlock');
    const version = await airlock(folder.path, ['version', '--json']);
    expect(version.code).toBe(0);
    const { bundles } = json<{ bundles: { bundle: { name: string }; warnings: object[] }[] }>(version);
    expect(bundles.map(({ bundle }) => bundle.name).sort()).toEqual([...FEATURES, 'shared'].sort());
    expect(bundles.flatMap(({ warnings }) => warnings)).toEqual([]);
    expect(new Set(Object.values(actions(await init(folder.path))))).toEqual(new Set(['unchanged']));
  });
});

describe('a repository without anything to release', () => {
  test('says what was not found, writes nothing and could not tell', async () => {
    using folder = start({ 'README.md': '# Nothing here\n' });
    const answer = await init(folder.path);
    expect(answer).toMatchObject({ code: 2, layout: null, bundles: [], files: [] });
    expect(answer.missing).toContain('no-feature');
    expect(existsSync(join(folder.path, '.github'))).toBe(false);
    expect((await airlock(folder.path, ['init', '--pin', PIN])).stdout).toContain('not found');
  });

  test('without a first commit it is the same', async () => {
    using folder = scratchFolder();
    initialise(folder.path);
    expect(await init(folder.path)).toMatchObject({ code: 2, commit: null, files: [] });
  });
});

describe('what a person has written stays', () => {
  test('an edited file is kept and said; asked for, it is replaced', async () => {
    using folder = start(PYTHON_BOT);
    await init(folder.path);
    const mine = `${read(folder, GATE)}# mine\n`;
    put(folder.path, { [GATE]: mine });
    const kept = await init(folder.path);
    expect(actions(kept)).toMatchObject({ [GATE]: 'keep', [CONFIG]: 'unchanged' });
    expect(kept.files.find(({ path }) => path === GATE)?.diff).toContain('-# mine');
    expect(read(folder, GATE)).toBe(mine);
    expect(actions(await init(folder.path, '--overwrite'))).toMatchObject({ [GATE]: 'overwrite' });
    expect(read(folder, GATE)).not.toContain('# mine');
  });

  test('an untouched file of an older release is renewed', async () => {
    using folder = start(PYTHON_BOT);
    await init(folder.path);
    const result = await airlock(folder.path, ['init', '--pin', 'b'.repeat(40), '--json']);
    expect(actions(json<Init>(result))).toMatchObject({ [GATE]: 'update', [CONFIG]: 'unchanged' });
    expect(read(folder, GATE)).toContain(`@${'b'.repeat(40)} # v`);
  });

  test('a configuration of their own is left alone, and what it leaves out is named', async () => {
    using folder = start({
      ...MONOREPO,
      '.github/airlock.yml':
        'bundle: mine\ncomponents:\n  all: { kind: prompt, paths: ["services/*/prompts/**"] }\n',
    });
    const answer = await init(folder.path);
    expect(answer).toMatchObject({ existing: [CONFIG], bundles: [] });
    expect(answer.leftOut).toContainEqual({ path: 'services/refunds/config/model.yaml', basis: 'unowned' });
    expect(answer.leftOut.map(({ path }) => path)).not.toContain('services/refunds/prompts/system.md');
    expect(readdirSync(join(folder.path, '.github')).sort()).toEqual(['airlock.yml', 'workflows']);
  });
});

describe('nothing is half-written', () => {
  test('a copy that is no release writes no zeros', async () => {
    using folder = start(PYTHON_BOT);
    // A release has a commit of its own; then only whoever asks for zeros is refused.
    const isRelease = /[1-9a-f]/u.test(RELEASE_COMMIT);
    for (const pin of isRelease ? [['--pin', '0'.repeat(40)]] : [[], ['--pin', '0'.repeat(40)]]) {
      const result = await airlock(folder.path, ['init', ...pin, '--json']);
      expect(result.code).toBe(64);
      expect(codes(result)).toEqual(['pin-unknown']);
    }
    expect(gitIn(folder.path, 'status', '--porcelain')).toBe('');
    expect((await airlock(folder.path, ['init', '--dry-run'])).code).toBe(0);
  });

  test('a link in the place of a folder is refused before anything is written', async () => {
    using folder = start(PYTHON_BOT);
    using outside = scratchFolder();
    mkdirSync(join(folder.path, '.github'), { recursive: true });
    gitIn(folder.path, 'rm', '-rq', '.github');
    symlinkSync(outside.path, join(folder.path, '.github'));
    const result = await airlock(folder.path, ['init', '--pin', PIN, '--json']);
    expect(result.code).toBe(64);
    expect(codes(result)).toEqual(['file-unwritable']);
    expect(readdirSync(outside.path)).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)(
    'a folder that may not be written to leaves all as it was',
    async () => {
      using folder = start(PYTHON_BOT);
      chmodSync(join(folder.path, '.github/workflows'), 0o555);
      const result = await airlock(folder.path, ['init', '--pin', PIN, '--json']);
      chmodSync(join(folder.path, '.github/workflows'), 0o755);
      expect(codes(result)).toEqual(['file-unwritable']);
      expect(gitIn(folder.path, 'status', '--porcelain')).toBe('');
    },
  );

  test('names that would be read as something else are left out, and said', async () => {
    using folder = start({
      'prompts/a*b.md': 'You are a helpful assistant.\n',
      'prompts/": {}.md': 'You are a helpful assistant.\n',
      'prompts/\u202egnp.md': 'You are a helpful assistant.\n',
    });
    const answer = await init(folder.path);
    expect(answer.leftOut).toEqual(
      expect.arrayContaining([{ path: 'prompts/a*b.md', basis: 'name-is-a-glob' }]),
    );
    commitAll(folder.path, 'Airlock');
    expect((await airlock(folder.path, ['version'])).code).toBe(0);
  });
});

describe('odd repositories', () => {
  test('hundreds of prompts in code are not listed one by one, and the rest is said', async () => {
    const files = Array.from({ length: 700 }, (_, i) => [
      `src/agent${i}.py`,
      'P = "You are a helpful assistant."\n',
    ]);
    using folder = start({ ...Object.fromEntries(files), 'src/main.py': 'print(1)\n' });
    const answer = await init(folder.path);
    expect(answer.code).toBe(0);
    expect(answer.bundles[0]?.components[0]?.paths).toHaveLength(300);
    expect(answer.leftOut.filter(({ basis }) => basis === 'too-many')).toHaveLength(400);
  });

  test('a folder whose name would be read as a glob is no feature of its own', async () => {
    using folder = start({
      'apps/{x}/prompts/a.md': 'You are a helpful assistant.\n',
      'apps/b/prompts/a.md': 'You are a helpful assistant.\n',
      'apps/c/prompts/a.md': 'You are a helpful assistant.\n',
    });
    const answer = await init(folder.path);
    expect(answer.bundles.map(({ bundle }) => bundle)).toEqual(['b', 'c']);
    expect(answer.leftOut).toEqual([{ path: 'apps/{x}/prompts/a.md', basis: 'name-is-a-glob' }]);
  });

  test('a workflow that runs Airlock already is named', async () => {
    using folder = start({
      ...PYTHON_BOT,
      '.github/workflows/ci.yml':
        'on: pull_request\njobs: { a: { steps: [{ uses: airlock-ci/airlock@v0 }] } }\n',
    });
    expect((await init(folder.path)).found).toMatchObject({ gates: ['.github/workflows/ci.yml'] });
    commitAll(folder.path, 'Airlock');
    expect((await init(folder.path)).found).toMatchObject({ gates: ['.github/workflows/ci.yml'] });
  });

  test('a bare repository has no place for files', async () => {
    using folder = scratchFolder();
    gitIn(folder.path, 'init', '--quiet', '--bare', '--template=');
    const result = await airlock(folder.path, ['init', '--pin', PIN, '--json']);
    expect(result.code).toBe(64);
    expect(codes(result)).toEqual(['no-work-tree']);
  });

  test('results and configurations that are broken stop nothing', async () => {
    using folder = start({
      'prompts/a.md': 'You are a helpful assistant.\n',
      'promptfooconfig.yaml': '- [',
      'package.json': '{',
      '.github/workflows/evals.yml': 'jobs: [',
      'results/x.json': '{"broken',
      'results/y.csv': '\u0000\u0001',
    });
    const answer = await init(folder.path);
    expect(answer.code).toBe(0);
    expect(answer.found.notUnderstood).toHaveLength(2);
    expect(answer.bundles[0]?.evidence).toMatchObject([{ name: 'promptfoo', items: null }]);
  });
});

describe('the workflows of a release', () => {
  const workflows = ({ files }: Init): string[] =>
    files.flatMap(({ path }) => /airlock-(drill|promote|reconcile|rollback)\.yml$/u.exec(path)?.[1] ?? []);
  const withEnvironments = (names: string): string =>
    `bundle: bot\nenvironment: live\ncomponents:\n  prompts: { kind: prompt, paths: [app/chain.py] }\nenvironments: ${names}\n`;

  test('come with the environments of the policy, under their names', async () => {
    using folder = start(PYTHON_BOT);
    expect(workflows(await init(folder.path, '--dry-run'))).toEqual([]);
    put(folder.path, { [CONFIG]: withEnvironments('{ live: {}, "1.0": {} }') });
    expect(workflows(await init(folder.path))).toEqual(['drill', 'promote', 'reconcile', 'rollback']);
    expect(read(folder, '.github/workflows/airlock-rollback.yml')).toMatch(
      /^ {4}environment: live #.*^ {10}environment: live$/msu,
    );
    expect(read(folder, '.github/workflows/airlock-drill.yml')).toMatch(/^ {10}environment: "1\.0"$/mu);
    expect(read(folder, '.github/workflows/airlock-promote.yml')).toContain(
      'outputs.environment }}-approval',
    );
  });

  test('hold no drill where every environment has customers', async () => {
    using folder = start(PYTHON_BOT);
    put(folder.path, { [CONFIG]: withEnvironments('{ live: {} }') });
    expect(workflows(await init(folder.path, '--dry-run'))).toEqual(['promote', 'reconcile', 'rollback']);
  });

  test('come when they are asked for', async () => {
    using folder = start(PYTHON_BOT);
    expect(workflows(await init(folder.path, '--dry-run', '--release'))).toEqual([
      'drill',
      'promote',
      'reconcile',
      'rollback',
    ]);
  });
});
