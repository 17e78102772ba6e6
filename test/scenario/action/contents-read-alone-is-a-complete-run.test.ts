import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf } from '../pull.ts';
import { annotations, firstScreen } from '../shown.ts';

test('contents: read alone is a complete run', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  await using github = await githubOf(repository);
  const full = await gate(repository, github);
  const step = await gate(repository, github, { token: 'ghs_read' });

  expect(step.code).toBe(full.code);
  expect({ ...step.outputs, report: '', result: '', flipped: '' }).toEqual({
    ...full.outputs,
    report: '',
    result: '',
    flipped: '',
  });
  expect(firstScreen(step.summary)).toBe(firstScreen(full.summary));
  expect(annotations(step).filter((line) => !line.startsWith('notice'))).toEqual(annotations(full));
  expect(annotations(step).filter((line) => line.startsWith('notice'))).toMatchInlineSnapshot(`[]`);
});

test('in a private repository it says once that it may not read pull requests either', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  await using github = await githubOf(repository, { repository: { private: true } });
  const step = await gate(repository, github, { token: 'ghs_read' });

  expect(step.code).toBe(1);
  expect(annotations(step).filter((line) => line.startsWith('notice'))).toMatchInlineSnapshot(`
    [
      "notice The token lacks \`pull-requests\`: labels are taken from the event and may be out of date, decisions of persons on the pull request are not seen, the report is not posted as a comment, no risk label is set. Add \`pull-requests: write\` to \`permissions:\`. The report is in the job summary.",
    ]
  `);
});

test('a fork says why its token may not', async () => {
  using repository = bot({ change: 'tidy-refund-prompt', fork: true });
  await using github = await githubOf(repository);
  const step = await gate(repository, github, { token: 'ghs_read' });

  expect(annotations(step).filter((line) => line.startsWith('notice'))).toMatchInlineSnapshot(`
    [
      "notice A pull request from a fork has a read-only token: the report is not posted as a comment, no risk label is set. The report is in the job summary.",
    ]
  `);
});

test('no token at all is a complete run, and nothing is asked of GitHub', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  await using github = await githubOf(repository);
  const step = await gate(repository, github, { inputs: { token: '' } });

  expect(step.code).toBe(1);
  expect(step.outputs['decision']).toBe('no-go');
  expect(github.routes()).toEqual([]);
  expect(annotations(step).filter((line) => line.startsWith('notice'))).toEqual([]);
});

test('comment: false posts nothing and still labels', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  await using github = await githubOf(repository);
  await gate(repository, github, { inputs: { comment: 'false' } });

  expect(github.repository.comments).toEqual([]);
  expect(github.repository.pulls[0]?.labels).toEqual(['airlock: high']);
  github.assertClean();
});
