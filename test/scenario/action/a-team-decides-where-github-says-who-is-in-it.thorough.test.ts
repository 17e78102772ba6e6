import { expect, test } from 'vitest';
import { comment } from '../../github/fixtures.ts';
import { bot } from '../bot.ts';
import { gate, githubOf, marked, TOKENS } from '../pull.ts';
import { results, tinyBase } from '../tiny.ts';

const POLICY = `tiers: { high: { accountable: product, undecided: ask } }
people: { product: ["@Acme/Leads"] }
`;

const TEAM_TOKENS = {
  ...TOKENS,
  ghs_team: {
    login: 'acme-releases[bot]',
    app: { id: 7, slug: 'acme-releases' },
    permissions: { members: 'read' },
  },
} as const;

async function decided(given: {
  readonly author: string;
  readonly teamToken?: string;
  readonly members?: readonly string[];
  readonly association?: 'MEMBER' | 'NONE';
}) {
  using repository = bot({
    example: false,
    base: { ...tinyBase(POLICY), 'results.csv': results(1) },
    files: { 'settings/high.txt': 'two\n', 'results.csv': results(0) },
  });
  await using github = await githubOf(repository, {
    tokens: TEAM_TOKENS,
    teams: [{ id: 70, organisation: 'acme', slug: 'leads', members: [...(given.members ?? [])] }],
  });
  const [pull] = github.repository.pulls;
  if (pull !== undefined) pull.author = 'dev';
  for (const one of github.repository.commits) one.author.login = one.committer.login = 'dev';
  const payload = structuredClone(repository.payload) as { pull_request: { user: { login: string } } };
  payload.pull_request.user.login = 'dev';
  const inputs = { 'team-token': given.teamToken ?? '' };
  await gate(repository, github, { payload, inputs });
  const createdAt = '2099-01-01T00:00:00Z';
  github.repository.comments.push(
    comment({
      issue: 41,
      author: given.author,
      authorAssociation: given.association ?? 'MEMBER',
      body: '/airlock override functional Until Friday.',
      createdAt,
      updatedAt: createdAt,
    }),
  );
  const step = await gate(repository, github, { payload, inputs });
  github.assertClean();
  const asked = github.routes().filter((route) => route.includes('/teams/'));
  return { decision: step.outputs['decision'], report: marked(github)[0]?.body ?? '', asked };
}

const MANY = Array.from({ length: 100 }, (_, i) => `member-${i}`);

test('a member on the second page decides', async () => {
  const { decision, report, asked } = await decided({
    author: 'Mia',
    teamToken: 'ghs_team',
    members: [...MANY, 'mia'],
  });
  expect(decision).toBe('go');
  expect(report).toContain('Go, overridden');
  expect(asked).toHaveLength(2);
});

test('somebody else is a stranger, and gets no answer', async () => {
  const { decision, report } = await decided({ author: 'zoe', teamToken: 'ghs_team', members: ['mia'] });
  expect(decision).toBe('no-go');
  expect(report).not.toContain('verridden');
  expect(report).not.toContain('override');
});

test('a token that may not read the team leaves the question open, and says how to close it', async () => {
  const { decision, report, asked } = await decided({ author: 'mia', members: ['mia'] });
  expect(decision).toBe('no-go');
  expect(report).toContain('could not be told');
  expect(asked).toEqual([expect.stringContaining('403')]);
});

test('a team that is too large to be read whole is not read in part', async () => {
  const members = ['mia', ...Array.from({ length: 1000 }, (_, i) => `member-${i}`)];
  const { decision, report } = await decided({ author: 'mia', teamToken: 'ghs_team', members });
  expect(decision).toBe('no-go');
  expect(report).toContain('could not be told');
});

test('a stranger hears nothing of it', async () => {
  const { report } = await decided({ author: 'stranger', association: 'NONE' });
  expect(report).not.toContain('could not be told');
});
