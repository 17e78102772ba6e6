import { describe, expect, test } from 'vitest';
import { STAGES, TIERS, type Tier, UNDECIDED, type UndecidedWord } from '../../src/config/terms.ts';
import {
  type Check,
  type CheckCode,
  VERDICTS,
  type Verdict,
  withoutFigure,
  worst,
} from '../../src/gates/check.ts';
import type { Criterion } from '../../src/gates/criterion.ts';
import { checkOf } from '../../src/gates/criterion-check.ts';
import {
  type Consequence,
  consequence,
  type Decision,
  decide,
  type Outcome,
} from '../../src/gates/decision.ts';
import { type GateResult, gateResult } from '../../src/gates/gate.ts';
import { policyFrom } from './judged.ts';

const POLICY = policyFrom({});

function check(gate: string, verdict: Verdict, code: CheckCode, blocks = true): Check {
  const criterion: Criterion = {
    gate,
    evidence: 'golden',
    metric: 'score',
    better: 'higher',
    statistic: 'mean',
    min: null,
    max: null,
    margin: null,
    slices: { by: [], rule: 'harm' },
    weights: null,
    confirm: null,
    never: [],
    alpha: 0.05,
    cluster: null,
    guarantee: false,
  };
  return checkOf(criterion, 'margin', null, blocks, withoutFigure(verdict, code));
}

const CODE: Readonly<Record<Verdict, CheckCode>> = {
  pass: 'within-margin',
  fail: 'regressed',
  inconclusive: 'interval-spans-margin',
  unmeasured: 'evidence-missing',
  deferred: 'due-later',
  'not-required': 'unaffected',
};

const gate = (name: string, ...verdicts: readonly Verdict[]): GateResult =>
  gateResult(
    name,
    verdicts.map((verdict) => check(name, verdict, CODE[verdict])),
    true,
  );

const outcome = (gates: readonly GateResult[], tier: Tier | 'unknown' = 'medium'): string => {
  const { outcome: found, reasons } = decide(gates, tier, POLICY);
  return [found, ...reasons.map(({ code }) => code)].join(' ');
};

describe('the worst of several verdicts', () => {
  test.each(VERDICTS.flatMap((one, i) => VERDICTS.slice(i).map((other) => [one, other] as const)))(
    '%s and %s',
    (one, other) => {
      expect(worst([one, other])).toBe(one);
      expect(worst([other, one])).toBe(one);
    },
  );
  test('of none', () => expect(worst([])).toBe('not-required'));
});

describe('a gate', () => {
  test('takes the worst of the checks that block', () => {
    const checks = [check('g', 'pass', 'within-margin'), check('g', 'fail', 'regressed', false)];
    expect(gateResult('g', checks, true).verdict).toBe('pass');
  });
  test('without criteria is not required, and says so', () => {
    expect(gateResult('g', [], true)).toMatchObject({
      verdict: 'not-required',
      code: 'no-criteria',
      required: false,
    });
  });
  test('that the tier does not ask for is evaluated and does not count', () => {
    const result = gateResult('g', [check('g', 'fail', 'regressed')], false);
    expect([result.verdict, result.code, result.checks.length]).toEqual(['not-required', 'tier', 1]);
    expect(outcome([result, gate('other', 'pass')])).toBe('go all-passed');
  });
});

describe('the outcome over the gates', () => {
  test.each<[string, readonly Verdict[], string]>([
    ['all pass', ['pass', 'pass'], 'go all-passed'],
    ['one fails', ['pass', 'fail'], 'no-go gate-failed'],
    ['a failure comes before what is open', ['fail', 'unmeasured', 'inconclusive'], 'no-go gate-failed'],
    ['both fail', ['fail', 'fail'], 'no-go gate-failed gate-failed'],
    ['one is open', ['pass', 'inconclusive'], 'undecided gate-inconclusive'],
    ['one is unmeasured', ['pass', 'unmeasured'], 'undecided gate-unmeasured'],
    ['one is deferred', ['pass', 'deferred'], 'go all-passed'],
    ['all are deferred', ['deferred', 'deferred'], 'undecided all-deferred'],
    ['nothing is affected', ['not-required', 'not-required'], 'go unaffected'],
  ])('%s', (_, verdicts, expected) => {
    expect(outcome(verdicts.map((verdict, i) => gate(`g${i}`, verdict)))).toBe(expected);
  });

  test('no criteria at all', () => {
    const none = ['functional', 'safety'].map((name) => gateResult(name, [], true));
    expect(outcome(none)).toBe('undecided no-criteria');
    expect(outcome([])).toBe('undecided no-criteria');
  });

  test('a reason names its gate and the check it rests on', () => {
    const { reasons } = decide([gate('functional', 'pass', 'fail')], 'low', POLICY);
    expect(reasons).toEqual([
      {
        code: 'gate-failed',
        args: { gate: 'functional', check: 'functional/golden/score/margin', checkCode: 'regressed' },
      },
    ]);
  });
});

