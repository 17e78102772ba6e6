import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { airlock, json } from '../airlock.ts';
import { CLI_NODE } from '../paths.ts';
import { type Answer, CONFIG, codesOf, type Feature, FIRST, feature } from './feature.ts';

const MD5 = '20a3368ccad115273419faefce21113c';
const POINTERS = {
  'weights/one.bin.dvc': `outs:\n- md5: ${MD5}\n  size: 100000\n  hash: md5\n  path: one.bin\n`,
  // A stage runs elsewhere than its lock file lies, and puts out a figure that git keeps.
  'weights/dvc.lock': `stages:\n  make:\n    outs:\n    - {path: made, md5: ${MD5}.dir, size: 5}\n    - {path: loss.json, md5: ${MD5}, size: 2}\n`,
  'weights/dvc.yaml': 'stages:\n  make: { wdir: work, cmd: make }\n',
  'weights/work/loss.json': '{}',
  // Nothing of these may be written, or held against anything.
  'weights/hostile.dvc': `outs:\n${['../../x', '/etc/x', 's3://bucket/x', '.git/hooks/x', '..']
    .map((path) => `- {md5: ${MD5}, path: ${JSON.stringify(path)}}\n`)
    .join('')}- just text\n- {path: nameless}\n`,
  'weights/broken.dvc': 'outs: [',
  'weights/page.dvc': 'outs:\n- {etag: abc, path: page.html}\n',
};

function pointed(): Feature {
  const config = CONFIG.replace(/^components:$/mu, '$&\n  weights: { kind: weights, paths: ["weights/**"] }');
  return feature({ ...FIRST, ...POINTERS, '.github/airlock.yml': config });
}

/** A machine that has git and a shell, and neither `dvc` nor `git lfs`. */
function bareMachine(bot: Feature, args: readonly string[]) {
  const bin = join(bot.path, '..', 'bin');
  if (!existsSync(bin)) {
    mkdirSync(bin);
    for (const tool of ['git', 'sh', 'cat'])
      symlinkSync(execFileSync('which', [tool], { encoding: 'utf8' }).trim(), join(bin, tool));
  }
  const env = { PATH: `${bin}:${dirname(CLI_NODE)}`, SOURCE_DATE_EPOCH: '1793610000', AIRLOCK_ACTOR: 'kim' };
  return airlock(bot.path, args, env);
}

test('what cannot be fetched is not told to be there, and no folder is written', async () => {
  using bot = pointed();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  const answer = await bareMachine(bot, ['materialize', '1.0.0', '--to', '../served', '--json', '--quiet']);
  const document = json<Answer>(answer);
  expect({ code: answer.code, codes: codesOf({ document }) }).toEqual({
    code: 69,
    codes: ['payload-unreached', 'payload-unreached', 'payload-unreached'],
  });
  expect(document['pointers']).toEqual([
    {
      kind: 'dvc',
      path: 'weights/work/made',
      pointer: 'weights/dvc.lock',
      digest: `md5:${MD5}.dir`,
      size: 5,
      state: 'unreached',
      found: 'dvc is not installed',
    },
    {
      kind: 'dvc',
      path: 'weights/one.bin',
      pointer: 'weights/one.bin.dvc',
      digest: `md5:${MD5}`,
      size: 100000,
      state: 'unreached',
      found: 'dvc is not installed',
    },
    {
      kind: 'dvc',
      path: 'weights/page.html',
      pointer: 'weights/page.dvc',
      digest: 'etag:abc',
      size: null,
      state: 'unreached',
      found: 'nothing can be held against etag:abc',
    },
  ]);
  expect(existsSync(join(bot.path, '../served'))).toBe(false);
  expect(
    execFileSync('ls', [join(bot.path, '..')], { encoding: 'utf8' })
      .trim()
      .split('\n'),
  ).toEqual(['bin', 'bot']);

  const words = await bareMachine(bot, ['materialize', '1.0.0', '--to', '../served']);
  expect(words.stdout).toContain('⛔ bot 1.0.0: nothing was written');
  expect(words.stdout).toContain('weights/one.bin, 100,000 bytes: not fetched');
  expect(words.stderr).toContain('fetching 2 of 3: weights/one.bin, 100000 bytes …');
});

test('pointers stay pointers where that is asked for', async () => {
  using bot = pointed();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  const answer = await bareMachine(bot, [
    'materialize',
    '1.0.0',
    '--to',
    '../served',
    '--pointers',
    '--json',
  ]);
  expect({ code: answer.code, stderr: answer.stderr }).toEqual({ code: 0, stderr: '' });
  expect(json<Answer>(answer)['pointers']).toMatchObject(
    Array.from({ length: 3 }, () => ({ state: 'left' })),
  );
  expect(readFileSync(join(bot.path, '../served/weights/one.bin.dvc'), 'utf8')).toContain(MD5);
});

test('a folder with something in it is refused, and an empty one is taken', async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  const into = await bot.as('kim', 'materialize', '1.0.0', '--to', '.');
  expect({ code: into.code, codes: into.document.errors?.map(({ code }) => code) }).toEqual({
    code: 64,
    codes: ['file-unwritable'],
  });
  expect(bot.git('status', '--porcelain')).toBe('');
  expect(await bot.as('kim', 'materialize', '1.0.0', '--to', '../not/there/yet')).toMatchObject({ code: 0 });
  expect(readFileSync(join(bot.path, '../not/there/yet/model.txt'), 'utf8')).toBe('model: gpt-5\n');
  const below = await bot.as('kim', 'materialize', '1.0.0', '--to', 'model.txt/below');
  expect(below.document.errors?.map(({ code }) => code)).toEqual(['file-unwritable']);
  mkdirSync(join(bot.path, '../empty'));
  expect(await bot.as('kim', 'materialize', '1.0.0', '--to', '../empty')).toMatchObject({ code: 0 });
  expect(readFileSync(join(bot.path, '../empty/model.txt'), 'utf8')).toBe('model: gpt-5\n');
});

test('without a version it is what a rollback would return to, by the word of whoever deploys', async () => {
  using bot = feature();
  const adopt = ['adopt', '--environment', 'production', '--version'];
  await bot.as('ana', ...adopt, '1.0.0');
  const first = await bot.as('kim', 'materialize');
  expect({ code: first.code, codes: codesOf(first) }).toEqual({ code: 1, codes: ['no-target'] });

  for (const [version, model] of [
    ['1.1.0', 'gpt-5-mini'],
    ['1.2.0', 'gpt-5-nano'],
  ] as const) {
    bot.commit({ 'model.txt': `model: ${model}\n` });
    await bot.as('ana', ...adopt, version);
  }
  expect(await bot.as('kim', 'materialize')).toMatchObject({
    code: 0,
    document: { outcome: 'done', version: '1.1.0', targetOf: 'production', restorable: true, files: 4 },
  });
  bot.commit({ 'deploy.sh': `echo '{"restorable":false}'\n` });
  const gone = await bot.as('kim', 'materialize');
  expect(gone).toMatchObject({
    code: 1,
    document: {
      outcome: 'refused',
      restorable: false,
      reasons: [{ code: 'target-not-restorable', args: { version: '1.1.0', next: '1.0.0' } }],
    },
  });
});
