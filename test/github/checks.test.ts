import { expect, test } from 'vitest';
import { octokit, TOKENS } from './client.ts';
import { checkRun, pullRequest, sha } from './fixtures.ts';
import { startTestGitHub } from './server.ts';

const AT = { owner: 'acme', repo: 'support-bot' };
const HEAD = { ...AT, head_sha: sha('head') };
const annotation = {
  path: 'a.md',
  start_line: 1,
  end_line: 1,
  annotation_level: 'notice',
  message: 'Look',
} as const;

test('a check run is made, gathers annotations and is completed', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, pulls: [pullRequest()] });
  const { rest } = octokit(gh);
  const { data: made } = await rest.checks.create({ ...HEAD, name: 'airlock', status: 'in_progress' });
  expect(made).toMatchObject({ status: 'in_progress', conclusion: null, app: { slug: 'github-actions' } });
  expect(made.pull_requests.map(({ number }) => number)).toEqual([1]);
  const output = { title: 'No go', summary: 'One gate failed', annotations: Array(50).fill(annotation) };
  await rest.checks.update({ ...AT, check_run_id: made.id, output });
  const { data: done } = await rest.checks.update({
    ...AT,
    check_run_id: made.id,
    conclusion: 'failure',
    output,
  });
  expect(done).toMatchObject({
    status: 'completed',
    conclusion: 'failure',
    output: { annotations_count: 100 },
  });
  gh.assertClean();
});

test('of check runs of one name the newest counts, unless all are asked for', async () => {
  await using gh = await startTestGitHub({
    tokens: TOKENS,
    pulls: [pullRequest()],
    checkRuns: [checkRun({ conclusion: 'failure' }), checkRun(), checkRun({ name: 'lint' })],
  });
  const { rest } = octokit(gh);
  const list = async (more: object): Promise<(string | null)[][]> => {
    const { data } = await rest.checks.listForRef({ ...AT, ref: sha('head'), ...more });
    expect(data.total_count).toBe(data.check_runs.length);
    return data.check_runs.map(({ name, conclusion }) => [name, conclusion]);
  };
  expect(await list({})).toEqual([
    ['lint', 'success'],
    ['test', 'success'],
  ]);
  expect(await list({ filter: 'all', check_name: 'test', app_id: 15368 })).toHaveLength(2);
  expect(await list({ ref: 'heads/feature', check_name: 'none' })).toEqual([]);
  gh.assertClean();
});

test('GitHub refuses a check run without commit, of another app, or from a person', async () => {
  const other = checkRun({ app: { id: 1, slug: 'other' } });
  await using gh = await startTestGitHub({
    tokens: { ...TOKENS, ghp_person: { login: 'ana', permissions: { checks: 'write' } } },
    pulls: [pullRequest()],
    checkRuns: [other],
  });
  const { rest } = octokit(gh);
  await expect(rest.checks.create({ ...HEAD, head_sha: sha('none'), name: 'x' })).rejects.toMatchObject({
    status: 422,
  });
  await expect(rest.checks.create({ ...HEAD, name: 'x', status: 'completed' })).rejects.toThrow(
    '"conclusion" wasn',
  );
  const update = { ...AT, check_run_id: other.id, conclusion: 'success' } as const;
  await expect(rest.checks.update(update)).rejects.toThrow('Invalid app_id `15368`');
  await expect(octokit(gh, 'ghp_person').rest.checks.create({ ...HEAD, name: 'x' })).rejects.toThrow(
    'via a GitHub App',
  );
  gh.assertClean();
});

test('a commit status is set', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, pulls: [pullRequest()] });
  const { rest } = octokit(gh);
  const status = { ...AT, sha: sha('head'), state: 'pending', context: 'airlock' } as const;
  await rest.repos.createCommitStatus({ ...status, description: 'x'.repeat(140) });
  await expect(
    rest.repos.createCommitStatus({ ...status, description: 'x'.repeat(141) }),
  ).rejects.toMatchObject({
    status: 422,
  });
  expect(gh.repository.statuses).toMatchObject([
    { state: 'pending', context: 'airlock', creator: 'github-actions[bot]' },
  ]);
  gh.assertClean();
});

test('a deployment is recorded with its statuses', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, pulls: [pullRequest()] });
  const { rest } = octokit(gh);
  const payload = { bundle: 'sha256:1' };
  const { data: made } = await rest.repos.createDeployment({
    ...AT,
    ref: 'main',
    environment: 'staging',
    payload,
  });
  if (!('sha' in made)) throw new Error('not a deployment');
  await rest.repos.createDeploymentStatus({
    ...AT,
    deployment_id: made.id,
    state: 'success',
    log_url: 'https://example.com/1',
  });
  const { data: found } = await rest.repos.listDeployments({ ...AT, environment: 'staging' });
  expect(found).toMatchObject([{ id: made.id, sha: sha('base'), payload }]);
  const { data: statuses } = await rest.repos.listDeploymentStatuses({ ...AT, deployment_id: made.id });
  expect(statuses).toMatchObject([
    { state: 'success', environment_url: '', log_url: 'https://example.com/1' },
  ]);
  await expect(rest.repos.createDeployment({ ...AT, ref: 'none' })).rejects.toMatchObject({ status: 422 });
  gh.assertClean();
});
