import { afterAll, expect, test } from 'vitest';
import { airlock, codes } from '../airlock.ts';
import { bot } from '../bot.ts';

const repository = bot({ change: 'tidy-refund-prompt' });
repository.put({
  'bad/truncated.jsonl': '{"id":"refund-001","score":1}\n{"id":"refund-002","sco',
  'bad/truncated.json': '[{"id":"refund-001","score":1},{"id":"refu',
  'bad/foreign.txt': 'Dear all,\n\nplease find attached.\n',
  'bad/binary.bin': '\u0000\u0001\u0002\u0000',
  'bad/empty.jsonl': '',
  'bad/blank.jsonl': '\n\n',
});
afterAll(() => repository[Symbol.dispose]());

const FILES = [
  'nothing.jsonl',
  'truncated.jsonl',
  'truncated.json',
  'foreign.txt',
  'binary.bin',
  'empty.jsonl',
  'blank.jsonl',
] as const;

test.each(FILES)('%s', async (name) => {
  const alone = await airlock(repository.path, ['evidence', `bad/${name}`]);
  expect(alone.code).toBe(64);
  expect(alone.stdout).toBe('');
  expect(alone.stderr.replaceAll(repository.path, '{repository}')).toMatchSnapshot();

  for (const flag of ['--evidence', '--baseline']) {
    const args = ['check', '--base', 'main', '--head', 'change', flag, `golden=bad/${name}`, '--json'];
    const result = await airlock(repository.path, args);
    expect({ flag, code: result.code }).toEqual({ flag, code: 64 });
    expect(codes(result)).toHaveLength(1);
  }
});

test('a name that no policy defines is refused with the nearest', async () => {
  const args = ['check', '--base', 'main', '--head', 'change', '--evidence', 'goldn=out/golden.jsonl'];
  const result = await airlock(repository.path, args);
  expect(result.code).toBe(64);
  expect(result.stderr).toMatchInlineSnapshot(`
    "unknown-evidence: No policy names this evidence. Found "goldn", expected one of golden, redteam, canary. Did you mean "golden"?
      Use a name from \`evidence:\` in the configuration, or add it there.
    "
  `);
});
