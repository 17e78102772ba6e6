import type { Change } from '../../../src/change/change.ts';
import type { CheckResult } from '../../../src/check.ts';
import type { Policy } from '../../../src/config/policy.ts';
import type { Finding } from '../../../src/risk/finding.ts';
import { measured, policyFrom, type Row, resultOf } from './result.ts';

/** Every name that a repository or a results file gives, as a mark that is replaced by something hostile. */
const MARK = /zq([a-z]+)/gu;

/** A result in which all foreign text is `foreign` with the mark's letters behind it, so that names stay apart. */
export function resultWith(foreign: string): CheckResult {
  const rename = (name: string): string => name.replace(MARK, (_, letters) => `${foreign}${letters}`);
  const named = <T>(value: T): T => renamed(value, rename) as T;
  const rows = (score: (i: number) => number): Row[] =>
    Array.from({ length: 40 }, (_, i) => ({
      item: rename(`zqitem${'abcdefgh'[i % 8]}${'abcdefgh'[Math.floor(i / 8)]}`),
      metrics: {
        [rename('zqmetric')]: score(i),
        [rename('zqgrade')]: (i % 4) + score(i),
        latency_ms: 100 + i,
      },
      labels: { [rename('zqkey')]: rename(i < 15 ? 'zqslicea' : 'zqsliceb') },
    }));
  const policy: Policy = named(POLICY);
  const evidence = measured({
    name: rename('zqevidence'),
    file: rename('out/zqfile.jsonl'),
    candidate: rows((i) => (i % 3 === 0 ? 0 : 1)),
    baseline: rows((i) => (i % 5 === 0 ? 0 : 1)),
  });
  const result = resultOf({
    name: rename('zqbundle'),
    version: rename('1.0.0-zqversion'),
    policy,
    evidence: [evidence, named(ABSENT)],
  });
  return { ...result, ...named(REST) };
}

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (typeof value === 'string') return rename(value);
  if (Array.isArray(value)) return value.map((one) => renamed(one, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [rename(key), renamed(one, rename)]));
}

const POLICY = policyFrom({
  evidence: { zqevidence: { path: 'out/zqfile.jsonl' }, zqabsent: { path: 'out/zqabsent.jsonl' } },
  gates: {
    functional: [
      { evidence: 'zqevidence', metric: 'zqmetric', min: 0.5, margin: 0.1, slices: ['zqkey'] },
      { evidence: 'zqevidence', metric: 'zqgrade', margin: 0.1 },
      { evidence: 'zqabsent', metric: 'zqother', margin: 0.1 },
    ],
    zqgate: [{ evidence: 'zqevidence', metric: 'latency_ms', statistic: 'p95', max: 500, margin: '10%' }],
  },
});

const ABSENT = {
  name: 'zqabsent',
  state: {
    state: 'unmeasured',
    code: 'evidence-missing',
    args: { path: 'out/zqabsent.jsonl', run: 'npm run zqrun' },
  },
  baselineSource: null,
  problems: [],
} as const;

const FINDING: Finding = {
  code: 'values-changed',
  tier: 'medium',
  path: 'zqpath',
  line: 3,
  component: 'zqcomponent',
  args: { key: 'zqvaluekey' },
} as unknown as Finding;

const CHANGE: Change = {
  component: 'zqcomponent',
  kind: 'prompt',
  path: 'prompts/zqprompt.md',
  oldPath: 'prompts/zqprompt.md',
  status: 'modified',
  confidential: false,
  equal: null,
  unread: null,
  items: [],
  lines: { added: 1, removed: 2 },
};

const REST: Partial<CheckResult> = {
  changes: { changes: [CHANGE], outside: [], map: [] },
  risk: { tier: 'medium', scope: 'cross-cutting', scopeReasons: ['zqreason'], findings: [FINDING] },
  references: [
    { type: 'model', value: 'zqmodel', pin: 'floating', component: 'zqcomponent', path: 'zqplace', line: 1 },
  ],
  required: {
    carried: [],
    required: [
      {
        name: 'zqneed',
        purpose: 'full',
        path: 'zqneedpath',
        run: 'npm run zqneedrun',
        baseline: null,
        shards: 1,
        refused: null,
        because: ['zqcause'],
        estimate: { usd: null, minutes: null },
      },
    ],
    estimate: { usd: null, minutes: null },
  },
  policy: { ref: 'a'.repeat(40), path: '.github/zqpolicy.yml', sha256: '1'.repeat(64), changed: false },
};
