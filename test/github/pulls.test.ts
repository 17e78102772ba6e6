import { expect, test } from 'vitest';
import { octokit, TOKENS } from './client.ts';
import { changedFile, commit, pullRequest, sha, signature } from './fixtures.ts';
import { startTestGitHub } from './server.ts';

const AT = { owner: 'acme', repo: 'support-bot' };
const FORK = pullRequest({
  number: 2,
  author: 'eve',
  authorAssociation: 'FIRST_TIME_CONTRIBUTOR',
  head: { ref: 'patch-1', sha: sha('fork'), repository: 'eve/support-bot' },
});

test('a pull request with its files and commits', async () => {
  await using gh = await startTestGitHub({
    tokens: TOKENS,
    commits: [commit({ sha: sha('first'), author: signature('kim'), committer: signature('web-flow') })],
    pulls: [
      pullRequest({
        labels: ['risk:high'],
        commits: [sha('first'), sha('head')],
        files: [
          changedFile('prompts/system.md', { additions: 3 }),
          changedFile('b.bin', { status: 'renamed', previousFilename: 'a.bin', patch: null }),
        ],
      }),
    ],
  });
  const { rest } = octokit(gh);
  const { data: pull } = await rest.pulls.get({ ...AT, pull_number: 1 });
  expect(pull).toMatchObject({ changed_files: 2, additions: 4, commits: 2, mergeable_state: 'clean' });
  expect(pull.head.label).toBe('acme:feature');
  const { data: files } = await rest.pulls.listFiles({ ...AT, pull_number: 1 });
  expect(
    files.map(({ filename, previous_filename, patch }) => [filename, previous_filename, patch === undefined]),
  ).toEqual([
    ['prompts/system.md', undefined, false],
    ['b.bin', 'a.bin', true],
  ]);
  const { data: commits } = await rest.pulls.listCommits({ ...AT, pull_number: 1 });
  expect(commits.map(({ author, committer }) => [author?.login, committer?.login])).toEqual([
    ['kim', 'web-flow'],
    ['ana', 'ana'],
  ]);
  await expect(rest.pulls.get({ ...AT, pull_number: 9 })).rejects.toMatchObject({ status: 404 });
  gh.assertClean();
});

test('pull requests are found by head, base and state', async () => {
  await using gh = await startTestGitHub({
    tokens: TOKENS,
    pulls: [pullRequest(), FORK, pullRequest({ number: 3, state: 'closed', base: { ref: 'next' } })],
  });
  const { rest } = octokit(gh);
  const numbers = async (filter: object): Promise<number[]> =>
    (await rest.pulls.list({ ...AT, ...filter })).data.map(({ number }) => number);
  expect(await numbers({})).toEqual([2, 1]);
  expect(await numbers({ head: 'eve:patch-1' })).toEqual([2]);
  expect(await numbers({ head: 'eve:other' })).toEqual([]);
  expect(await numbers({ state: 'all', base: 'next' })).toEqual([3]);
  expect(await numbers({ state: 'all', sort: 'created', direction: 'asc' })).toEqual([1, 2, 3]);
  gh.assertClean();
});

test('the commit of a fork belongs to no pull request of the base repository, but to one of the fork', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, pulls: [pullRequest(), FORK] });
  const { rest } = octokit(gh);
  const of = async (owner: string, name: string): Promise<number[]> => {
    const { data } = await rest.repos.listPullRequestsAssociatedWithCommit({
      ...AT,
      owner,
      commit_sha: name,
    });
    expect(data.every(({ base }) => base.repo.full_name === 'acme/support-bot')).toBe(true);
    return data.map(({ number }) => number);
  };
  expect(await of('acme', sha('head'))).toEqual([1]);
  expect(await of('acme', sha('fork'))).toEqual([]);
  expect(await of('eve', sha('fork'))).toEqual([2]);
  await expect(of('acme', sha('nowhere'))).rejects.toMatchObject({ status: 422 });
  gh.assertClean();
});

test('a deleted fork leaves a pull request without a head repository', async () => {
  await using gh = await startTestGitHub({
    tokens: TOKENS,
    pulls: [{ ...FORK, head: { ...FORK.head, repository: null } }],
  });
  const { rest } = octokit(gh);
  expect((await rest.pulls.get({ ...AT, pull_number: 2 })).data.head.repo).toBeNull();
  expect((await rest.pulls.list(AT)).data[0]?.head.repo).toBeNull();
  gh.assertClean();
});
