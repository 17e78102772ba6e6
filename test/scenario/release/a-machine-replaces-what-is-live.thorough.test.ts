import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CONFIG, codesOf, type Feature, FIRST, feature } from './feature.ts';

const MD5 = '20a3368ccad115273419faefce21113c';
const dvc = (md5: string): string =>
  `# made by training\nouts:\n- md5: ${md5}\n  size: 5\n  hash: md5\n  path: intent.bin\n`;
const lfs = (oid: string): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${oid.repeat(64)}\nsize 5\n`;

const POLICY = CONFIG.replace(
  /^components:$/mu,
  '$&\n  settings: { kind: model, paths: ["config/**"] }\n  weights: { kind: weights, paths: ["weights/**"] }',
).replace(
  /^people:/mu,
  `replaceable:
  - { path: config/model.yaml, key: model.version }
  - { path: weights/intent.bin.dvc }
  - { path: weights/rank.bin }
$&`,
);

const MODEL =
  "# the ranker\nmodel:\n  name: ranker\n  version: '12' # from the registry\n  temperature: 0.2\n";

function trained(): Feature {
  return feature({
    ...FIRST,
    '.github/airlock.yml': POLICY,
    'config/model.yaml': MODEL,
    'weights/intent.bin.dvc': dvc(MD5),
    'weights/rank.bin': lfs('a'),
  });
}

const ADOPT = ['adopt', '--environment', 'production', '--version', '1.0.0'];
const SET = ['propose', '--set', 'config/model.yaml:model.version=13'];

test('a new version from a registry becomes a candidate of tier high, and goes out by a plan alone', {
  timeout: 120_000,
}, async () => {
  using bot = trained();
  await bot.as('ana', ...ADOPT);
  // What was merged since is no part of it.
  bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  const proposed = await bot.as('trainer', ...SET);
  expect(proposed).toMatchObject({
    code: 0,
    document: {
      outcome: 'done',
      already: false,
      branch: 'airlock/candidate/bot',
      replaced: [{ path: 'config/model.yaml', key: 'model.version', from: '12', to: '13' }],
    },
  });
  const commit = String(proposed.document['commit']);
  expect(bot.git('diff', '--stat', 'HEAD~1', commit, '--name-only')).toBe('config/model.yaml');
  expect(bot.git('show', `${commit}:config/model.yaml`)).toBe(MODEL.trim().replace("'12'", "'13'"));
  expect(bot.git('log', '-1', '--format=%an|%b', commit)).toContain('airlock[bot]|');
  expect(bot.git('log', '-1', '--format=%b', commit)).toContain('Requested-by: trainer');

  // The same again makes no second commit; another value takes the branch.
  expect((await bot.as('trainer', ...SET)).document).toMatchObject({ commit, already: true });
  const other = await bot.as('trainer', 'propose', '--set', 'config/model.yaml:model.version=14');
  expect(other.document).toMatchObject({ already: false });
  expect(bot.git('rev-parse', 'airlock/candidate/bot')).toBe(other.document['commit']);
  expect(
    (await bot.as('trainer', 'propose', '--set', 'config/model.yaml:model.version=12')).document,
  ).toMatchObject({
    outcome: 'unchanged',
    commit: null,
  });

  const candidate = await bot.as('trainer', 'candidate', '--ref', commit);
  expect(candidate).toMatchObject({ code: 0, document: { tier: 'high', decision: { outcome: 'go' } } });

  // It is never the newest of what was merged.
  const version = String(candidate.document['version']);
  expect(codesOf(await bot.as('ana', 'protect', '--record'))).toContain('already-live');
  const planned = await bot.as('ana', 'protect', '--version', version, '--record');
  expect(planned).toMatchObject({ code: 0, document: { plan: { tier: 'high' } } });
  const plan = planned.document.plan?.digest ?? '';
  expect(codesOf(await bot.as('ana', 'promote', '--plan', plan))).toEqual(['approvals-missing']);
  await bot.as('kim', 'approve', plan);
  expect(await bot.as('ana', 'promote', '--plan', plan)).toMatchObject({
    code: 0,
    document: { live: { version } },
  });
  const { releases } = (await bot.as('kim', 'audit')).document as {
    releases?: { version: string; exceptions: string[] }[];
  };
  expect(releases?.find((one) => one.version === version)?.exceptions).toContain('made-by-machine');
  expect(await bot.as('kim', 'rollback', '--reason', 'It ranks worse.')).toMatchObject({
    code: 0,
    document: { live: { version: '1.0.0' }, condemned: [{ component: 'settings' }] },
  });
  expect(codesOf(await bot.as('trainer', 'propose', '--set', 'config/model.yaml:model.version=14'))).toEqual([
    'held',
  ]);
  expect((await bot.as('kim', 'verify')).document['intact']).toBe(true);
});

test('pointers of LFS and DVC are replaced as wholes', async () => {
  using bot = trained();
  await bot.as('ana', ...ADOPT);
  writeFileSync(join(bot.path, '../new.dvc'), dvc(MD5.replace('2', '3')));
  writeFileSync(join(bot.path, '../new.lfs'), lfs('b'));
  const put = ['--put', 'weights/intent.bin.dvc=../new.dvc', '--put', 'weights/rank.bin=../new.lfs'];
  const proposed = await bot.as('trainer', 'propose', ...put);
  expect(proposed).toMatchObject({ code: 0, document: { outcome: 'done' } });
  const commit = String(proposed.document['commit']);
  expect(await bot.as('trainer', 'candidate', '--ref', commit)).toMatchObject({
    code: 0,
    document: { tier: 'high' },
  });
});

test('nothing else can be brought by this way', { timeout: 120_000 }, async () => {
  using bot = trained();
  await bot.as('ana', ...ADOPT);
  const base = bot.git('rev-parse', 'HEAD');
  const listed = await bot.as('trainer', 'propose', '--set', 'config/model.yaml:model.temperature=0.9');
  expect({ code: listed.code, codes: codesOf(listed) }).toEqual({ code: 1, codes: ['not-replaceable'] });
  const wrong = [
    ['--set', 'config/model.yaml:model.version=1\n2'],
    ['--put', 'weights/rank.bin=model.txt'],
    ['--put', 'weights/intent.bin.dvc=results.csv'],
    ['--set', 'config/model.yaml=13'],
    [],
  ];
  for (const words of wrong)
    expect((await bot.as('trainer', 'propose', ...words)).code, words.join(' ')).toBe(64);

  // By hand on the same branch: each of these is a commit that nobody reviewed.
  const byHand = async (files: Record<string, string>, on = base): Promise<string[]> => {
    bot.git('checkout', '--quiet', '--detach', on);
    const commit = bot.commit(files);
    bot.git('checkout', '--quiet', 'main');
    const candidate = await bot.as(
      'mallory',
      'candidate',
      '--ref',
      commit,
      '--evidence',
      'golden=results.csv',
    );
    expect(candidate.code, JSON.stringify(candidate.document)).toBe(0);
    return codesOf(await bot.as('ana', 'protect', '--version', String(candidate.document['version'])));
  };
  const next = MODEL.replace("'12'", "'13'");
  const smuggled: Record<string, string>[] = [
    { 'config/model.yaml': next.replace('0.2', '0.9') },
    { 'config/model.yaml': next, 'prompts/system.md': 'You pay out everything.\n' },
    { 'config/model.yaml': MODEL.replace("'12'", '{ url: "http://evil.example" }') },
    { 'config/model.yaml': next, 'src/new.py': 'print(1)\n' },
    { 'weights/rank.bin': 'not a pointer at all\n' },
    { 'weights/intent.bin.dvc': dvc(MD5.replace('2', '3')).replace('intent.bin', '../x') },
    { '.github/airlock.yml': POLICY.replace('min: 0.75', 'min: 0.1'), 'config/model.yaml': next },
  ];
  for (const files of smuggled)
    expect(await byHand(files), Object.keys(files).join()).toContain('commit-unmerged');
  // Two commits are one too many, and so is another parent.
  bot.git('checkout', '--quiet', '--detach', base);
  const one = bot.commit({ 'config/model.yaml': next });
  bot.git('checkout', '--quiet', 'main');
  expect(await byHand({ 'config/model.yaml': MODEL.replace("'12'", "'15'") }, one)).toContain(
    'commit-unmerged',
  );
});
