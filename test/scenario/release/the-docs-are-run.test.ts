import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { FIRST, feature } from './feature.ts';

const DOCS = readFileSync(fileURLToPath(new URL('../../../docs/release.md', import.meta.url)), 'utf8');

/** Blocks of the page by what stands behind their fence. */
function blocks(kind: string): { readonly flags: string; readonly text: string }[] {
  return [...DOCS.matchAll(new RegExp(`^\`\`\`${kind}([^\\n]*)\\n([\\s\\S]*?)^\`\`\``, 'gmu'))].map(
    ([, flags = '', text = '']) => ({ flags: flags.trim(), text }),
  );
}

/** Words of a line of the shell, as far as the page needs them. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

test('docs/release.md runs from the first command to the last', { timeout: 120_000 }, async () => {
  const [policy] = blocks('yaml airlock');
  using bot = feature({ ...FIRST, '.github/airlock.yml': policy?.text ?? '' });
  let plan = '';
  const ran: string[] = [];
  for (const { flags, text } of blocks('sh run')) {
    if (flags === 'merge')
      bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
    for (const line of text.trim().split('\n')) {
      const [program, ...args] = words(line.replaceAll('PLAN', plan));
      expect(program).toBe('airlock');
      const { code, stdout, stderr } = await bot.run(...args);
      expect({ line, code, stderr, stdout: code === 0 ? '' : stdout }).toEqual({
        line,
        code: 0,
        stderr: '',
        stdout: '',
      });
      plan = /^plan: (sha256:[0-9a-f]{64})/mu.exec(stdout)?.[1] ?? plan;
      ran.push(args[0] ?? '');
    }
  }
  expect(ran).toEqual([
    'adopt',
    'live',
    'candidate',
    'protect',
    'approve',
    'promote',
    'rollback',
    'live',
    'remediate',
    'remediate',
    'release-hold',
    'clear',
    'verify',
  ]);
});
