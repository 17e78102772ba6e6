import { expect, test } from 'vitest';
import { octokit, TOKENS } from './client.ts';
import { changedFile, comment, commit, pullRequest, sha, workflowRun } from './fixtures.ts';
import { startTestGitHub } from './server.ts';

const AT = { owner: 'acme', repo: 'support-bot', issue_number: 1 };
const COMMENTS = Array.from({ length: 250 }, (_, index) => comment({ body: `comment ${index + 1}` }));

test('250 comments come on three pages, and the links lead by repository id', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, pulls: [pullRequest()], comments: COMMENTS });
  const client = octokit(gh);
  const found = await client.paginate(client.rest.issues.listComments, { ...AT, per_page: 100 });
  expect(found.map(({ body }) => body)).toEqual(COMMENTS.map(({ body }) => body));
  expect(gh.routes()).toEqual([
    'GET /repos/acme/support-bot/issues/1/comments?per_page=100 → 200',
    'GET /repositories/{repository}/issues/1/comments?per_page=100&page=2 → 200',
    'GET /repositories/{repository}/issues/1/comments?per_page=100&page=3 → 200',
  ]);
  gh.assertClean();
});

test('the Link header is what GitHub sends', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, pulls: [pullRequest()], comments: COMMENTS });
  const { rest } = octokit(gh);
  const page = async (query: object) => {
    const { data, headers } = await rest.issues.listComments({ ...AT, ...query });
    const url = `${gh.url}/repositories/${gh.repository.id}/issues/1/comments`;
    return [data.length, headers.link?.replaceAll(url, '')];
  };
  expect(await page({})).toEqual([30, '<?page=2>; rel="next", <?page=9>; rel="last"']);
  expect(await page({ per_page: 100, page: 2 })).toEqual([
    100,
    '<?per_page=100&page=1>; rel="prev", <?per_page=100&page=3>; rel="next", ' +
      '<?per_page=100&page=3>; rel="last", <?per_page=100&page=1>; rel="first"',
  ]);
  expect(await page({ per_page: 100, page: 3 })).toEqual([
    50,
    '<?per_page=100&page=2>; rel="prev", <?per_page=100&page=1>; rel="first"',
  ]);
  expect(await page({ per_page: 250 })).toEqual([
    100,
    '<?per_page=250&page=2>; rel="next", <?per_page=250&page=3>; rel="last"',
  ]);
  expect(await page({ per_page: 100, page: 9 })).toMatchObject([0, expect.stringContaining('rel="first"')]);
  gh.assertClean();
});

test('GitHub lists 3,000 files and 250 commits of a pull request, and no more', async () => {
  const commits = Array.from({ length: 251 }, (_, index) => commit({ sha: sha(`commit ${index}`) }));
  const files = Array.from({ length: 3001 }, (_, index) => changedFile(`prompts/${index}.md`));
  const pull = pullRequest({ commits: commits.map((entry) => entry.sha), files });
  await using gh = await startTestGitHub({ tokens: TOKENS, pulls: [pull], commits });
  const client = octokit(gh);
  const of = { owner: 'acme', repo: 'support-bot', pull_number: 1, per_page: 100 };
  expect(await client.paginate(client.rest.pulls.listFiles, of)).toHaveLength(3000);
  expect(await client.paginate(client.rest.pulls.listCommits, of)).toHaveLength(250);
  gh.assertClean();
});

test('lists with a total are paginated too', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, runs: [workflowRun({ id: 42 })] });
  for (let index = 0; index < 35; index += 1)
    gh.storeArtifact({ run: 42, name: `a${index}.txt`, bytes: 'a' });
  const client = octokit(gh);
  const of = { owner: 'acme', repo: 'support-bot', run_id: 42 };
  expect(await client.paginate(client.rest.actions.listWorkflowRunArtifacts, of)).toHaveLength(35);
  gh.assertClean();
});
