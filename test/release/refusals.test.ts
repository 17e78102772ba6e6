import { expect, test } from 'vitest';
import { environmentOf } from '../../src/config/policy.ts';
import { extend } from '../../src/ledger/chain.ts';
import { EMPTY_STATE, pairOf } from '../../src/ledger/state.ts';
import type { BranchPattern, EnvironmentRules } from '../../src/release/environments.ts';
import { protections, refusals } from '../../src/release/protect.ts';
import type { ReleaseCode } from '../../src/release/reason.ts';
import { partTarget } from '../../src/release/target.ts';
import { adopted, candidate, common, digestNamed, intent, release } from '../ledger/story.ts';
import { factsWith, human, LIVE, NEXT, POLICY, type Twist, word } from './facts.ts';

function codes(twist: Twist): string[] {
  return refusals(protections(factsWith(twist))).map((one) => one.code);
}

test('what was approved and is as it was approved may go ahead', () => {
  expect(codes({})).toEqual([]);
});

const GITHUB = {
  workflow: '.github/workflows/airlock-promote.yml',
  ref: 'refs/heads/main',
  expectedWorkflow: '.github/workflows/airlock-promote.yml',
  defaultBranch: 'main',
  repository: 4711,
  environment: {
    reviewers: [],
    preventsSelfReview: false,
    waitMinutes: 0,
    branches: { kind: 'named', patterns: [{ id: 1, name: 'main', type: 'branch' }] },
    adminsMayBypass: null,
  } satisfies EnvironmentRules,
};

function withPatterns(...patterns: readonly BranchPattern[]) {
  return {
    github: {
      ...GITHUB,
      environment: { ...GITHUB.environment, branches: { kind: 'named' as const, patterns } },
    },
  };
}

const STRICT: NonNullable<Twist['policy']> = {
  environments: {
    production: { ...environmentOf(POLICY, 'production'), layout: 'strict' },
  },
};

/** A strict environment as it is to be, but for something. */
function withReviewers(but: Partial<EnvironmentRules>) {
  const reviewers = ['kim', 'lee', 'ana'];
  return {
    github: {
      ...GITHUB,
      environment: { ...GITHUB.environment, reviewers, preventsSelfReview: true, ...but },
    },
  };
}

const OTHER = release('9.9.9', { model: 'model-z' });
const held = { ...common(5, LIVE), type: 'held' as const, reason: 'It is wrong.' };
const rolledBack = (bad: typeof NEXT) => [
  intent(3, bad, LIVE.digest),
  { ...common(4, bad), type: 'done' as const, fence: 3, served: bad.digest },
  intent(5, LIVE, bad.digest, 'rollback'),
  {
    ...common(6, LIVE),
    type: 'rolled-back' as const,
    fence: 5,
    served: LIVE.digest,
    from: { version: bad.version, digest: bad.digest },
    condemned: [{ component: 'prompts', digest: bad.components[1]?.digest ?? '' }],
    reason: 'It is wrong.',
    detectedAt: null,
    mitigatedAt: '2026-11-02T09:06:00Z',
  },
];

const PROMPTS = NEXT.components[1]?.digest ?? '';
const RENAMED = {
  ...NEXT,
  components: NEXT.components.map((one) => (one.name === 'prompts' ? { ...one, name: 'texts' } : one)),
};
const URGENT = {
  environments: {
    production: {
      ...environmentOf(POLICY, 'production'),
      emergency: { declare: 'oncall', triggers: ['harm'], minutes: 240, reviewer: null, reviewDays: 5 },
    },
  },
};

