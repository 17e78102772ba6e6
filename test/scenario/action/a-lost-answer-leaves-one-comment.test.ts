import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf, marked } from '../pull.ts';
import { annotations } from '../shown.ts';

const COMMENTS = '/repos/*/*/issues/*/comments';

test.each(['502-after-commit', 'cut-after-commit'] as const)('%s leaves one comment', async (kind) => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  await using github = await githubOf(repository);
  github.faults.push({ kind, method: 'POST', path: COMMENTS });
  const step = await gate(repository, github);

  expect(step.code).toBe(1);
  expect(marked(github)).toHaveLength(1);
  expect(step.log).not.toContain('::notice');
  github.assertClean();
});

test('a comment whose creation failed for good is not there, and the log says so', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  await using github = await githubOf(repository);
  github.faults.push({ kind: '500', method: 'POST', path: COMMENTS });
  const step = await gate(repository, github);

  expect(marked(github)).toEqual([]);
  expect(step.code).toBe(1);
  expect(annotations(step)).toContain(
    'notice GitHub gave no usable answer (status 500): the report is not posted as a comment. The report is in the job summary.',
  );
  github.assertClean();
});
