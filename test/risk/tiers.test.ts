import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Tier } from '../../src/config/terms.ts';
import type { Finding } from '../../src/risk/finding.ts';
import { documentedCodes } from '../docs/examples.ts';
import { classified } from './classified.ts';
import { PAIRS } from './pairs/all.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/risk.md'), 'utf8');
const PARTS: Readonly<Record<string, Tier>> = { Low: 'low', Medium: 'medium', High: 'high' };
const TIERS = new Map(documentedCodes(PAGE).map(({ code, part }) => [code, PARTS[part] ?? null]));
/** What the page says has two tiers: a small step of a temperature, and instructions that no customer meets. */
const TWO_TIERS: ReadonlySet<Finding['code']> = new Set([
  'temperature-changed',
  'agent-instructions-changed',
]);

test('a code has the tier under which docs/risk.md explains it, wherever a pair gives it', async () => {
  const wrong: string[] = [];
  for (const { code, about = '', fires, not } of PAIRS)
    for (const example of [fires, not]) {
      const kinds = new Map(example.edits.map(({ path, kind }) => [path, kind]));
      for (const finding of (await classified(example.edits, example)).findings) {
        const tier = TIERS.get(finding.code) ?? null;
        if (tier === null || TWO_TIERS.has(finding.code) || finding.tier === tier) continue;
        if (kinds.get(finding.path) !== 'agent-instructions')
          wrong.push(`${code} ${about}: ${finding.code} is ${finding.tier}`);
      }
    }
  expect(wrong).toEqual([]);
});