/** Ways in which something else would be deployed than what people agreed to, or in another way. */
const WAYS: readonly (readonly [string, ReleaseCode, Twist])[] = [
  [
    'the branch moved: the commit holds another bundle',
    'digest-differs',
    { facts: (f) => ({ described: f.described && { ...f.described, digest: OTHER.digest } }) },
  ],
  [
    'the tag moved: the candidate of the plan is another commit',
    'plan-differs',
    { approvedPlan: (plan) => ({ ...plan, candidate: { ...plan.candidate, commit: 'b'.repeat(40) } }) },
  ],
  ['the commit is gone', 'commit-missing', { facts: () => ({ described: null }) }],
  ['the commit was never merged', 'commit-unmerged', { facts: () => ({ merged: false }) }],
  [
    'the components were only detected',
    'provisional-bundle',
    {
      facts: (f) => ({
        described: f.described && {
          ...f.described,
          identity: { ...f.described.identity, provisional: true },
        },
      }),
    },
  ],
  [
    'the policy was edited',
    'plan-differs',
    { approvedPlan: (plan) => ({ ...plan, policy: 'b'.repeat(64) }) },
  ],
  [
    'the policy grew stricter and it does not pass any more',
    'policy-stricter',
    { facts: () => ({ stricter: ['gates'], decision: { outcome: 'no-go', reasons: [], undecided: null } }) },
  ],
  ['the policy is gone', 'policy-missing', { facts: () => ({ policySha256: null }) }],
  [
    'the kept results were swapped',
    'evidence-swapped',
    { facts: () => ({ evidence: [{ name: 'golden', state: 'swapped' }] }) },
  ],
  [
    'the kept results are gone',
    'evidence-gone',
    { facts: () => ({ evidence: [{ name: 'golden', state: 'gone' }] }) },
  ],
  [
    'the pack is kept nowhere, where the policy says that it must be',
    'pack-not-kept',
    { facts: (f) => ({ policy: { ...f.policy, packs: 'release' } }) },
  ],
  [
    'the evidence is another than was approved',
    'plan-differs',
    {
      approvedPlan: (plan) => ({
        ...plan,
        evidence: [{ name: 'golden', sha256: 'c'.repeat(64), grade: 'E2' }],
      }),
    },
  ],
  [
    'the evidence was written by the pull request',
    'evidence-grade-low',
    { facts: (f) => ({ candidate: { ...f.candidate, grade: 'E0' } }) },
  ],
  ['the evidence is too old', 'evidence-old', { facts: () => ({ now: '2027-03-01T09:00:00Z' }) }],
  [
    'what was carried is too old, however young the candidate is',
    'evidence-old',
    {
      facts: ({ candidate }) => ({
        candidate: {
          ...candidate,
          evidence: [
            {
              name: 'golden',
              sha256: '1'.repeat(64),
              rows: 1,
              key: '2'.repeat(64),
              scores: null,
              carried: {
                version: '0.9.0',
                digest: candidate.digest,
                grade: 'E2' as const,
                recordedAt: '2026-01-01T09:00:00Z',
              },
            },
          ],
        },
      }),
    },
  ],
  [
    'the verdict is another by today',
    'not-go',
    { facts: () => ({ decision: { outcome: 'no-go', reasons: [], undecided: null } }) },
  ],
  [
    'nobody could tell',
    'not-go',
    { facts: () => ({ decision: { outcome: 'undecided', reasons: [], undecided: 'ask' } }) },
  ],
  [
    'no gate has criteria, so that nothing was measured',
    'not-go',
    {
      facts: () => ({
        decision: {
          outcome: 'undecided',
          reasons: [{ code: 'no-criteria', args: {} }],
          undecided: 'warn',
        },
      }),
    },
  ],
  [
    'it was turned down when it was recorded',
    'decision-differs',
    { candidate: { ...NEXT, outcome: 'no-go' } },
  ],
  [
    'the verdict that was approved is another',
    'plan-differs',
    { approvedPlan: (plan) => ({ ...plan, verdict: digestNamed('other') }) },
  ],
  [
    'the evals were run until they passed',
    'attempts-exceeded',
    { facts: () => ({ attempts: { name: 'golden', count: 3 } }) },
  ],
  ['something rides along with a higher tier', 'tier-changed', { facts: () => ({ tier: 'high' }) }],
  [
    'another version is live than was expected',
    'live-moved',
    { approvedPlan: (plan) => ({ ...plan, live: { version: '0.9.0', digest: OTHER.digest } }) },
  ],
  [
    'something happened since',
    'pair-moved',
    { entries: [held, { ...common(6, LIVE), type: 'released-hold', hold: 3, reason: 'It was nothing.' }] },
  ],
  ['it is live already', 'already-live', { candidate: LIVE }],
  ['the plan has expired', 'plan-expired', { facts: () => ({ now: '2026-11-04T09:00:00Z' }) }],
  [
    'the plan was rejected',
    'plan-rejected',
    {
      facts: (f) => ({
        recorded: f.recorded && { ...f.recorded, rejected: { by: human('lee'), reason: 'No.', time: f.now } },
      }),
    },
  ],
  [
    'it was rejected, and the run was started again and approved',
    'plan-rejected',
    {
      facts: (f) => ({
        recorded: f.recorded && { ...f.recorded, rejected: { by: human('lee'), reason: 'No.', time: f.now } },
        approvals: [word('kim', { source: 'environment', attempt: 2 }), word('ana')],
      }),
    },
  ],
  [
    'an administrator let the run past its reviewers',
    'approvals-missing',
    { facts: () => ({ github: GITHUB, approvals: [] }) },
  ],
  [
    'somebody said no in the ledger, however many said yes',
    'plan-rejected',
    {
      facts: (f) => ({
        recorded: f.recorded && { ...f.recorded, rejected: { by: human('zoe'), reason: 'No.', time: f.now } },
        approvals: [word('kim'), word('lee'), word('ana')],
      }),
    },
  ],
  ['another promotion is under way', 'locked', { entries: [intent(5, OTHER, LIVE.digest)] }],
  ['it is held', 'held', { entries: [held] }],
  ['it carries a component that was taken back', 'component-condemned', { entries: rolledBack(NEXT) }],
  [
    'the window is closed',
    'window-closed',
    { policy: { windows: { always: { opens: '0 9 * * 5', minutes: 60, zone: 'UTC' } } } },
  ],
  [
    'there is a freeze',
    'frozen',
    { policy: { freezes: [{ from: '2026-11-01', to: '2026-11-03', zone: 'UTC', reason: 'elections' }] } },
  ],
  [
    'the ledger does not verify',
    'ledger-faulty',
    { facts: () => ({ faults: [{ code: 'ledger-chain-broken', seq: 2, path: null }] }) },
  ],
  [
    'the clock is behind the ledger',
    'clock-skewed',
    { facts: () => ({ ledgerTime: '2026-11-02T11:00:00Z' }) },
  ],
  ['nobody approved', 'approvals-missing', { facts: () => ({ approvals: [] }) }],
  [
    'only the accountable person is missing',
    'accountable-missing',
    { facts: () => ({ approvals: [word('kim')] }) },
  ],
  [
    'the approval is for another plan',
    'approval-other-plan',
    { facts: () => ({ approvals: [word('kim', { plan: 'sha256:beef' }), word('ana')] }) },
  ],
  [
    'the approval names too little of the plan',
    'approval-other-plan',
    {
      facts: (f) => ({
        approvals: [word('kim', { plan: f.recorded?.plan.slice(7, 10) ?? '' }), word('ana')],
      }),
    },
  ],
  [
    'the author approved',
    'approver-is-author',
    {
      facts: () => ({
        approvals: [word('kim'), word('ana')],
        authors: [{ name: 'Kim Example', email: '77+kim@users.noreply.github.com' }],
      }),
    },
  ],
  ['whoever asked an agent approved', 'approver-asked-agent', { facts: () => ({ requester: 'kim' }) }],
  [
    'a bot approved',
    'approver-not-human',
    {
      facts: () => ({
        approvals: [word('kim', { by: { kind: 'automation', id: 1, login: 'kim[bot]' } }), word('ana')],
      }),
    },
  ],
  [
    'an agent approved',
    'approver-not-human',
    {
      facts: () => ({
        approvals: [word('kim', { by: { kind: 'agent', id: 1, login: 'kim' } }), word('ana')],
      }),
    },
  ],
  [
    'somebody without the role approved',
    'approver-without-role',
    { facts: () => ({ approvals: [word('zoe'), word('ana')] }) },
  ],
  [
    'somebody approved in a role of others',
    'approver-without-role',
    { facts: () => ({ approvals: [word('ana', { role: 'platform' }), word('ana')] }) },
  ],
  [
    'one person approved twice',
    'approval-twice',
    {
      policy: {
        tiers: {
          ...factsWith().policy.tiers,
          low: { ...factsWith().policy.tiers.low, approvals: { platform: 2 }, accountable: null },
        },
      },
      facts: () => ({ approvals: [word('kim'), word('kim', { role: 'platform' })] }),
    },
  ],
  [
    'the comment was edited',
    'approval-edited',
    { facts: () => ({ approvals: [word('kim', { edited: true }), word('ana')] }) },
  ],
  [
    'the run was started again after the approval',
    'approval-rerun',
    { facts: () => ({ approvals: [word('kim', { source: 'environment', attempt: 2 }), word('ana')] }) },
  ],
  [
    'the team could not be asked',
    'role-unresolved',
    { facts: () => ({ approvals: [word('zoe', { role: 'risk' })] }) },
  ],
  [
    'the team could not be read',
    'team-unreadable',
    {
      facts: () => ({
        approvals: [word('zoe', { role: 'risk' })],
        teams: new Map([['@acme/risk', null]]),
      }),
    },
  ],
  [
    'somebody is not in the team',
    'approver-without-role',
    {
      facts: () => ({
        approvals: [word('zoe', { role: 'risk' })],
        teams: new Map([['@acme/risk', ['mia']]]),
      }),
    },
  ],
  [
    'a machine starts it',
    'actor-not-human',
    { facts: () => ({ actor: { kind: 'automation', id: 1, login: 'acme[bot]' } }) },
  ],
  [
    'the environment does not exist',
    'environment-missing',
    { facts: () => ({ github: { ...GITHUB, environment: null } }) },
  ],
  [
    'the environment has no rules',
    'environment-unprotected',
    {
      facts: () => ({
        github: { ...GITHUB, environment: { ...GITHUB.environment, branches: { kind: 'any' } } },
      }),
    },
  ],
  [
    'any protected branch may use the environment',
    'environment-unprotected',
    {
      facts: () => ({
        github: { ...GITHUB, environment: { ...GITHUB.environment, branches: { kind: 'protected' } } },
      }),
    },
  ],
  [
    'a tag of the name of the branch may use the environment',
    'environment-unprotected',
    { facts: () => withPatterns({ id: 1, name: 'main', type: 'tag' }) },
  ],
  [
    'another branch may use the environment too',
    'environment-unprotected',
    {
      facts: () =>
        withPatterns({ id: 1, name: 'main', type: 'branch' }, { id: 2, name: 'release/*', type: 'branch' }),
    },
  ],
  [
    'nobody stands before the secrets of a strict environment',
    'environment-unprotected',
    { policy: STRICT, facts: () => ({ github: GITHUB }) },
  ],
  [
    'whoever starts the run may let a strict environment go on',
    'environment-unprotected',
    { policy: STRICT, facts: () => withReviewers({ preventsSelfReview: false }) },
  ],
  [
    'administrators may go past the reviewers of a strict environment',
    'environment-unprotected',
    { policy: STRICT, facts: () => withReviewers({ adminsMayBypass: true }) },
  ],
  [
    'somebody the policy does not name may let a strict environment go on',
    'environment-unprotected',
    { policy: STRICT, facts: () => withReviewers({ reviewers: ['zoe'] }) },
  ],
  [
    'another workflow deploys',
    'workflow-unexpected',
    { facts: () => ({ github: { ...GITHUB, workflow: '.github/workflows/mine.yml' } }) },
  ],
  [
    'a branch deploys',
    'ref-unexpected',
    { facts: () => ({ github: { ...GITHUB, ref: 'refs/heads/mine' } }) },
  ],
  [
    'the ledger is a copy in another repository',
    'repository-unexpected',
    { facts: () => ({ github: GITHUB, ledgerRepository: 42 }) },
  ],
  [
    'the component was renamed',
    'component-condemned',
    {
      entries: rolledBack(NEXT),
      candidate: RENAMED,
      facts: (f) => ({
        described: f.described && { ...f.described, former: [{ component: 'prompts', digest: PROMPTS }] },
      }),
    },
  ],
  [
    'the component was renamed, and nobody said so',
    'component-vanished',
    { entries: rolledBack(NEXT), candidate: RENAMED },
  ],
  [
    'the plan was made in an emergency that is over',
    'emergency-over',
    {
      policy: URGENT,
      approvedPlan: (plan) => ({ ...plan, emergency: { seq: 3, trigger: 'harm', expires: plan.expires } }),
    },
  ],
  [
    'the plan was made in an emergency, and the policy knows none any more',
    'emergency-undefined',
    { approvedPlan: (plan) => ({ ...plan, emergency: { seq: 3, trigger: 'harm', expires: plan.expires } }) },
  ],
  [
    'it changes what another live bundle shares',
    'shared-component',
    { facts: () => ({ shared: [{ component: 'model', bundle: 'search', what: 'model.txt' }] }) },
  ],
  [
    'a model is past its last day',
    'model-retired',
    { facts: () => ({ retired: [{ id: 'gpt-4', retires: '2026-10-01' }] }) },
  ],
  ['what would be returned to is gone', 'target-not-restorable', { facts: () => ({ restorable: false }) }],
  [
    'the way back was never tried',
    'target-not-exercised',
    {
      policy: {
        environments: {
          production: {
            deploy: null,
            evidence: 'E1',
            attempts: 2,
            fallback: null,
            protected: true,
            layout: 'default',
            branches: 'default',
            workflow: null,
            leaseMinutes: 120,
            drilledWithinDays: 30,
            emergency: null,
          },
        },
      },
    },
  ],
  [
    'the tier asks for a rollout in steps',
    'rollout-unavailable',
    { facts: (f) => ({ plan: { ...f.plan, rollout: 'canary' } }) },
  ],
  [
    'the approvals that were asked for were fewer',
    'plan-differs',
    { approvedPlan: (plan) => ({ ...plan, approvals: {} }) },
  ],
];

