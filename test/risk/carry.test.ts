import { describe, expect, test } from 'vitest';
import type { Bundle, Component, Identity } from '../../src/bundle/bundle.ts';
import type { Kind } from '../../src/bundle/kinds.ts';
import { pinnedIn } from '../../src/check/harness.ts';
import { type Policy, policyOf } from '../../src/config/policy.ts';
import { policySchema } from '../../src/config/schema.ts';
import { type CarryBounds, chooseRecording, type Recording } from '../../src/risk/carry.ts';
import { evidenceKey, hasSuite } from '../../src/risk/evidence-key.ts';
import { requiredEvidence } from '../../src/risk/required-evidence.ts';

const KINDS: Readonly<Record<string, Kind>> = {
  prompts: 'prompt',
  model: 'model',
  suite: 'evals',
  lock: 'runtime',
  traffic: 'drift-baseline',
  plan: 'rollback-plan',
};

/** A bundle whose components hold the given words. */
function bundle(words: Readonly<Record<string, string>> = {}): Bundle {
  const components = Object.entries(KINDS).map(
    ([name, kind]): Component => ({
      name,
      kind,
      entries: [],
      values: { word: words[name] ?? 'one' },
      digest: `sha256:${name} ${words[name] ?? 'one'}`,
    }),
  );
  return { name: 'bot', commit: 'c', digest: 'd', components, provisional: false, warnings: [] };
}

const IDENTITY: Identity = {
  name: 'bot',
  provisional: false,
  components: Object.entries(KINDS).map(([name, kind]) => ({
    name,
    kind,
    paths: [],
    values: {},
    links: 'refuse',
    confidential: false,
  })),
};

function policy(golden: object = {}): Policy {
  return policyOf(
    policySchema.parse({ evidence: { golden: { path: 'out/golden.csv', run: 'npm run eval', ...golden } } }),
  );
}

function key(words: Readonly<Record<string, string>> = {}, golden: object = {}): string {
  const [rule] = policy(golden).evidence;
  if (rule === undefined) throw new Error('the policy has one evidence');
  return evidenceKey(bundle(words), IDENTITY, rule);
}

describe('the key of a result', () => {
  test.each(['lock', 'traffic', 'plan'])('a change of %s leaves it as it was', (name) => {
    expect(key({ [name]: 'two' })).toBe(key());
  });

  test.each(['prompts', 'model', 'suite'])('a change of %s makes it another one', (name) => {
    expect(key({ [name]: 'two' })).not.toBe(key());
  });

  test.each([
    ['the command', { run: 'npm run eval -- --fast' }],
    ['the scorer', { scorer: 'rubric 2' }],
    ['the judge', { judge: 'gpt-5-mini' }],
    ['the format', { format: 'csv' }],
    ['the columns', { columns: { score: 'judge.score' } }],
    ['the candidate of a file', { select: { provider: 'openai' } }],
  ])('%s is in it', (_, golden) => {
    expect(key({}, golden)).not.toBe(key());
  });

  test.each([
    ['the path of the results', { path: 'elsewhere.csv' }],
    ['a threshold', { pass: { score: '>= 0.5' } }],
    ['an estimate', { estimate: { usd: 1 } }],
    ['the number of shards', { shards: 4 }],
  ])('%s is not', (_, golden) => {
    expect(key({}, golden)).toBe(key());
  });

  test('`covers` says which components count, and the suite counts whatever it says', () => {
    const covers = { covers: ['model'] };
    expect(key({ prompts: 'two' }, covers)).toBe(key({}, covers));
    expect(key({ suite: 'two' }, covers)).not.toBe(key({}, covers));
    expect(key({ lock: 'two' }, { covers: ['model', 'lock'] })).not.toBe(
      key({}, { covers: ['model', 'lock'] }),
    );
  });

  test('a bundle without a suite of its own has none that could be equal', () => {
    expect(hasSuite(bundle())).toBe(true);
    const without = { ...bundle(), components: bundle().components.filter(({ kind }) => kind !== 'evals') };
    expect(hasSuite(without)).toBe(false);
    expect(
      hasSuite({ ...bundle(), components: bundle().components.map((one) => ({ ...one, values: {} })) }),
    ).toBe(false);
  });
});

const BOUNDS: CarryBounds = { grade: 'E2', today: '2026-11-28', maxAgeDays: 30 };

function recording(
  version: string,
  over: Partial<Recording> & { grade?: 'E1' | 'E2' | 'E3'; at?: string } = {},
): Recording {
  const { grade = 'E2', at = '2026-11-20T09:00:00Z', ...rest } = over;
  const from = { version, digest: `sha256:${version}`, grade, recordedAt: at, sha256: version };
  return { evidence: 'golden', key: 'k', from, scores: `scores of ${version}`, ...rest };
}

function chosen(recordings: readonly Recording[], bounds: Partial<CarryBounds> = {}) {
  const choice = chooseRecording(recordings, { evidence: 'golden', key: 'k' }, { ...BOUNDS, ...bounds });
  return choice === null
    ? null
    : choice.kind === 'carried'
      ? choice.from.version
      : `${choice.code} ${choice.version}`;
}

