import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { airlock, codes } from '../airlock.ts';
import { bot } from '../bot.ts';
import { results, tinyBase } from '../tiny.ts';

const files = { 'settings/low.txt': 'two\n', 'results.csv': results(1) };
const repository = bot({ example: false, base: tinyBase(), files });
const CHECK = ['check', '--base', 'main', '--head', 'change'];
afterAll(() => repository[Symbol.dispose]());

test('--out writes what standard output would have said, and nothing else', async () => {
  const out = join(repository.path, 'reports', 'deep', 'check.json');
  const plain = await airlock(repository.path, [...CHECK, '--json']);
  const result = await airlock(repository.path, [...CHECK, '--json', '--out', 'reports/deep/check.json']);
  expect(result).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(out, 'utf8')).toBe(plain.stdout);
  expect(readdirSync(join(repository.path, 'reports', 'deep'))).toEqual(['check.json']);
});

test('an earlier file stays where the command is refused', async () => {
  const out = join(repository.path, 'kept.json');
  writeFileSync(out, 'earlier');
  const result = await airlock(repository.path, ['check', '--base', 'nothing', '--json', '--out', out]);
  expect(result.code).toBe(64);
  expect(codes(result)).toEqual(['unknown-ref']);
  expect(readFileSync(out, 'utf8')).toBe('earlier');
});

test.skipIf(process.getuid?.() === 0)('a folder that cannot be written is named', async () => {
  const locked = join(repository.path, 'locked');
  mkdirSync(locked);
  chmodSync(locked, 0o500);
  const result = await airlock(repository.path, [...CHECK, '--json', '--out', join(locked, 'x.json')]);
  expect(result.code).toBe(64);
  expect(codes(result)).toEqual(['file-unwritable']);
});

test('a path below a file is refused, and nothing is left behind', async () => {
  writeFileSync(join(repository.path, 'file'), '');
  const result = await airlock(repository.path, [...CHECK, '--json', '--out', 'file/x.json']);
  expect(result.code).toBe(64);
  expect(codes(result)).toEqual(['file-unwritable']);
  expect(existsSync(join(repository.path, 'file', 'x.json'))).toBe(false);
});

test('a path that is a folder is refused, and nothing is left behind', async () => {
  mkdirSync(join(repository.path, 'folder'));
  const before = readdirSync(repository.path);
  const result = await airlock(repository.path, [...CHECK, '--out', 'folder']);
  expect(result.code).toBe(64);
  expect(result.stderr).toMatch(/^.*file-unwritable/u);
  expect(readdirSync(repository.path)).toEqual(before);
});
