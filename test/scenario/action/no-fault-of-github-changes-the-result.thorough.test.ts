import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { fault, INPUTS, noFaultChangesTheResult, OPTIONS, STORIES } from '../faults-of-github.ts';
import { gate, githubOf } from '../pull.ts';

/** Each call meets every fifth kind of fault here, and all of them where the real parts are tested. */
const STEP = 5;

test.each(STORIES)('no fault of GitHub changes the result, $title', { timeout: 240_000 }, async (story) => {
  expect(await noFaultChangesTheResult(story, STEP)).toMatchSnapshot();
});

test('nor does a GitHub that never answers', async () => {
  using repository = bot(OPTIONS);
  await using github = await githubOf(repository);
  github.faults.push(fault('cut-after-commit', 1, 1000));
  const step = await gate(repository, github, { inputs: INPUTS });
  expect(step).toMatchObject({ code: 1, stderr: '' });
  expect(step.outputs['decision']).toBe('undecided');
  expect(step.log.match(/^::notice::.*$/gmu)).toMatchInlineSnapshot(`
    [
      "::notice::GitHub gave no usable answer: labels are taken from the event and may be out of date, decisions of persons on the pull request are not seen, nothing is carried over from a ledger, the report is not posted as a comment, no risk label is set, no check run is made. The report is in the job summary.",
    ]
  `);
});
