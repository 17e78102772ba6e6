import { afterAll, expect, test } from 'vitest';
import { airlock, json } from '../airlock.ts';
import { bot } from '../bot.ts';
import { shown } from '../shown.ts';

const repository = bot({ change: 'tidy-refund-prompt' });
repository.git('checkout', '--quiet', '--detach', repository.head);
afterAll(() => repository[Symbol.dispose]());

const COMMANDS = [
  { args: ['version'], exit: 0, schema: 'airlock.version/1' },
  { args: ['version', '--ref', 'main'], exit: 0, schema: 'airlock.version/1' },
  { args: ['diff', '--base', 'main'], exit: 0, schema: 'airlock.diff/1' },
  { args: ['classify'], exit: 0, schema: 'airlock.risk/1' },
  { args: ['classify', '--base', 'main'], exit: 0, schema: 'airlock.risk/1' },
  { args: ['gate'], exit: 1, schema: 'airlock.gates/1' },
  { args: ['evidence', 'out/golden.jsonl'], exit: 0, schema: 'airlock.evidence/1' },
  { args: ['why', 'prompts/refund.md'], exit: 0, schema: 'airlock.why/1' },
  { args: ['explain', 'regressed'], exit: 0, schema: 'airlock.explain/1' },
] as const;

test.each(COMMANDS)('airlock $args', async ({ args, exit, schema }) => {
  const text = await airlock(repository.path, args);
  expect(text).toMatchObject({ code: exit, stderr: '' });
  expect(shown(text.stdout, repository)).toMatchSnapshot();

  const machine = await airlock(repository.path, [...args, '--json']);
  expect(machine).toMatchObject({ code: exit, stderr: '' });
  expect(Object.keys(json(machine))[0]).toBe('schema');
  expect(json(machine)['schema']).toBe(schema);
});

test('the same commit has the same digest, whoever asks', async () => {
  const digests = await Promise.all([
    airlock(repository.path, ['version', '--ref', repository.head, '--json']).then(digestOf),
    airlock(repository.path, ['check', '--base', 'main', '--json']).then(digestOf),
    airlock(repository.path, ['gate', '--json']).then(digestOf),
    airlock(repository.path, ['diff', '--base', 'main', '--json']).then(
      (result) => json<{ head: { digest: string } }>(result).head.digest,
    ),
  ]);
  expect(new Set(digests).size).toBe(1);
});

function digestOf(result: Parameters<typeof json>[0]): string {
  return json<{ bundle: { digest: string } }>(result).bundle.digest;
}

test('classify without a base takes the first parent, also of a first commit', async () => {
  const { stdout, code, stderr } = await airlock(repository.path, ['classify', '--head', 'main', '--json']);
  expect({ code, stderr }).toMatchInlineSnapshot(`
    {
      "code": 0,
      "stderr": "",
    }
  `);
  expect(stdout).not.toBe('');
});
