import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root, statementOf, WORKFLOW } from '../../pack/signer.ts';
import { airlock, codes, json } from '../airlock.ts';
import { bot } from '../bot.ts';
import { scratchFolder } from '../folder.ts';

const story = bot({ change: 'tidy-refund-prompt' });
const elsewhere = scratchFolder();
afterAll(() => {
  story[Symbol.dispose]();
  elsewhere[Symbol.dispose]();
});
const zip = join(elsewhere.path, 'pack.zip');
const check = ['check', '--base', story.base, '--head', story.head];

test('a pack is written beside the answer, and verified without the repository', async () => {
  expect(await airlock(story.path, [...check, '--pack', zip])).toMatchObject({ code: 1, stderr: '' });
  const result = await airlock(elsewhere.path, ['verify', 'pack.zip', '--json']);
  expect(result).toMatchObject({ code: 2, stderr: '' });
  expect(json(result)).toMatchObject({
    outcome: 'could-not-tell',
    code: 'raw-withheld',
    grade: { grade: 'E0' },
  });
  const raw = join(story.path, 'out');
  const verified = await airlock(elsewhere.path, ['verify', 'pack.zip', '--raw', raw, '--json']);
  expect(verified).toMatchObject({ code: 0, stderr: '' });
  expect(json(verified)).toMatchObject({
    outcome: 'verified',
    code: null,
    rebuilt: { from: 'raw', pages: true },
  });
});

test('a signature of the expected workflow makes E3', async () => {
  const { trustedRoot, sign } = await root(story.head);
  const sha256 = createHash('sha256').update(readFileSync(zip)).digest('hex');
  story.put({
    'attestation.jsonl': `${JSON.stringify(await sign(statementOf(sha256)))}\n`,
    'root.json': Buffer.from(trustedRoot).toString('utf8'),
  });
  const verify = ['verify', zip, '--raw', 'out', '--json', '--attestation', 'attestation.jsonl'];
  const signed = [...verify, '--trusted-root', 'root.json'];
  const result = await airlock(story.path, [...signed, '--signer', WORKFLOW]);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  expect(json(result)).toMatchObject({
    grade: { grade: 'E3', whyNotHigher: null },
    signer: `https://github.com/${WORKFLOW}`,
  });
  expect(json(await airlock(story.path, signed))).toMatchObject({
    grade: { whyNotHigher: 'signer-not-named' },
  });
  const stranger = await airlock(story.path, [...signed, '--signer', WORKFLOW.replace('acme', 'evil')]);
  expect(stranger.code).toBe(1);
  expect(json(stranger)).toMatchObject({ code: 'attestation-by-another' });
  expect(codes(await airlock(story.path, verify))).toEqual(['option-missing']);
});

test.each([
  [['verify'], 'ledger-missing'],
  [['verify', 'README.md'], 'pack-unreadable'],
  [['verify', 'nothing.zip'], 'file-missing'],
  [['verify', zip, '--raw', 'nothing'], 'file-missing'],
  [['append', zip], 'option-missing'],
  [['append', zip, 'package.json'], 'pack-record-wrong'],
])('airlock %s is wrong usage', async (args, code) => {
  const result = await airlock(story.path, [...args, '--json']);
  expect(result.code).toBe(64);
  expect(codes(result)).toEqual([code]);
});

test('a bundle that was only guessed is not packed', async () => {
  using plain = bot({ base: { '.github/airlock.yml': null }, evals: false });
  const args = ['check', '--base', plain.base, '--pack', 'pack.zip', '--json'];
  expect(codes(await airlock(plain.path, args))).toEqual(['pack-provisional']);
});
