import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readRollbackPlan } from '../../src/config/rollback-plan.ts';

const DOCS = readFileSync(fileURLToPath(new URL('../../docs/release.md', import.meta.url)), 'utf8');

test('the rollback plan of docs/release.md is one', () => {
  const [, text = ''] = /^```yaml plan\n([\s\S]*?)^```/mu.exec(DOCS) ?? [];
  expect(readRollbackPlan('rollback.yml', Buffer.from(text))?.responses).toHaveLength(2);
});
