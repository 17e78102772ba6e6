import { describe, expect, test } from 'vitest';
import type { CheckCode } from '../../src/gates/check.ts';
import type { EvidenceState } from '../../src/gates/context.ts';
import { decide } from '../../src/gates/decision.ts';
import type { GateResult } from '../../src/gates/gate.ts';
import { runGates } from '../../src/gates/run.ts';
import { flips, measured, numbered, policyFrom, type Row } from './judged.ts';

const absent = (state: 'unmeasured' | 'deferred' | 'not-required', code: CheckCode): EvidenceState => ({
  state,
  code,
  args: {},
});

function run(settings: Row, states: Readonly<Record<string, EvidenceState>>, tier: 'low' | 'high' = 'low') {
  const policy = policyFrom(settings);
  const evidence = new Map(Object.entries(states));
  const gates = runGates({ policy, evidence, seed: '00112233445566778899aabbccddeeff' }, tier);
  return { gates, decision: decide(gates, tier, policy) };
}

const shown = (gates: readonly GateResult[]): string[] =>
  gates
    .filter(({ checks }) => checks.length > 0)
    .map(
      ({ gate, verdict, checks }) =>
        `${gate} ${verdict} ${checks.map(({ id, code }) => `${id} ${code}`).join(', ')}`,
    );

describe('evidence that is not at hand', () => {
  const gates = { functional: [{ evidence: 'golden', metric: 'score', min: 0.9, margin: 0.02 }] };
  test.each([
    ['unmeasured', 'evidence-missing', 'undecided gate-unmeasured'],
    ['unmeasured', 'evidence-unreadable', 'undecided gate-unmeasured'],
    ['deferred', 'due-later', 'undecided all-deferred'],
    ['deferred', 'no-key', 'undecided all-deferred'],
    ['not-required', 'unaffected', 'go unaffected'],
  ] as const)('%s %s', (state, code, expected) => {
    const result = run({ gates }, { golden: absent(state, code) });
    const [functional] = result.gates;
    expect(functional?.checks.map((check) => [check.rule, check.verdict, check.code])).toEqual([
      ['min', state, code],
      ['margin', state, code],
    ]);
    expect(`${result.decision.outcome} ${result.decision.reasons[0]?.code}`).toBe(expected);
  });

  test('without criteria of its own its gate stays open all the same', () => {
    const pending = { golden: absent('unmeasured', 'evidence-missing') };
    expect(shown(run({}, pending).gates)).toEqual([
      'functional unmeasured functional/golden/*/margin evidence-missing',
    ]);
    const redteam = { evidence: { golden: { path: 'a.json', purpose: 'adversarial' } } };
    expect(shown(run(redteam, pending).gates)).toEqual([
      'safety unmeasured safety/golden/*/margin evidence-missing',
    ]);
  });

  test('a criterion on evidence that nobody has', () => {
    expect(run({ gates }, {}).decision.reasons[0]?.args['checkCode']).toBe('evidence-missing');
  });
});

describe('the four gates', () => {
  test('are always there, and without criteria they say so', () => {
    expect(run({}, {}).gates.map(({ gate, code }) => `${gate} ${code}`)).toEqual([
      'functional no-criteria',
      'safety no-criteria',
      'operational no-criteria',
      'business no-criteria',
    ]);
  });

  test('a gate of the team stands behind them', async () => {
    const gates = { fairness: [{ evidence: 'golden', metric: 'score', min: 0.5 }] };
    const golden = await measured({ candidate: numbered(50, () => 1) });
    expect(
      run({ gates }, { golden })
        .gates.map(({ gate, verdict }) => `${gate} ${verdict}`)
        .at(-1),
    ).toBe('fairness pass');
  });

  test('a tier that asks for some of them lets the others be', async () => {
    const gates = {
      functional: [{ evidence: 'golden', metric: 'score', min: 0.9 }],
      business: [{ evidence: 'golden', metric: 'score', min: 2 }],
    };
    const golden = await measured({ candidate: numbered(50, () => 1) });
    const settings = { gates, tiers: { low: { gates: ['functional'] } } };
    expect(run(settings, { golden }).decision.outcome).toBe('go');
    expect(run(settings, { golden }).gates.at(-1)).toMatchObject({ verdict: 'not-required', code: 'tier' });
    expect(run(settings, { golden }, 'high').decision.outcome).toBe('no-go');
  });
});

describe('criteria that nobody wrote', () => {
  test('by the names of the metrics', async () => {
    const row = (id: string): Row => ({
      id,
      score: 1,
      toxicity: 0,
      latency_ms: 500,
      cost_usd: 0.1,
      escalated: 0,
    });
    const rows = Array.from({ length: 100 }, (_, i) => row(`i${i}`));
    const golden = await measured({ candidate: rows, baseline: rows });
    const { gates, decision } = run({}, { golden });
    expect(
      gates.map(({ gate, checks }) => [
        gate,
        ...checks.map((check) => `${check.metric} ${check.better} ${check.statistic}`),
      ]),
    ).toEqual([
      ['functional', 'score higher mean'],
      ['safety', 'toxicity lower mean'],
      ['operational', 'cost_usd lower mean', 'latency_ms lower p95'],
      ['business', 'escalated lower mean'],
    ]);
    expect(decision.outcome).toBe('go');
  });

  test('tokens are part of the cost', async () => {
    const rows = numbered(100, () => 1, 'tokens_in', { score: 1 });
    const golden = await measured({ candidate: rows, baseline: rows });
    expect(run({}, { golden }).gates.flatMap(({ checks }) => checks.map(({ metric }) => metric))).toEqual([
      'score',
    ]);
  });
});

test('a bundle that was never recorded is told so, and nothing is red', async () => {
  const golden = await measured({ candidate: numbered(100, () => 1) });
  const gates = { functional: [{ evidence: 'golden', metric: 'score', min: 0.9, margin: 0.02 }] };
  const { decision } = run({ gates }, { golden }, 'high');
  expect([decision.outcome, decision.undecided, decision.reasons.at(-1)?.code]).toEqual([
    'undecided',
    'warn',
    'first-of-its-kind',
  ]);
});

test('two criteria on one metric have two ids', async () => {
  const rows = numbered(400, (i) => 100 + i, 'latency_ms');
  const golden = await measured({ candidate: rows });
  const criterion = (statistic: string) => ({
    evidence: 'golden',
    metric: 'latency_ms',
    statistic,
    max: 5000,
  });
  const gates = { operational: ['p50', 'p95', 'p95'].map(criterion) };
  expect(run({ gates }, { golden }).gates.flatMap(({ checks }) => checks.map(({ id }) => id))).toEqual([
    'operational/golden/latency_ms/max',
    'operational/golden/latency_ms.p95/max',
    'operational/golden/latency_ms/max#2',
  ]);
});

test('identical arms pass whatever the method', async () => {
  const { candidate, baseline } = flips({ both: 200 });
  const rows = (arm: readonly Row[]): Row[] =>
    arm.map((row, i) => ({
      ...row,
      mark: 1 + (i % 5),
      latency_ms: 300 + ((i * 37) % 101),
      cost_usd: 1 + (i % 7),
    }));
  const golden = await measured({ candidate: rows(candidate), baseline: rows(baseline) });
  const { gates, decision } = run({}, { golden });
  expect(gates.flatMap(({ checks }) => checks.map(({ verdict }) => verdict))).toEqual([
    'pass',
    'pass',
    'pass',
    'pass',
  ]);
  expect(decision.outcome).toBe('go');
});
