import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { marked } from '../pull.ts';
import { annotations, firstScreen } from '../shown.ts';
import { finishRun, reportFor, strangersGate, strangersGitHub } from '../stranger.ts';

test('the report is made again by the base, and posted by a run that checks nothing out', async () => {
  using repository = bot({ change: 'tidy-refund-prompt', fork: true });
  await using github = await strangersGitHub(repository);
  const gated = await strangersGate(repository, github);
  expect(gated.outputs['decision']).toBe('no-go');
  expect(github.artifacts().map(({ name }) => name)).toContain('airlock-handover-1.json');
  expect(github.repository.comments).toEqual([]);

  const before = github.log.length;
  const step = await reportFor(repository, github);
  expect(step).toMatchObject({ code: 0, outputs: { posted: '41' } });
  expect(marked(github)).toHaveLength(1);
  // The same version, tier and figures as the run itself found, without anything but numbers taken from it.
  const shown = (text: string): string[] => text.split('\n').slice(0, 9);
  expect(shown(marked(github)[0]?.body ?? '')).toEqual(shown(gated.summary));
  expect(github.repository.pulls[0]?.labels).toEqual(['airlock: high']);
  // The first report makes comment and label; from then on there is less to do. One of each is the download itself.
  const first = github.log.length;
  await reportFor(repository, github);
  expect(marked(github)).toHaveLength(1);
  expect({ first: first - before, again: github.log.length - first }).toEqual({ first: 25, again: 19 });
  github.assertClean();
});

test('without results everything that is due is deferred, and a second report edits the first', async () => {
  using repository = bot({ change: 'tidy-refund-prompt', fork: true, evals: false });
  await using github = await strangersGitHub(repository);
  await strangersGate(repository, github);
  await reportFor(repository, github);
  const [first] = marked(github);
  expect(firstScreen(first?.body ?? '')).toContain('Undecided');
  await reportFor(repository, github);
  expect(marked(github).map(({ id }) => id)).toEqual([first?.id]);
});

test('a run whose pull request has moved on is left alone', async () => {
  using repository = bot({ change: 'tidy-refund-prompt', fork: true });
  await using github = await strangersGitHub(repository);
  await strangersGate(repository, github);
  const [pull] = github.repository.pulls;
  if (pull !== undefined) pull.head = { ...pull.head, sha: repository.base };
  const step = await reportFor(repository, github);
  expect(step).toMatchObject({ code: 0, outputs: { posted: '' } });
  expect(github.repository.comments).toEqual([]);
});

test('a run of a branch of our own has reported for itself', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  await using github = await strangersGitHub(repository);
  finishRun(repository, github, { headRepository: 'acme/support-bot', actor: 'ana' });
  expect(await reportFor(repository, github)).toMatchObject({ code: 0, outputs: { posted: '' } });
});

test.each([
  ['another workflow', { path: '.github/workflows/other.yml' }],
  ['another event', { event: 'push' }],
  ['a run that has not ended', { status: 'in_progress' as const, conclusion: null }],
])('%s is refused', async (_, given) => {
  using repository = bot({ change: 'tidy-refund-prompt', fork: true, evals: false });
  await using github = await strangersGitHub(repository);
  finishRun(repository, github, given);
  const step = await reportFor(repository, github);
  expect(step.code).toBe(1);
  expect(annotations(step).join('\n')).toContain('run-not-reportable');
  expect(github.repository.comments).toEqual([]);
});
