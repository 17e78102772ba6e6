import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { airlock, json } from '../scenario/airlock.ts';
import { commitAll } from '../scenario/git.ts';
import { PIN, start } from '../scenario/starts.ts';
import { PROMPTFOO } from './tools.ts';

test('the command that init writes for promptfoo leaves results that its gates judge', async () => {
  const tests = Array.from(
    { length: 60 },
    (_, i) => `  - { vars: { q: 'refund ${i}' }, assert: [{ type: contains, value: refund }] }`,
  );
  using folder = start({
    'promptfooconfig.yaml': `providers: [echo]\nprompts: [file://prompts/system.txt]\ntests:\n${tests.join('\n')}\n`,
    'prompts/system.txt': 'You are a helpful assistant. {{q}}\n',
    '.gitignore': 'out/\nnode_modules/\nhome/\n',
  });
  expect((await airlock(folder.path, ['init', '--pin', PIN])).code).toBe(0);
  commitAll(folder.path, 'Airlock');
  const config = parse(readFileSync(join(folder.path, '.github/airlock.yml'), 'utf8'));
  // `npx` finds what is installed in the repository.
  mkdirSync(join(folder.path, 'node_modules/.bin'), { recursive: true });
  symlinkSync(PROMPTFOO, join(folder.path, 'node_modules/.bin/promptfoo'));
  execFileSync('bash', ['-euo', 'pipefail', '-c', config.evidence.promptfoo.run], {
    cwd: folder.path,
    env: {
      ...process.env,
      PROMPTFOO_CONFIG_DIR: join(folder.path, 'home'),
      PROMPTFOO_DISABLE_TELEMETRY: '1',
      PROMPTFOO_DISABLE_UPDATE: '1',
    },
    stdio: 'pipe',
  });
  const { path } = config.evidence.promptfoo;
  const result = await airlock(folder.path, ['gate', '--baseline', `promptfoo=${path}`, '--json']);
  const gates = json<{ gates: { gate: string; verdict: string }[] }>(result).gates;
  expect(gates).toContainEqual(expect.objectContaining({ gate: 'functional', verdict: 'pass' }));
});
