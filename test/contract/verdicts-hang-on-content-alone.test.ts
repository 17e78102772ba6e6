import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify as toYaml } from 'yaml';
import type { CheckResult } from '../../src/check.ts';
import { Refusal } from '../../src/problem.ts';
import { runs } from './hostile.ts';
import { checked, type Given, type Tree } from './memory.ts';

type Row = Readonly<Record<string, string | number>>;

const ITEMS = 24;
const row = fc.record({
  score: fc.constantFrom(0, 1),
  grade: fc.integer({ min: 1, max: 5 }),
  latency_ms: fc.integer({ min: 200, max: 4_000 }),
  cost_usd: fc.integer({ min: 1, max: 500 }).map((value) => value / 10_000),
  team: fc.constantFrom('a', 'b', 'c'),
  category: fc.constantFrom('pii-leak', 'other'),
  erred: fc.integer({ min: 0, max: 15 }).map((value) => value === 0),
});
const arm = fc.array(row, { minLength: ITEMS, maxLength: ITEMS });

function rowsOf(values: readonly (typeof row extends fc.Arbitrary<infer T> ? T : never)[]): Row[] {
  return values.map(({ erred, ...value }, i) => ({
    id: `item-${i}`,
    ...value,
    ...(erred ? { error: 'timeout' } : {}),
  }));
}

/** Airlock reads no anchors, so none are written. */
const stringify = (value: unknown): string => toYaml(value, { aliasDuplicateObjects: false });

const lines = (rows: readonly Row[]): string => rows.map((one) => JSON.stringify(one)).join('\n');