test('a strict environment as the policy asks is no hindrance', () => {
  expect(codes({ policy: STRICT, facts: () => withReviewers({}) })).toEqual([]);
});

test.each(WAYS)('refused: %s', (_, code, twist) => {
  expect(codes(twist)).toContain(code);
});

test('refused: a combination that never passed its gates', () => {
  const other = release('1.1.0', { model: 'model-b' });
  const { state } = extend(EMPTY_STATE, [
    adopted(0, LIVE),
    candidate(1, other),
    intent(2, other, LIVE.digest),
    { ...common(3, other), type: 'done', fence: 3, served: other.digest },
  ]);
  const pair = pairOf(state, 'bot', 'production');
  expect(partTarget(state, pair, 'model', null)).toMatchObject({
    kind: 'refused',
    reason: { code: 'combination-never-gated', args: { choices: '1.0.0' } },
  });
});

test('a repository that was renamed or transferred keeps its number, and its ledger', () => {
  expect(codes({ facts: () => ({ github: GITHUB, ledgerRepository: 4711 }) })).toEqual([]);
  const { state } = extend(EMPTY_STATE, [
    { ...held, run: { id: 1, attempt: 1, workflow: 'acme/bot/.github/workflows/a.yml', repository: 4711 } },
    {
      ...held,
      run: { id: 2, attempt: 1, workflow: 'corp/helper/.github/workflows/a.yml', repository: 4711 },
    },
  ]);
  expect(state.repository).toBe(4711);
});

test('there are more than thirty ways, each told by its code', () => {
  expect(WAYS.length).toBeGreaterThan(30);
  expect(new Set(WAYS.map(([, code]) => code)).size).toBeGreaterThan(30);
});
