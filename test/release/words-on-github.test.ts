import { expect, test } from 'vitest';
import { wordsOnGitHub } from '../../src/entry/release/plan-issue.ts';
import { planMarker } from '../../src/report/release/plan-issue.ts';
import { TOKENS } from '../github/client.ts';
import { comment, commit, issue, pullRequest, sha } from '../github/fixtures.ts';
import type { Seed } from '../github/seed.ts';
import { startTestGitHub } from '../github/server.ts';
import type { Comment, PullReview } from '../github/state.ts';

const PLAN = {
  bundle: 'bot',
  environment: 'EU production',
  approvals: { anyone: 1 },
  candidate: { version: '1.1.0', digest: `sha256:${'b'.repeat(64)}`, commit: sha('candidate') },
};
const DIGEST = `sha256:${'a1b2'.repeat(16)}`;
const YES = '/airlock approve a1b2a1b2';

interface Said {
  readonly comments?: readonly Partial<Comment>[];
  readonly reviews?: readonly Partial<PullReview>[];
  /** Who opened the issue. */
  readonly opener?: string;
  readonly seed?: Seed;
  readonly token?: string;
}

async function words({ comments = [], reviews = [], opener = 'github-actions[bot]', seed, token }: Said) {
  await using gh = await startTestGitHub({
    tokens: TOKENS,
    commits: [commit({ sha: PLAN.candidate.commit })],
    pulls: [
      pullRequest({
        number: 3,
        mergedAt: '2026-11-01T09:00:00Z',
        mergeCommitSha: PLAN.candidate.commit,
        reviews: reviews.map((one) => ({
          author: 'kim',
          authorAssociation: 'MEMBER',
          state: 'APPROVED',
          body: YES,
          lastEditedAt: null,
          ...one,
        })),
      }),
    ],
    comments: comments.map((one) => comment({ issue: 7, author: 'kim', body: YES, ...one })),
    ...seed,
  });
  gh.repository.issues.push(
    issue({ number: 7, author: opener, body: `Approve\n\n${planMarker(PLAN, DIGEST)}` }),
  );
  const now = (): string => '2026-11-02T09:00:00Z';
  const terminal = {
    env: {
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: gh.apiUrl,
      GITHUB_REPOSITORY: 'acme/support-bot',
      GITHUB_TOKEN: token ?? 'ghs_write',
    },
    cwd: '/',
    stdout: process.stdout,
    stderr: process.stderr,
    today: '2026-11-02',
    now,
  };
  const found = await wordsOnGitHub(terminal, PLAN, { plan: DIGEST });
  gh.assertClean();
  return {
    yes: found.approvals.map(({ by, source, plan, role, edited, mayWrite }) =>
      [by.login, by.kind, source, plan, role, edited, mayWrite].map(String).join(' '),
    ),
    no: found.rejection === null ? null : `${found.rejection.by.login}: ${found.rejection.reason}`,
  };
}

test('a comment and a review say yes; who may write is asked of GitHub', async () => {
  const collaborators = { kim: 'write', lee: 'read' } as const;
  const { yes } = await words({
    comments: [{}, { author: 'lee', body: `${YES} as risk` }, { body: 'We /airlock approve a1b2' }],
    reviews: [{ author: 'lee' }],
    seed: { collaborators },
  });
  expect(yes).toEqual([
    'kim human comment a1b2a1b2 null false true',
    'lee human comment a1b2a1b2 risk false false',
    'lee human review a1b2a1b2 null false false',
  ]);
});

test('what was edited, dismissed or said by a machine is told apart', async () => {
  const { yes } = await words({
    comments: [
      { updatedAt: '2099-01-01T00:00:00Z' },
      { author: 'acme[bot]' },
      { body: '/airlock approve it' },
    ],
    reviews: [{ lastEditedAt: '2099-01-01T00:00:00Z' }, { state: 'DISMISSED' }],
  });
  expect(yes).toEqual([
    'kim human comment a1b2a1b2 null true false',
    'acme[bot] automation comment a1b2a1b2 null false false',
    'kim human comment  null false false',
    'kim human review a1b2a1b2 null true false',
  ]);
});

test('a no counts of whoever has a part in the repository, unedited', async () => {
  const body = '/airlock reject It promises vouchers.';
  const stranger = { author: 'stranger', authorAssociation: 'NONE', body } as const;
  expect((await words({ comments: [stranger] })).no).toBeNull();
  const edited = { body, authorAssociation: 'MEMBER', updatedAt: '2099-01-01T00:00:00Z' } as const;
  expect((await words({ comments: [edited] })).no).toBeNull();
  expect((await words({ comments: [stranger, { body, authorAssociation: 'MEMBER' }] })).no).toBe(
    'kim: It promises vouchers.',
  );
});

test('an issue that somebody else opened with our marker is not that of the plan', async () => {
  expect(await words({ comments: [{}], opener: 'mallory' })).toEqual({ yes: [], no: null });
});

test('where issues cannot be read reviews still count', async () => {
  const seed = { repository: { private: true } };
  const { yes } = await words({ comments: [{}], reviews: [{}], seed, token: 'ghs_fork' });
  expect(yes).toEqual(['kim human review a1b2a1b2 null false false']);
});