/** The same members in another order, made from a number so that a counterexample can be run again. */
function shuffled<T>(values: readonly T[], seed: number): T[] {
  return values
    .map((value, i) => ({ value, key: Math.imul((i + 1) * 2_654_435_761, seed | 1) >>> 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

function reordered(value: unknown, seed: number): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    shuffled(Object.entries(value), seed).map(([key, inner]) => [key, reordered(inner, seed)]),
  );
}

const COMPONENTS = { prompts: { kind: 'prompt', paths: ['prompts/**'] } };
const POLICY = {
  evidence: { golden: { format: 'jsonl', path: 'new.jsonl', baseline: 'old.jsonl' } },
  gates: {
    functional: [
      { evidence: 'golden', metric: 'score', min: 0.4, margin: 'auto', slices: ['team'] },
      { evidence: 'golden', metric: 'grade', min: 2, margin: 0.5 },
    ],
    safety: [{ evidence: 'golden', metric: 'score', max: 0.9, never: ['pii-leak'], better: 'lower' }],
    operational: [
      { evidence: 'golden', metric: 'latency_ms', statistic: 'p95', max: 3_500, margin: '20%' },
      { evidence: 'golden', metric: 'cost_usd', margin: '10%' },
    ],
  },
};

function given(config: unknown, fresh: readonly Row[], old: readonly Row[], head: Tree = {}): Given {
  const base: Tree = {
    '.github/airlock.yml': stringify(config),
    'prompts/a.md': 'Refund within 30 days.\n',
    'prompts/b.md': 'Be polite.\n',
  };
  return {
    base,
    head: {
      ...base,
      'prompts/a.md': 'Refund within 14 days.\n',
      'prompts/b.md': 'Be polite and short.\n',
      ...head,
    },
    results: { 'new.jsonl': lines(fresh), 'old.jsonl': lines(old) },
  };
}

/** What must be the same. */
async function verdictOf(what: Given): Promise<unknown> {
  const [result] = await checked(what);
  if (result === undefined) throw new Error('one bundle is configured');
  const { gates, decision, risk, version, stage } = result;
  return {
    gates,
    decision,
    version,
    stage,
    risk,
    changes: result.changes.changes,
    digest: result.head.bundle.digest,
  };
}

test('verdicts and numbers do not hang on the order of rows', async () => {
  await fc.assert(
    fc.asyncProperty(arm, arm, fc.nat(), fc.nat(), async (fresh, old, one, other) => {
      const config = { bundle: 'desk', components: COMPONENTS, ...POLICY };
      const [a, b] = [rowsOf(fresh), rowsOf(old)];
      const expected = await verdictOf(given(config, a, b));
      expect(await verdictOf(given(config, shuffled(a, one), shuffled(b, other)))).toEqual(expected);
    }),
    runs(60),
  );
});

test('nor on the order of keys, in results and in the configuration', async () => {
  await fc.assert(
    fc.asyncProperty(arm, arm, fc.nat(), async (fresh, old, seed) => {
      const config = { bundle: 'desk', components: COMPONENTS, ...POLICY };
      const turn = (rows: readonly Row[]): Row[] => rows.map((one, i) => reordered(one, seed + i) as Row);
      const [a, b] = [rowsOf(fresh), rowsOf(old)];
      const expected = ordered(await verdictOf(given(config, a, b)));
      expect(ordered(await verdictOf(given(reordered(config, seed), turn(a), turn(b))))).toEqual(expected);
    }),
    runs(60),
  );
});

/** Gates of the team's own stand in the order of the configuration: that order is not compared. */
function ordered(value: unknown): unknown {
  const { gates, ...rest } = value as Pick<CheckResult, 'gates'>;
  return { ...rest, gates: [...gates].sort((a, b) => (a.gate < b.gate ? -1 : 1)) };
}

const policy = fc.record({
  stage: fc.option(fc.constantFrom('observe', 'enforce'), { nil: undefined }),
  min: fc.constantFrom(0, 0.3, 0.6, 0.95),
  margin: fc.constantFrom('auto', 0, 0.05, 0.9),
  undecided: fc.constantFrom('warn', 'ask', 'block'),
  required: fc.option(fc.constantFrom(['functional'], ['safety'], []), { nil: undefined }),
  never: fc.boolean(),
});

function configOf({
  stage,
  min,
  margin,
  undecided,
  required,
  never,
}: typeof policy extends fc.Arbitrary<infer T> ? T : never) {
  return {
    bundle: 'desk',
    components: COMPONENTS,
    ...(stage === undefined ? {} : { stage }),
    evidence: POLICY.evidence,
    gates: {
      functional: [{ evidence: 'golden', metric: 'score', min, margin, slices: ['team'] }],
      ...(never
        ? { safety: [{ evidence: 'golden', metric: 'score', better: 'lower', never: ['pii-leak'] }] }
        : {}),
    },
    tiers: Object.fromEntries(
      ['low', 'medium', 'high'].map((tier) => [
        tier,
        { undecided, ...(required === undefined ? {} : { gates: required }) },
      ]),
    ),
  };
}

/** What a pull request can do to the policy file beside writing another policy. */
const TRICKS: Readonly<Record<string, (text: string) => Tree>> = {
  loosened: (text) => ({ '.github/airlock.yml': text }),
  'renamed to .yaml': (text) => ({ '.github/airlock.yaml': text, '.github/airlock.yml': '' }),
  'moved to a folder': (text) => ({ '.github/airlock/desk.yml': text, '.github/airlock.yml': '' }),
  'with CRLF and a mark': (text) => ({ '.github/airlock.yml': `\ufeff${text.replaceAll('\n', '\r\n')}` }),
  'with a second document': (text) => ({ '.github/airlock.yml': `${text}---\n${text}` }),
  'a twin in capitals': (text) => ({ '.github/AIRLOCK.yml': text }),
  removed: () => ({ '.github/airlock.yml': '' }),
};

test('a pull request is judged by the policy of the base, whatever it does to the policy', async () => {
  await fc.assert(
    fc.asyncProperty(
      policy,
      policy,
      arm,
      arm,
      fc.constantFrom(...Object.keys(TRICKS)),
      async (mine, theirs, fresh, old, trick) => {
        const [a, b] = [rowsOf(fresh), rowsOf(old)];
        const honest = given(configOf(mine), a, b);
        const tricky = given(configOf(mine), a, b, TRICKS[trick]?.(stringify(configOf(theirs))));
        // An empty text stands for a file that is gone.
        const head = Object.fromEntries(Object.entries(tricky.head).filter(([, text]) => text !== ''));
        const [expected] = await checked(honest);
        const results = await checked({ ...tricky, head }).catch((error: unknown) => {
          if (error instanceof Refusal) return null; // its own policy is broken: refused, which is no pass
          throw error;
        });
        if (results === null) return;
        const [judged] = results.filter(({ policy: { path } }) => path === '.github/airlock.yml');
        expect(judged?.decision.outcome).toBe(expected?.decision.outcome);
        expect(judged?.stage).toBe(expected?.stage);
        expect(figures(judged)).toEqual(figures(expected));
      },
    ),
    runs(150),
  );
});

/** All numbers; the seed of resampling is the digest, which may differ where the policy file itself is a component. */
function figures(result: CheckResult | undefined): unknown {
  return result?.gates.map(({ gate, verdict, required, checks }) => ({
    gate,
    verdict,
    required,
    checks: checks.map(({ id, verdict: answer, margin, limit, n }) => ({ id, answer, margin, limit, n })),
  }));
}
