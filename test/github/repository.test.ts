import { expect, test } from 'vitest';
import { octokit, TOKENS } from './client.ts';
import {
  changedFile,
  commit,
  file,
  gitRef,
  job,
  pullRequest,
  sha,
  tag,
  user,
  workflowRun,
} from './fixtures.ts';
import { startTestGitHub } from './server.ts';

const AT = { owner: 'acme', repo: 'support-bot' };

test('commits are compared along their parents', async () => {
  await using gh = await startTestGitHub({
    tokens: TOKENS,
    commits: [
      commit({ sha: sha('root') }),
      commit({ sha: sha('main'), parents: [sha('root')] }),
      commit({ sha: sha('a'), parents: [sha('root')], files: [changedFile('new.md', { status: 'added' })] }),
      commit({
        sha: sha('b'),
        parents: [sha('a')],
        files: [changedFile('new.md'), changedFile('a.md')],
        verified: true,
      }),
      commit({ sha: sha('island') }),
    ],
    refs: [gitRef('refs/heads/main', sha('main')), gitRef('refs/heads/topic/x', sha('b'))],
  });
  const { rest } = octokit(gh);
  const { data } = await rest.repos.compareCommitsWithBasehead({ ...AT, basehead: 'main...topic/x' });
  expect(data).toMatchObject({
    status: 'diverged',
    ahead_by: 2,
    behind_by: 1,
    merge_base_commit: { sha: sha('root') },
  });
  expect(data.commits.map((entry) => entry.sha)).toEqual([sha('a'), sha('b')]);
  expect(data.files?.map(({ filename, status, additions }) => [filename, status, additions])).toEqual([
    ['a.md', 'modified', 1],
    ['new.md', 'added', 2],
  ]);
  const compare = (basehead: string) => rest.repos.compareCommitsWithBasehead({ ...AT, basehead });
  expect((await compare(`${sha('b')}...${sha('b')}`)).data.status).toBe('identical');
  expect((await compare('topic/x...acme:main')).data.behind_by).toBe(2);
  await expect(compare(`main...${sha('island')}`)).rejects.toThrow('No common ancestor');
  await expect(compare('main...none')).rejects.toMatchObject({ status: 404 });

  const { data: one } = await rest.repos.getCommit({ ...AT, ref: 'heads/topic/x' });
  expect(one).toMatchObject({ sha: sha('b'), stats: { total: 4 }, parents: [{ sha: sha('a') }] });
  expect(one.commit.verification).toMatchObject({ verified: true, reason: 'valid' });
  await expect(rest.repos.getCommit({ ...AT, ref: 'none' })).rejects.toMatchObject({ status: 422 });
  gh.assertClean();
});

test('refs are found exactly or by prefix, and annotated tags are followed', async () => {
  await using gh = await startTestGitHub({
    tokens: TOKENS,
    pulls: [pullRequest()],
    refs: ['v1.0.0', 'v1.1.0'].map((name) => gitRef(`refs/tags/airlock/bot/${name}`, sha('tag'), 'tag')),
    tags: [tag({ tag: 'airlock/bot/v1.0.0' })],
  });
  const { rest } = octokit(gh);
  const { data: found } = await rest.git.listMatchingRefs({ ...AT, ref: 'tags/airlock/bot/' });
  expect(found.map(({ ref }) => ref)).toEqual([
    'refs/tags/airlock/bot/v1.0.0',
    'refs/tags/airlock/bot/v1.1.0',
  ]);
  const { data: ref } = await rest.git.getRef({ ...AT, ref: 'tags/airlock/bot/v1.0.0' });
  expect(ref.object.type).toBe('tag');
  const { data: annotated } = await rest.git.getTag({ ...AT, tag_sha: ref.object.sha });
  expect(annotated.object).toMatchObject({ type: 'commit', sha: sha('base') });
  expect((await rest.repos.getCommit({ ...AT, ref: 'tags/airlock/bot/v1.0.0' })).data.sha).toBe(sha('base'));
  await expect(rest.git.getRef({ ...AT, ref: 'tags/airlock' })).rejects.toMatchObject({ status: 404 });
  gh.assertClean();
});

test('files are read as JSON, raw and as a directory', async () => {
  await using gh = await startTestGitHub({
    tokens: TOKENS,
    pulls: [pullRequest()],
    files: [
      file('.github/airlock.yml', 'bundle: bot\n'),
      file('.github/airlock.yml', 'bundle: next\n', 'feature'),
      file('a/b/c.md', 'c'),
    ],
  });
  const { rest } = octokit(gh);
  const { data } = await rest.repos.getContent({ ...AT, path: '.github/airlock.yml' });
  if (Array.isArray(data) || data.type !== 'file') throw new Error('not a file');
  expect(Buffer.from(data.content, 'base64').toString()).toBe('bundle: bot\n');
  const raw = { ...AT, path: '.github/airlock.yml', mediaType: { format: 'raw' } };
  expect((await rest.repos.getContent(raw)).data).toBe('bundle: bot\n');
  const { data: entries } = await rest.repos.getContent({ ...AT, path: '' });
  expect(Array.isArray(entries) && entries.map(({ name, type }) => [name, type])).toEqual([
    ['.github', 'dir'],
    ['a', 'dir'],
  ]);
  await expect(rest.repos.getContent({ ...AT, path: 'none' })).rejects.toMatchObject({ status: 404 });
  gh.assertClean();
});

test('a workflow run with the jobs of its last attempt', async () => {
  const run = workflowRun({
    attempt: 2,
    pulls: [1],
    jobs: [job({ attempt: 1 }), job({ attempt: 2, name: 'again' })],
  });
  await using gh = await startTestGitHub({ tokens: TOKENS, pulls: [pullRequest()], runs: [run] });
  const { rest } = octokit(gh);
  const { data } = await rest.actions.getWorkflowRun({ ...AT, run_id: run.id });
  expect(data).toMatchObject({ head_sha: sha('head'), head_commit: { id: sha('head') }, run_attempt: 2 });
  expect(data.pull_requests?.map(({ number }) => number)).toEqual([1]);
  const { data: jobs } = await rest.actions.listJobsForWorkflowRun({ ...AT, run_id: run.id });
  expect(jobs.jobs.map(({ name }) => name)).toEqual(['again']);
  gh.assertClean();
});

test('a repository, its people and their roles', async () => {
  await using gh = await startTestGitHub({
    tokens: { ...TOKENS, ghp_ana: { login: 'ana', permissions: {} } },
    users: [user('stranger')],
    collaborators: { ana: 'admin', kim: 'maintain', lee: 'triage' },
  });
  const { rest } = octokit(gh);
  expect((await rest.repos.get(AT)).data).toMatchObject({
    full_name: 'acme/support-bot',
    default_branch: 'main',
  });
  const level = async (username: string): Promise<string[]> => {
    const { data } = await rest.repos.getCollaboratorPermissionLevel({ ...AT, username });
    return [data.permission, data.role_name];
  };
  expect(await level('ana')).toEqual(['admin', 'admin']);
  expect(await level('kim')).toEqual(['write', 'maintain']);
  expect(await level('lee')).toEqual(['read', 'triage']);
  expect(await level('stranger')).toEqual(['read', 'read']);
  await expect(level('nobody')).rejects.toMatchObject({ status: 404 });
  expect((await rest.users.getByUsername({ username: 'kim' })).data.type).toBe('User');
  expect((await octokit(gh, 'ghp_ana').rest.users.getAuthenticated()).data.login).toBe('ana');
  await expect(rest.users.getAuthenticated()).rejects.toThrow('Resource not accessible by integration');
  gh.assertClean();
});
