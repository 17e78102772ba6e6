import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type ConfigChoice, type LoadedConfig, loadConfigs } from '../../src/config/load.ts';
import { isConfigPath } from '../../src/config/locate.ts';
import { GitRepository } from '../../src/host/git/repository.ts';
import { EXIT, Refusal } from '../../src/problem.ts';
import { file, type MadeFile, MadeRepository } from '../bundle/git.ts';

const made = MadeRepository.init();
const repository = await GitRepository.open(made.path);
const DEFAULT: ConfigChoice = { kind: 'default' };

function load(files: readonly MadeFile[], choice: ConfigChoice = DEFAULT): Promise<LoadedConfig[]> {
  return loadConfigs(repository, made.commit([file('README.md'), ...files]), choice);
}

/** What is wrong, whether it stops everything or one bundle: `file:line:column code`. */
async function wrong(files: readonly MadeFile[], choice: ConfigChoice = DEFAULT): Promise<string[]> {
  try {
    const loaded = await load(files, choice);
    return loaded.flatMap(({ result }) => (result.ok ? [] : result.problems.map(shown)));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.exit).toBe(EXIT.usage);
    return error.problems.map(shown);
  }
}

function shown(one: Refusal['problems'][number]): string {
  return `${one.file}${one.line === null ? '' : `:${one.line}:${one.column}`} ${one.code}`;
}

async function names(files: readonly MadeFile[], choice: ConfigChoice = DEFAULT): Promise<string[]> {
  return (await load(files, choice)).map(
    ({ result, path }) => `${path} ${result.ok ? result.identity.name : 'broken'}`,
  );
}

const link = (path: string, to: string): MadeFile => ({ path, mode: '120000', bytes: to });
const module = (path: string): MadeFile => ({ path, mode: '160000', bytes: '0'.repeat(39) + '1' });
const SINGLE = '.github/airlock.yml';

test('where configurations are looked for', async () => {
  expect(await names([])).toEqual([]);
  expect(await names([file(SINGLE, '')])).toEqual([`${SINGLE} default`]);
  expect(await names([file('.github/airlock.yaml', 'bundle: bot')])).toEqual(['.github/airlock.yaml bot']);
  const several = ['refunds.yml', 'support.yaml', '_defaults.yml', '_notes.yml', 'README.md', 'deep/er.yml'];
  expect(await names(several.map((name) => file(`.github/airlock/${name}`, '')))).toEqual([
    '.github/airlock/refunds.yml refunds',
    '.github/airlock/support.yaml support',
  ]);
  // What only looks like one is none: git knows no other spelling.
  expect(
    await names(
      ['.github/Airlock.yml', 'airlock.yml', '.github/airlock.yml.bak', '.GITHUB/airlock.yml'].map((path) =>
        file(path, ''),
      ),
    ),
  ).toEqual([]);
});

test('which changes are changes of policy', () => {
  for (const path of [
    SINGLE,
    '.github/airlock.yaml',
    '.github/airlock/x.yml',
    '.github/airlock/_defaults.yml',
  ])
    expect(isConfigPath(path), path).toBe(true);
  for (const path of [
    'airlock.yml',
    '.github/airlock/a/b.yml',
    '.github/airlock/x.json',
    'x/.github/airlock.yml',
    '.github/airlockXyml',
  ])
    expect(isConfigPath(path), path).toBe(false);
});

test('.yml and .yaml of the same name', async () => {
  expect(await wrong([file(SINGLE, ''), file('.github/airlock.yaml', '')])).toEqual([
    `${SINGLE} config-twice`,
  ]);
  expect(await wrong([file('.github/airlock/a.yml', ''), file('.github/airlock/a.yaml', '')])).toEqual([
    '.github/airlock/a.yml config-twice',
  ]);
  expect(
    await wrong([file('.github/airlock/_defaults.yml', ''), file('.github/airlock/_defaults.yaml', '')]),
  ).toEqual(['.github/airlock/_defaults.yml config-twice']);
  expect(await wrong([file('.github/airlock/a.yml', ''), file('.github/airlock/b.yaml', '')])).toEqual([]);
});

