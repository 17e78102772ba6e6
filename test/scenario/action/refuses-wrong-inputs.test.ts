import { afterAll, expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf } from '../pull.ts';
import { annotations, shown } from '../shown.ts';

const repository = bot({ change: 'tidy-refund-prompt', evals: false });
afterAll(() => repository[Symbol.dispose]());

test.each([
  { comment: 'yes' },
  { 'fail-on': 'nogo' },
  { evidence: 'out/golden.jsonl' },
  { evidence: 'golden=\nredteam=out/redteam.jsonl' },
  { evidence: 'goldn=README.md' },
  { evidence: 'golden=out/nothing.jsonl' },
  { baseline: 'golden=../../etc/nothing' },
  { config: 'airlock.yaml' },
  { config: '/nowhere/airlock.yml' },
])('%o', async (inputs) => {
  await using github = await githubOf(repository);
  const step = await gate(repository, github, { inputs });
  expect(step).toMatchObject({ code: 1, stderr: '', outputs: {} });
  expect(
    annotations(step).map((line) => shown(line).replaceAll(repository.path, '{workspace}')),
  ).toMatchSnapshot();
  expect(github.repository.comments).toEqual([]);
});
