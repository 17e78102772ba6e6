import { afterAll, expect, test } from 'vitest';
import { airlock, json } from '../airlock.ts';
import { bot } from '../bot.ts';

const repository = bot({
  example: false,
  base: {
    'prompts/system.md': 'You are a helpful assistant.\n',
    'src/model.ts': "export const MODEL = 'gpt-5.2-2026-03-01';\n",
    'results.csv': 'id,score\na,1\nb,1\n',
  },
  files: { 'prompts/system.md': 'You are a helpful assistant. Never promise a refund.\n' },
});
afterAll(() => repository[Symbol.dispose]());

test('version is provisional, and says by which rules', async () => {
  const result = await airlock(repository.path, ['version', '--ref', 'change', '--json']);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  const document = json<{ bundle: { components: unknown[] } }>(result);
  expect(document).toMatchObject({
    provisional: true,
    detection: expect.anything(),
    bundle: { name: 'default' },
  });
  expect(document.bundle.components.length).toBeGreaterThan(0);
});

test('check ends undecided, and any name of evidence is accepted', async () => {
  const args = [
    'check',
    '--base',
    'main',
    '--head',
    'change',
    '--evidence',
    'whatever=results.csv',
    '--json',
  ];
  const result = await airlock(repository.path, args);
  expect(result).toMatchObject({ code: 2, stderr: '' });
  expect(json(result)).toMatchObject({ decision: { reasons: [{ code: 'no-policy' }] }, provisional: true });
});

test('classify needs none', async () => {
  const result = await airlock(repository.path, ['classify', '--base', 'main', '--head', 'change', '--json']);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  expect(json(result)).toMatchObject({ tier: 'high' });
});

test('a repository with nothing of an AI feature has the tier unknown', async () => {
  using plain = bot({
    example: false,
    base: { 'main.c': 'int main() {}\n' },
    files: { 'main.c': 'int main() { return 0; }\n' },
  });
  const result = await airlock(plain.path, ['classify', '--base', 'main', '--head', 'change', '--json']);
  expect(json(result)).toMatchObject({ tier: 'unknown' });
  const version = await airlock(plain.path, ['version', '--json']);
  expect(version).toMatchObject({ code: 0 });
});

test('an empty configuration is valid and has no components', async () => {
  using empty = bot({ example: false, base: { '.github/airlock.yml': '', 'prompts/a.md': 'a\n' } });
  const version = await airlock(empty.path, ['version', '--json']);
  expect(json(version)).toMatchObject({ provisional: false, bundle: { components: [] } });
  const check = await airlock(empty.path, ['check', '--base', 'main', '--json']);
  expect(check.code).toBe(0);
});
