import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { put, scratchFolder } from '../scenario/folder.ts';
import { CLI } from '../scenario/paths.ts';
import { PROMPTFOO } from './tools.ts';

const folder = scratchFolder();
afterAll(() => folder[Symbol.dispose]());

/** A provider that answers what it is asked, and asserts that hold for two of three. */
const CONFIG = `
description: refunds
providers: [echo]
prompts: ['{{question}}']
tests:
  - { vars: { question: 'a refund please', language: en }, assert: [{ type: contains, value: refund }] }
  - { vars: { question: 'eine Erstattung bitte', language: de }, assert: [{ type: contains, value: refund }] }
  - { vars: { question: 'refund my order', language: en }, assert: [{ type: contains, value: refund, metric: topic }, { type: javascript, value: 'output.length / 30', metric: length }] }
`;

beforeAll(() => {
  put(folder.path, { 'promptfooconfig.yaml': CONFIG });
  // It exits 100 where an assert fails, which one is meant to.
  const args = [
    'eval',
    '--no-cache',
    '--no-progress-bar',
    '--no-table',
    '--no-write',
    '-o',
    'out.json',
    '-o',
    'out.jsonl',
  ];
  try {
    execFileSync(PROMPTFOO, args, {
      cwd: folder.path,
      env: {
        ...process.env,
        PROMPTFOO_CONFIG_DIR: join(folder.path, 'config'),
        PROMPTFOO_DISABLE_TELEMETRY: '1',
        PROMPTFOO_DISABLE_UPDATE: '1',
        PROMPTFOO_PASS_RATE_THRESHOLD: '0',
      },
      stdio: 'pipe',
    });
  } catch (error) {
    throw new Error(String((error as { stderr?: Buffer }).stderr ?? error));
  }
});

test.each(['out.json', 'out.jsonl'])('what promptfoo writes to %s is understood', (name) => {
  const output = execFileSync(process.execPath, [CLI, 'evidence', join(folder.path, name), '--json'], {
    encoding: 'utf8',
  });
  const document = JSON.parse(output);
  expect(document).toMatchObject({ format: 'promptfoo', items: 3, rows: 3, errors: 0 });
  const success = document.metrics.find((metric: { name: string }) => metric.name === 'success');
  expect(success.mean).toBeCloseTo(2 / 3, 10);
});
