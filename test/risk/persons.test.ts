import { describe, expect, test } from 'vitest';
import { type Conversation, riskShownNow, withPersons } from '../../src/check/persons.ts';
import type { CheckResult } from '../../src/check.ts';
import { NO_TEAMS } from '../../src/config/people.ts';
import type { Tier } from '../../src/config/terms.ts';
import type { Risk } from '../../src/risk/classify.ts';
import type { FindingCode } from '../../src/risk/finding.ts';
import { sound } from '../config/read.ts';

const { policy } = sound(`
tiers:
  high: { accountable: product, approvals: { platform: 1 } }
  medium: { approvals: { platform: 1 } }
people: { product: ["@ana"], platform: ["@kim"] }
`);
const DIGEST = `sha256:${'a'.repeat(64)}`;
const HIGH = risk('high', ['model-changed', 'high'], ['routing-changed', 'medium']);
const SHOWN_AT = '2026-11-21T10:00:00Z';
const LATER = '2026-11-21T11:00:00Z';

function risk(tier: Tier, ...findings: readonly (readonly [FindingCode, Tier])[]): Risk {
  return {
    tier,
    scope: 'feature',
    scopeReasons: [],
    findings: findings.map(([code, one]) => ({
      code,
      tier: one,
      component: 'model',
      path: 'm.yaml',
      line: 1,
      args: {},
    })),
  };
}

type Words = Partial<Conversation['spoken'][number]>;

/** A conversation in which the report has shown `of`, and these words were said after it. */
function heard(
  of: Risk,
  words: readonly Words[],
  { digest = DIGEST, ...more }: Partial<Conversation> & { digest?: string } = {},
) {
  const result = { head: { bundle: { name: 'bot', digest } }, risk: of } as unknown as CheckResult;
  const spoken = words.map((one) => ({
    author: 'ana',
    isBot: false,
    association: 'MEMBER',
    body: '/airlock tier medium It only renames a route.',
    createdAt: LATER,
    isEdited: false,
    ...one,
  }));
  const conversation: Conversation = {
    spoken,
    raisedBy: null,
    shown: [riskShownNow(result, [], SHOWN_AT)],
    isAuthor: (login) => login === 'dev',
    teams: NO_TEAMS,
    ...more,
  };
  const about = { bundle: 'bot', digest: DIGEST, policy };
  return (given: Risk = of) =>
    withPersons({ hear: () => Promise.resolve([conversation]) }, given, about, null);
}

test('the accountable person of the tier lowers it; findings keep theirs', async () => {
  const { risk: now, refusedWords } = await heard(HIGH, [{}])();
  expect(now).toMatchObject({
    tier: 'medium',
    lowered: { from: 'high', to: 'medium', by: '@ana', reason: 'It only renames a route.' },
  });
  expect(now.findings.map(({ code, tier }) => `${code} ${tier}`)).toEqual([
    'model-changed high',
    'lowered-by-owner medium',
    'routing-changed medium',
  ]);
  expect(refusedWords).toEqual([]);
});

test('it may go down by two, and the last word holds', async () => {
  const words = [{}, { body: '/airlock tier low It is a comment.' }];
  expect((await heard(HIGH, words)()).risk.tier).toBe('low');
});

