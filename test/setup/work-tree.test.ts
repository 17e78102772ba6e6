import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workTreeAt, writeAll } from '../../src/host/work-tree.ts';
import { put, scratchFolder } from '../scenario/folder.ts';

test('several files are written, or none: what was there comes back', async () => {
  using folder = scratchFolder();
  put(folder.path, { 'a.yml': 'old\n' });
  // The third place is taken by a folder that is not empty, so the last rename fails.
  mkdirSync(join(folder.path, 'sub', 'c.yml', 'taken'), { recursive: true });
  const files = [
    { path: 'a.yml', text: 'new\n', now: 'old\n' },
    { path: 'deep/b.yml', text: 'new\n', now: null },
    { path: 'sub/c.yml', text: 'new\n', now: null },
  ];
  await expect(writeAll(folder.path, files)).rejects.toThrow('file-unwritable');
  expect(readFileSync(join(folder.path, 'a.yml'), 'utf8')).toBe('old\n');
  const left = readdirSync(folder.path, { recursive: true, encoding: 'utf8' });
  expect(left.filter((name) => /partial|b\.yml/u.test(name))).toEqual([]);
  await writeAll(folder.path, files.slice(0, 2));
  expect(readFileSync(join(folder.path, 'deep/b.yml'), 'utf8')).toBe('new\n');
});

test('nothing is read through a link, and a folder is not listed through one', async () => {
  using folder = scratchFolder();
  using outside = scratchFolder();
  put(outside.path, { 'secret.yml': 'secret\n' });
  symlinkSync(join(outside.path, 'secret.yml'), join(folder.path, 'airlock.yml'));
  symlinkSync(outside.path, join(folder.path, 'out'));
  const tree = workTreeAt(folder.path);
  await expect(tree.read('airlock.yml')).rejects.toThrow('file-unwritable');
  await expect(tree.read('out/secret.yml')).rejects.toThrow('file-unwritable');
  expect(await tree.read('nothing.yml')).toBeNull();
  expect(await tree.open('out/secret.yml')).toBeNull();
});
