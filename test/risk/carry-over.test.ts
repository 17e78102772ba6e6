import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type CarryRequest, carryOver, type Recordings } from '../../src/check/carry.ts';
import { policyOf } from '../../src/config/policy.ts';
import { policySchema } from '../../src/config/schema.ts';
import type { Scorecard } from '../../src/evidence/scorecard.ts';
import { evidenceKey } from '../../src/risk/evidence-key.ts';
import { MemoryRepository } from './memory-repository.ts';

const policy = policyOf(
  policySchema.parse({
    evidence: { golden: { path: 'out.csv' } },
    gates: { functional: [{ evidence: 'golden', metric: 'score', min: 0.5, slices: ['language'] }] },
  }),
);

const CARD: Scorecard = {
  schema: 'airlock.scorecard/1',
  bundle: null,
  tool: { name: 'promptfoo', version: '0.118.0' },
  scorer: null,
  judge: null,
  metrics: ['score'],
  labels: ['language'],
  rows: [['a', 'ok', [1], ['de']]],
};

const suite = {
  name: 'suite',
  kind: 'evals' as const,
  entries: [],
  values: { cases: 1 },
  digest: 'sha256:suite',
};

function request(lock: string): CarryRequest {
  return {
    head: {
      commit: 'head',
      identity: { name: 'bot', components: [], provisional: false },
      bundle: {
        name: 'bot',
        commit: 'head',
        digest: 'd',
        components: [suite],
        provisional: false,
        warnings: [],
      },
    },
    changes: { changes: [], outside: [], map: [] },
    policy,
    environment: 'production',
    due: policy.evidence,
    today: '2026-11-28',
    repository: new MemoryRepository({ head: { 'package-lock.json': lock } }),
  };
}

function lock(version: string): string {
  return JSON.stringify({ packages: { 'node_modules/promptfoo': { version } } });
}

/** What came of it for scores that a ledger holds. */
async function outcome(card: unknown, lockfile = lock('0.118.0')): Promise<string> {
  const bytes = Buffer.from(typeof card === 'string' ? card : JSON.stringify(card));
  const asked = request(lockfile);
  const [rule] = asked.due;
  const recordings: Recordings = {
    of: async () => [
      {
        evidence: 'golden',
        key: rule === undefined ? '' : evidenceKey(asked.head.bundle, asked.head.identity, rule),
        from: {
          version: '1.0.0',
          digest: 'd',
          grade: 'E2',
          recordedAt: '2026-11-20T09:00:00Z',
          sha256: 'raw',
        },
        scores: createHash('sha256').update(bytes).digest('hex'),
      },
    ],
    scores: async () => [{ state: 'kept', bytes }],
  };
  const { carry, scores } = await carryOver(recordings, asked);
  const found = carry.get('golden');
  expect(scores.has('golden')).toBe(found?.kind === 'carried');
  return found?.kind === 'refused' ? found.code : (found?.kind ?? 'never recorded');
}

test.each([
  ['whole, with its labels, by the pinned tool', CARD, 'carried'],
  ['of a tool that does not say its version', { ...CARD, tool: null }, 'carried'],
  ['cut short', { ...CARD, complete: false }, 'carry-incomplete'],
  ['without rows', { ...CARD, rows: [] }, 'carry-incomplete'],
  ['without the label that a criterion slices by', { ...CARD, labels: [] }, 'carry-labels-missing'],
  ['of another format', { ...CARD, schema: 'airlock.scorecard/2' }, 'carry-altered'],
  ['with rows that are none', { ...CARD, rows: [{ item: 'a' }] }, 'carry-altered'],
  ['with values that are none', { ...CARD, rows: [['a', 'ok', ['1'], ['de']]] }, 'carry-altered'],
  ['no JSON', 'nothing', 'carry-altered'],
])('scores that are %s: %#', async (_, card, expected) => {
  expect(await outcome(card)).toBe(expected);
});

test('another version of the tool in the lockfile makes the suite run, and a lockfile without it does not', async () => {
  expect(await outcome(CARD, lock('0.119.0'))).toBe('carry-harness-differs');
  expect(await outcome(CARD, '{}')).toBe('carried');
});