describe('what undecided leads to', () => {
  const WORD: Readonly<Record<Tier | 'unknown', UndecidedWord>> = {
    low: 'warn',
    medium: 'ask',
    high: 'block',
    unknown: 'ask',
  };
  test.each([...TIERS, 'unknown'] as const)('tier %s', (tier) => {
    expect(decide([gate('g', 'inconclusive')], tier, POLICY).undecided).toBe(WORD[tier]);
    // Evidence that is simply not there is at least a question.
    expect(decide([gate('g', 'unmeasured')], tier, POLICY).undecided).toBe(tier === 'high' ? 'block' : 'ask');
    // What nobody could have yet, or what is due later, is never a red check.
    expect(decide([gate('g', 'deferred')], tier, POLICY).undecided).toBe('warn');
    expect(decide([], tier, POLICY).undecided).toBe('warn');
    const first = gateResult(
      'g',
      [check('g', 'unmeasured', 'no-baseline'), check('g', 'pass', 'limit-kept')],
      true,
    );
    expect(decide([first], tier, POLICY)).toMatchObject({ outcome: 'undecided', undecided: 'warn' });
    expect(outcome([first], tier)).toBe('undecided gate-unmeasured first-of-its-kind');
  });

  test('a missing baseline beside something else that is open is no first', () => {
    const both = [check('g', 'unmeasured', 'no-baseline'), check('g', 'inconclusive', 'limit-not-shown')];
    expect(outcome([gateResult('g', both, true)], 'high')).toBe('undecided gate-unmeasured');
    expect(decide([gateResult('g', both, true)], 'high', POLICY).undecided).toBe('block');
  });

  test('a missing baseline beside a shown loss is no-go', () => {
    const both = [check('g', 'unmeasured', 'no-baseline'), check('g', 'fail', 'limit-broken')];
    expect(outcome([gateResult('g', both, true)])).toBe('no-go gate-failed');
  });

  test('the policy may say otherwise', () => {
    const policy = policyFrom({ tiers: { high: { undecided: 'warn' } } });
    expect(decide([gate('g', 'inconclusive')], 'high', policy).undecided).toBe('warn');
    expect(decide([gate('g', 'unmeasured')], 'high', policy).undecided).toBe('ask');
  });
});

describe('what the check shows: outcome, word, stage and fail-on', () => {
  const OUTCOMES: readonly (readonly [Outcome, UndecidedWord | null])[] = [
    ['go', null],
    ['no-go', null],
    ...UNDECIDED.map((word) => ['undecided', word] as const),
  ];
  const TABLE: Readonly<Record<string, readonly Consequence[]>> = {
    //                     usual   no-go   undecided never
    'observe go': ['pass', 'pass', 'pass', 'pass'],
    'observe no-go': ['warn', 'fail', 'fail', 'warn'],
    'observe undecided warn': ['warn', 'warn', 'fail', 'warn'],
    'observe undecided ask': ['warn', 'warn', 'fail', 'warn'],
    'observe undecided block': ['warn', 'warn', 'fail', 'warn'],
    'enforce go': ['pass', 'pass', 'pass', 'pass'],
    'enforce no-go': ['fail', 'fail', 'fail', 'warn'],
    'enforce undecided warn': ['warn', 'warn', 'fail', 'warn'],
    'enforce undecided ask': ['fail', 'warn', 'fail', 'warn'],
    'enforce undecided block': ['fail', 'warn', 'fail', 'warn'],
  };
  test.each(STAGES.flatMap((stage) => OUTCOMES.map(([found, word]) => ({ stage, found, word }))))(
    '$stage $found $word',
    ({ stage, found, word }) => {
      const decision: Decision = { outcome: found, reasons: [], undecided: word };
      const shown = [null, 'no-go', 'undecided', 'never'] as const;
      const key = [stage, found, ...(word === null ? [] : [word])].join(' ');
      expect(shown.map((failOn) => consequence(decision, stage, failOn))).toEqual(TABLE[key]);
    },
  );
});