test('two files, one name', async () => {
  const files = [file('.github/airlock/a.yml', 'bundle: bot'), file('.github/airlock/b.yml', 'bundle: bot')];
  expect(await wrong(files)).toEqual(['.github/airlock/b.yml config-same-bundle']);
  expect(await wrong([file(SINGLE, 'bundle: a'), file('.github/airlock/a.yml', '')])).toEqual([
    '.github/airlock/a.yml config-same-bundle',
  ]);
});

test('a link or a submodule in the place of a configuration', async () => {
  for (const path of [SINGLE, '.github/airlock/a.yml', '.github/airlock/_defaults.yml']) {
    expect(await wrong([link(path, 'elsewhere.yml')]), path).toEqual([`${path} config-not-a-file`]);
    expect(await wrong([module(path)]), path).toEqual([`${path} config-not-a-file`]);
  }
  const inside: ConfigChoice = { kind: 'inside', path: 'conf/bot.yml' };
  expect(await wrong([link('conf/bot.yml', 'x')], inside)).toEqual(['conf/bot.yml config-not-a-file']);
  expect(await wrong([module('conf/bot.yml')], inside)).toEqual(['conf/bot.yml config-not-a-file']);
});

test('a Git LFS pointer in the place of a configuration', async () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12\n`;
  expect(await wrong([file(SINGLE, pointer)])).toEqual([`${SINGLE}:1:1 config-not-a-map`]);
});

test('a configuration that is too large', async () => {
  expect(await wrong([file(SINGLE, '#'.repeat(256 * 1024 + 1))])).toEqual([`${SINGLE} file-too-large`]);
  expect(await wrong([file(SINGLE, '#'.repeat(256 * 1024))])).toEqual([]);
});

test('one broken file breaks its own bundle only', async () => {
  const files = [file('.github/airlock/a.yml', 'stagee: x'), file('.github/airlock/b.yml', '')];
  expect(await names(files)).toEqual(['.github/airlock/a.yml broken', '.github/airlock/b.yml b']);
});

const DEFAULTS = '.github/airlock/_defaults.yml';

async function one(defaults: string, own: string): Promise<LoadedConfig> {
  const [loaded] = await load([file(DEFAULTS, defaults), file('.github/airlock/bot.yml', own)]);
  if (loaded === undefined) throw new Error('nothing was loaded');
  return loaded;
}

test('defaults lie under the bundle’s own file: maps by key, all else as a whole', async () => {
  const { result } = await one(
    [
      'stage: observe',
      'max-age: 10d',
      'people: { product: ["@ana", "@bo"], risk: ["@kim"] }',
      'tiers: { low: { undecided: block, accountable: risk }, high: { undecided: ask } }',
      'evidence: { shared: { path: shared.csv } }',
      'gates: { functional: [ { evidence: shared, metric: s, min: 1 } ] }',
    ].join('\n'),
    [
      'stage: enforce',
      'people: { product: ["@cy"] }',
      'tiers: { low: { accountable: product } }',
      'evidence: { own: { path: own.csv } }',
      'gates: { safety: [ { evidence: own, metric: s, min: 1 } ] }',
    ].join('\n'),
  );
  if (!result.ok) throw new Error('broken');
  const { policy } = result;
  expect([policy.stage, policy.maxAgeDays]).toEqual(['enforce', 10]);
  expect(policy.tiers.low).toMatchObject({
    undecided: 'warn',
    accountable: { role: 'product', people: ['@cy'] },
  });
  expect(policy.tiers.high.undecided).toBe('ask');
  expect(policy.evidence.map(({ name }) => name)).toEqual(['shared', 'own']);
  expect(policy.gates?.map(({ gate }) => gate)).toEqual(['functional', 'safety']);
});

test.each([
  ['a broken value in the defaults', 'stage: x', '', [`${DEFAULTS}:1:8 config-wrong-value`]],
  [
    'a broken value in both',
    'stage: x',
    '\nstage: y',
    ['.github/airlock/bot.yml:2:8 config-wrong-value', `${DEFAULTS}:1:8 config-wrong-value`],
  ],
  ['broken syntax in the defaults', 'a: [', '', [`${DEFAULTS}:1:5 yaml-syntax`]],
  ['identity in the defaults', 'bundle: x', '', [`${DEFAULTS}:1:1 config-unknown-key`]],
  ['components in the defaults', '\ncomponents: {}', '', [`${DEFAULTS}:2:1 config-unknown-key`]],
  ['identity without a value in the defaults', 'root:', '', [`${DEFAULTS}:1:1 config-unknown-key`]],
  ['an unknown key without a value in the defaults', 'stge:', '', [`${DEFAULTS}:1:1 config-unknown-key`]],
  [
    'a role that nobody defines, named in the defaults',
    'tiers: { low: { accountable: boss } }',
    'stage: observe',
    [`${DEFAULTS}:1:30 config-undefined`],
  ],
  [
    'a role that nobody defines, named in the file',
    'people: { product: ["@a"] }',
    'tiers: { low: { accountable: boss } }',
    ['.github/airlock/bot.yml:1:30 config-undefined'],
  ],
  [
    'a criterion of the defaults on evidence of nobody',
    'gates: { functional: [ { evidence: g, metric: s, min: 1 } ] }',
    'stage: observe',
    [`${DEFAULTS}:1:36 config-undefined`],
  ],
  [
    'a gate of the defaults that the file replaces',
    'gates: { functional: [ { evidence: g, metric: s, min: 1 } ] }',
    'gates: { functional: [] }',
    [],
  ],
  [
    'a criterion of the file on evidence of the defaults',
    'evidence: { g: { path: x } }',
    'gates: { functional: [ { evidence: g, metric: s, min: 1 } ] }',
    [],
  ],
  [
    'a component that only the bundle knows',
    'evidence: { g: { path: x, covers: [nope] } }',
    'components: { a: { kind: other } }',
    [`${DEFAULTS}:1:36 config-undefined`],
  ],
  [
    'a misspelt gate in the defaults',
    'gates: { saftey: [] }',
    'stage: observe',
    [`${DEFAULTS}:1:10 config-gate-name`],
  ],
  [
    'a criterion without a rule in the defaults',
    'evidence: { g: { path: x } }\ngates: { safety: [ { evidence: g, metric: s } ] }',
    'tiers: {}',
    [`${DEFAULTS}:2:20 config-no-rule`],
  ],
])('errors stand in the file that says it: %s', async (_, defaults, own, expected) => {
  expect(await wrong([file(DEFAULTS, defaults), file('.github/airlock/bot.yml', own)])).toEqual(expected);
});

test('digests are over the raw bytes, of the defaults too', async () => {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const loaded = await one('stage: observe\r\n', '# x\n');
  expect([loaded.sha256, loaded.defaultsSha256]).toEqual([sha256('# x\n'), sha256('stage: observe\r\n')]);
  const [alone] = await load([file(SINGLE, '')]);
  expect(alone?.defaultsSha256).toBeNull();
});

test('a file inside the commits, by name', async () => {
  const inside: ConfigChoice = { kind: 'inside', path: 'conf/bot.yml' };
  expect(await names([file('conf/bot.yml', ''), file(SINGLE, 'stagee: x')], inside)).toEqual([
    'conf/bot.yml bot',
  ]);
  expect(await names([file(SINGLE, '')], inside)).toEqual([]);
  const [loaded] = await load([file('conf/bot.yml', '')], inside);
  expect(loaded?.key).toBe('conf/bot');
});

test('a file outside the repository, the same for every commit', async () => {
  const bytes = Buffer.from('bundle: outside');
  const outside: ConfigChoice = { kind: 'outside', path: '/etc/airlock/bot.yml', bytes };
  expect(await names([file(SINGLE, 'stagee: x')], outside)).toEqual(['/etc/airlock/bot.yml outside']);
  const unnamed: ConfigChoice = { ...outside, bytes: Buffer.alloc(0) };
  expect(await names([], unnamed)).toEqual(['/etc/airlock/bot.yml bot']);
  const windows: ConfigChoice = { ...unnamed, path: 'C:\\conf\\refunds.yaml' };
  expect(await names([], windows)).toEqual(['C:\\conf\\refunds.yaml refunds']);
  const broken: ConfigChoice = { ...outside, bytes: Buffer.from('stage: x') };
  expect(await wrong([], broken)).toEqual(['/etc/airlock/bot.yml:1:8 config-wrong-value']);
  const large: ConfigChoice = { ...outside, bytes: Buffer.alloc(256 * 1024 + 1, '#') };
  expect(await wrong([], large)).toEqual(['/etc/airlock/bot.yml file-too-large']);
});
