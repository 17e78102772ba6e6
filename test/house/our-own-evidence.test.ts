import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../scenario/folder.ts';
import { EXAMPLE, ROOT } from '../scenario/paths.ts';

const COMMITTED = join(ROOT, '.github', 'evidence', 'support-bot');

test('what our own gate compares with is what the evals of the example say, byte for byte', () => {
  using folder = scratchFolder();
  execFileSync(process.execPath, [join(EXAMPLE, 'evals', 'run.mjs'), folder.path], { stdio: 'ignore' });
  const names = readdirSync(COMMITTED).sort();
  expect(names).toEqual(['golden.jsonl', 'redteam.jsonl']);
  for (const name of names) {
    const fresh = readFileSync(join(folder.path, name), 'utf8');
    // A change of the example goes with its results: node examples/support-bot/evals/run.mjs .github/evidence/support-bot
    expect(readFileSync(join(COMMITTED, name), 'utf8'), name).toBe(fresh);
  }
});
