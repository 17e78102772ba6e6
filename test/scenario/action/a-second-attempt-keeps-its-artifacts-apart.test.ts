import { afterAll, expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf } from '../pull.ts';
import { annotations } from '../shown.ts';

const repository = bot({ change: 'tidy-refund-prompt', evals: false, draft: true });
afterAll(() => repository[Symbol.dispose]());

test('a second attempt, another job and another configuration keep their artifacts apart', async () => {
  await using github = await githubOf(repository);
  await gate(repository, github, { artifacts: true });
  await gate(repository, github, { artifacts: true, attempt: 2 });
  await gate(repository, github, { artifacts: true, env: { GITHUB_JOB: 'other/job' } });
  await gate(repository, github, { artifacts: true, inputs: { config: '.github/airlock.yml' } });

  expect(github.artifacts().map(({ name }) => name)).toMatchInlineSnapshot(`
    [
      "airlock-report-airlock-1.html",
      "airlock-result-airlock-1.json",
      "airlock-report-airlock-2.html",
      "airlock-result-airlock-2.json",
      "airlock-report-other-job-1.html",
      "airlock-result-other-job-1.json",
      "airlock-report-airlock--github-airlock-yml-1.html",
      "airlock-result-airlock--github-airlock-yml-1.json",
    ]
  `);
  github.assertClean();
});

test('a step that runs twice in one job says that its report is not uploaded again', async () => {
  await using github = await githubOf(repository);
  await gate(repository, github, { artifacts: true });
  const step = await gate(repository, github, { artifacts: true });
  expect(step.code).toBe(0);
  expect(github.artifacts()).toHaveLength(2);
  expect(
    annotations(step).filter((line) => line.startsWith('notice') && line.includes('upload')),
  ).toMatchInlineSnapshot(`
    [
      "notice GitHub did not accept a request (status 409): the report is not uploaded. The report is in the job summary.",
    ]
  `);
});
