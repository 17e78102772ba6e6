import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { airlock, json } from '../scenario/airlock.ts';
import { type Bot, bot } from '../scenario/bot.ts';
import { put, type ScratchFolder, scratchFolder } from '../scenario/folder.ts';
import { commitAll, initialise } from '../scenario/git.ts';
import { fences, fencesOf, pageText } from './pages.ts';

let folder: ScratchFolder;
beforeAll(() => {
  folder = scratchFolder();
  initialise(folder.path);
});
afterAll(() => folder[Symbol.dispose]());

function committed(files: Readonly<Record<string, string>>): void {
  put(folder.path, files);
  commitAll(folder.path, 'An example of the docs');
}

describe.each(fencesOf('yaml airlock'))('the configuration at $page:$line', ({ text }) => {
  it('is valid as it stands', async () => {
    committed({ '.github/airlock.yml': text });
    const result = await airlock(folder.path, ['version', '--json']);
    expect(result).toMatchObject({ code: 0, stderr: expect.not.stringContaining('config-') });
    expect(json(result)).toMatchObject({ schema: 'airlock.version/1', provisional: false });
  });
});

describe.each(fencesOf('jsonl evidence'))('the results at $page:$line', ({ text }) => {
  it('are understood', async () => {
    put(folder.path, { 'results.jsonl': text });
    const result = await airlock(folder.path, ['evidence', 'results.jsonl', '--json']);
    expect(result.code).toBe(0);
    const rows = text.trim().split('\n').length;
    expect(json(result)).toMatchObject({ format: 'jsonl', rows, errors: 1 });
  });
});

test('the error that the configuration page shows is the one that is said', async () => {
  const [shown] = fences('docs/configuration.md').filter(({ info }) => info === 'text');
  committed({
    '.github/airlock.yml': 'bundle: bot\ncomponents:\n  model:\n    path: [model.yaml]\n    kind: model\n',
  });
  const { code, stderr } = await airlock(folder.path, ['version']);
  expect(code).toBe(64);
  const flat = (words: string): string => words.replace(/\s+/gu, ' ').trim();
  // The page shows where the key stands in its own file; here the same key stands one line lower.
  expect(flat(stderr)).toContain(flat(shown?.text ?? 'nothing').replace(':4:3:', ':4:5:'));
});

describe('the commands of the README', () => {
  let story: Bot;
  beforeAll(() => {
    story = bot({ change: 'tidy-refund-prompt' });
  });
  afterAll(() => story[Symbol.dispose]());

  it('are the ones that are known', () => {
    expect(fences('README.md').flatMap(({ info, text }) => (info === 'sh' ? [text.trim()] : []))).toEqual([
      'node dist/cli.js demo',
      'npm cit',
      'node dist/cli.js check --base main --evidence golden=out/golden.jsonl',
    ]);
  });

  it('check a change before it is pushed', async () => {
    const result = await airlock(story.path, [
      'check',
      '--base',
      story.base,
      '--evidence',
      'golden=out/golden.jsonl',
      '--json',
    ]);
    expect(result.code).toBe(1);
    expect(json(result)).toMatchObject({ decision: { outcome: 'no-go' } });
  });
});

test('the page of the command line names every command, and no other', async () => {
  const { stdout } = await airlock(folder.path, ['--help']);
  const commands = [...stdout.matchAll(/^ {2}([a-z][a-z-]*)\b/gmu)].map(([, name]) => name);
  const documented = [...pageText('docs/cli.md').matchAll(/^\| `([a-z][a-z-]*)/gmu)].map(([, name]) => name);
  expect(commands.length).toBeGreaterThan(5);
  expect([...new Set(documented)].sort()).toEqual([...new Set(commands)].sort());
});