describe('does not count', () => {
  const cases: readonly (readonly [string, Words, string])[] = [
    ['somebody who only approves', { author: 'kim' }, 'voice-not-accountable'],
    ['an author of the change', { author: 'dev' }, 'voice-not-accountable'],
    ['an edited comment', { isEdited: true }, 'voice-edited'],
    ['no reason', { body: '/airlock tier medium' }, 'voice-without-reason'],
    ['a word before the report', { createdAt: SHOWN_AT }, 'voice-outdated'],
  ];
  test.each(cases)('%s', async (_, words, why) => {
    const { risk: now, refusedWords } = await heard(HIGH, [words])();
    expect(now).toEqual(HIGH);
    expect(refusedWords).toMatchObject([{ to: 'medium', why }]);
  });

  test('the accountable person, where the change is theirs', async () => {
    const isAuthor = () => true;
    const { refusedWords } = await heard(HIGH, [{}], { isAuthor })();
    expect(refusedWords).toMatchObject([{ by: 'ana', why: 'voice-own-change' }]);
  });

  test.each([
    ['a stranger', { author: 'mallory', association: 'NONE' }],
    ['a bot', { isBot: true }],
    ['a quotation', { body: '> /airlock tier medium x' }],
  ])('%s, who gets no answer', async (_, words) => {
    expect(await heard(HIGH, [words])()).toEqual({ risk: HIGH, refusedWords: [], vouchedBy: null });
  });

  test('a word about another bundle digest, other findings, or none that were shown', async () => {
    const other = `sha256:${'b'.repeat(64)}`;
    const why = async (run: Promise<{ refusedWords: readonly { why: string }[] }>) =>
      (await run).refusedWords.map((one) => one.why);
    expect(await why(heard(HIGH, [{}], { digest: other })())).toEqual(['voice-outdated']);
    const more = risk('high', ['model-changed', 'high'], ['eval-demoted', 'high']);
    expect(await why(heard(HIGH, [{}])(more))).toEqual(['voice-outdated']);
    expect(await why(heard(HIGH, [{}], { shown: [] })())).toEqual(['voice-unshown']);
  });

  test('where policy names nobody', async () => {
    const medium = risk('medium', ['routing-changed', 'medium']);
    const run = await heard(medium, [{ body: '/airlock tier low x' }])();
    expect(run.refusedWords).toMatchObject([{ why: 'voice-none-accountable' }]);
    expect(run.risk.tier).toBe('medium');
  });

  test('a team that nobody told of', async () => {
    const { policy: ofTeam } = sound(
      'tiers: { high: { accountable: product } }\npeople: { product: ["@acme/product"] }\n',
    );
    const about = { bundle: 'bot', digest: DIGEST, policy: ofTeam };
    const spoken = [
      {
        author: 'ana',
        isBot: false,
        association: 'MEMBER',
        body: '/airlock tier low x',
        createdAt: LATER,
        isEdited: false,
      },
    ];
    const conversation = { spoken, raisedBy: null, shown: [], isAuthor: () => false, teams: NO_TEAMS };
    const run = await withPersons({ hear: () => Promise.resolve([conversation]) }, HIGH, about, null);
    expect(run.refusedWords).toMatchObject([{ why: 'voice-role-unresolved' }]);
  });
});

test.each<FindingCode>([
  'secret-added',
  'hidden-text',
  'reader-instruction',
  'unreadable',
  'component-map-loosened',
  'policy-loosened',
  'team-rule',
])('%s is nobody’s to judge', async (code) => {
  const of = risk('high', [code, 'high']);
  const { risk: now, refusedWords } = await heard(of, [{}])();
  expect(now.tier).toBe('high');
  expect(refusedWords).toMatchObject([{ why: 'voice-not-lowerable', because: code }]);
});

test('a rule of the team is a floor, and no more than that', async () => {
  const of = risk('high', ['model-changed', 'high'], ['team-rule', 'medium']);
  expect((await heard(of, [{}])()).risk.tier).toBe('medium');
  const { refusedWords } = await heard(of, [{ body: '/airlock tier low x' }])();
  expect(refusedWords).toMatchObject([{ to: 'low', because: 'team-rule' }]);
});

describe('raising', () => {
  const LOW = risk('low', ['no-effect', 'low']);
  test('by whoever has a part in the repository, to the tier that is named', async () => {
    const words = { author: 'kim', body: '/airlock tier high I have seen this go wrong.' };
    const { risk: now } = await heard(LOW, [words])();
    expect(now).toMatchObject({ tier: 'high' });
    expect(now.findings[0]).toMatchObject({
      code: 'raised-by-person',
      tier: 'high',
      args: { by: '@kim', from: 'low', to: 'high', reason: 'I have seen this go wrong.' },
    });
  });

  test('a stranger raises nothing', async () => {
    const words = { author: 'mallory', association: 'NONE', body: '/airlock tier high x' };
    expect((await heard(LOW, [words])()).risk).toEqual(LOW);
  });

  test('a label raises by one', async () => {
    expect((await heard(LOW, [], { raisedBy: 'label' })()).risk.tier).toBe('medium');
  });

  test('a raise makes an earlier word void, and the owner of the raised tier may answer it', async () => {
    const medium = risk('medium', ['routing-changed', 'medium']);
    const raise = { author: 'kim', body: '/airlock tier high No.' };
    const lower = { body: '/airlock tier low It is a comment.' };
    const before = await heard(medium, [lower, raise])();
    expect(before.risk.tier).toBe('high');
    expect(before.refusedWords).toMatchObject([{ why: 'voice-outdated' }]);
    const after = await heard(before.risk, [lower, raise])(medium);
    expect(after.risk.lowered).toMatchObject({ from: 'high', to: 'low' });
  });
});

describe('vouching', () => {
  test('the accountable person stands for a change, and no tier moves', async () => {
    const run = await heard(HIGH, [{ body: '/airlock vouch I have read it.' }])();
    expect(run).toEqual({ risk: HIGH, refusedWords: [], vouchedBy: '@ana' });
  });

  test('where policy names none, whoever may approve', async () => {
    const medium = risk('medium', ['routing-changed', 'medium']);
    const body = '/airlock vouch I have read it.';
    expect((await heard(medium, [{ author: 'kim', body }])()).vouchedBy).toBe('@kim');
    expect((await heard(medium, [{ body }])()).refusedWords).toMatchObject([{ to: null }]);
  });
});