describe('what is taken over', () => {
  test('nothing that was never recorded under this key and name', () => {
    expect(chosen([])).toBeNull();
    expect(
      chosen([recording('1.0.0', { key: 'another' }), recording('1.1.0', { evidence: 'tone' })]),
    ).toBeNull();
  });

  test('the newest of sufficient grade, and never an older one because the newest cannot be had', () => {
    expect(chosen([recording('1.0.0'), recording('1.1.0')])).toBe('1.1.0');
    expect(chosen([recording('1.0.0'), recording('1.1.0', { scores: null })])).toBe('carry-gone 1.1.0');
    expect(chosen([recording('1.0.0'), recording('1.1.0', { at: '2026-09-01T09:00:00Z' })])).toBe(
      'carry-old 1.1.0',
    );
  });

  test('nothing of a lower grade than a promotion needs', () => {
    expect(chosen([recording('1.0.0', { grade: 'E1' })])).toBe('carry-grade-low 1.0.0');
    expect(chosen([recording('1.0.0', { grade: 'E1' })], { grade: 'E1' })).toBe('1.0.0');
    expect(chosen([recording('1.0.0', { grade: 'E3' })])).toBe('1.0.0');
    expect(chosen([recording('1.0.0'), recording('1.1.0', { grade: 'E1' })])).toBe('1.0.0');
  });

  test.each([
    ['2026-10-29T23:59:59Z', '1.0.0'],
    ['2026-10-28T23:59:59Z', 'carry-old 1.0.0'],
    ['2026-11-29T12:00:00Z', '1.0.0'],
    ['2026-11-30T12:00:00Z', 'carry-old 1.0.0'],
  ])('recorded at %s: %s', (at, expected) => {
    expect(chosen([recording('1.0.0', { at })])).toBe(expected);
  });
});

describe('what must be run', () => {
  const NONE: ReadonlySet<string> = new Set();
  const from = { ...recording('1.0.0').from, scores: 'scores' };
  const change = {
    path: 'prompts/system.md',
    component: 'prompts',
    kind: 'prompt' as const,
    equal: null,
  };
  const [rule] = policy({ estimate: { usd: 2, minutes: 5 } }).evidence;
  const due = rule === undefined ? [] : [rule];
  const changed = { changes: [change as never], map: [], isFirst: false };
  const untouched = { changes: [], map: [], isFirst: false };

  test('what is carried is left out, and so is what it would have cost', () => {
    const needs = requiredEvidence(
      due,
      IDENTITY,
      changed,
      new Map([['golden', { kind: 'carried', from }]]),
      NONE,
    );
    expect(needs).toMatchObject({
      required: [],
      carried: [{ name: 'golden', from }],
      estimate: { usd: 0, minutes: 0 },
    });
  });

  test('what is refused runs and says why', () => {
    const refused = { kind: 'refused', code: 'carry-old', version: '1.0.0' } as const;
    const needs = requiredEvidence(due, IDENTITY, changed, new Map([['golden', refused]]), NONE);
    expect(needs).toMatchObject({
      required: [{ name: 'golden', refused: 'carry-old' }],
      carried: [],
      estimate: { usd: 2 },
    });
    expect(requiredEvidence(due, IDENTITY, untouched, new Map([['golden', refused]]), NONE).required).toEqual(
      [],
    );
  });

  test('the merge base is run too, and paid, unless a baseline is recorded', () => {
    const rules = policy({ baseline: 'out/base.csv', estimate: { usd: 2, minutes: 5 } }).evidence;
    const both = requiredEvidence(rules, IDENTITY, changed, new Map(), NONE);
    expect(both).toMatchObject({
      required: [{ baseline: 'out/base.csv' }],
      estimate: { usd: 4, minutes: 10 },
    });
    const one = requiredEvidence(rules, IDENTITY, changed, new Map(), new Set(['golden']));
    expect(one).toMatchObject({ required: [{ baseline: null }], estimate: { usd: 2, minutes: 5 } });
  });

  test('what was altered runs whatever changed', () => {
    const altered = { kind: 'refused', code: 'carry-altered', version: '1.0.0' } as const;
    const needs = requiredEvidence(due, IDENTITY, untouched, new Map([['golden', altered]]), NONE);
    expect(needs.required).toMatchObject([{ name: 'golden', because: [], refused: 'carry-altered' }]);
  });
});

describe('the version of a tool that a lockfile pins', () => {
  const promptfoo = { name: 'promptfoo', version: '0.118.0' };
  const inspect = { name: 'inspect', version: '0.3.1' };
  test.each([
    [
      'package-lock.json',
      promptfoo,
      '{"packages":{"node_modules/promptfoo":{"version":"0.119.1"}}}',
      ['0.119.1'],
    ],
    [
      'web/pnpm-lock.yaml',
      promptfoo,
      'packages:\n\n  promptfoo@0.119.1(zod@4.0.0):\n    x: 1\n',
      ['0.119.1'],
    ],
    ['yarn.lock', promptfoo, 'promptfoo@^0.118.0:\n  version "0.118.9"\n', ['0.118.9']],
    ['uv.lock', inspect, '[[package]]\nname = "inspect-ai"\nversion = "0.3.2"\n', ['0.3.2']],
    [
      'requirements-dev.txt',
      inspect,
      'numpy==2.0\ninspect_ai[extra]==0.3.2 ; python_version > "3"\n',
      ['0.3.2'],
    ],
    ['requirements.txt', inspect, 'inspect-ai-more==1.0\nnot-inspect-ai==2.0\n', []],
    ['package.json', promptfoo, '{"dependencies":{"promptfoo":"0.119.1"}}', []],
  ])('%s', (path, tool, text, expected) => {
    expect(pinnedIn(path, text, tool)).toEqual(expected);
  });
});
