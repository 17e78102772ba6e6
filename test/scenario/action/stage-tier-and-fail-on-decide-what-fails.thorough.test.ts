import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf } from '../pull.ts';
import { annotations } from '../shown.ts';
import { results, SHARES, tinyBase } from '../tiny.ts';

type Outcome = keyof typeof SHARES;
const FAIL_ON = ['', 'no-go', 'undecided', 'never'] as const;

/** Exit code and level of the annotation, as `fail error`, of every fail-on. */
async function effects(stage: string, tier: string, outcome: Outcome): Promise<string[]> {
  using repository = bot({
    example: false,
    base: tinyBase(`stage: ${stage}\n`),
    files: { [`settings/${tier}.txt`]: 'two\n', 'results.csv': results(SHARES[outcome]) },
  });
  return await Promise.all(
    FAIL_ON.map(async (failOn) => {
      await using github = await githubOf(repository);
      const step = await gate(repository, github, { inputs: { 'fail-on': failOn, comment: 'false' } });
      expect(step.outputs).toMatchObject({ decision: outcome, tier });
      const level = annotations(step)[0]?.split(' ')[0];
      const last = step.log.trimEnd().split('\n').at(-1);
      return `${failOn === '' ? 'default' : failOn}: ${step.code === 0 ? 'green' : 'red'}, ${level}, ${last}`;
    }),
  );
}

test.each([
  ['enforce', 'medium', 'go'],
  ['enforce', 'medium', 'no-go'],
  ['enforce', 'low', 'undecided'],
  ['enforce', 'medium', 'undecided'],
  ['enforce', 'high', 'undecided'],
  ['observe', 'high', 'no-go'],
  ['observe', 'high', 'undecided'],
] as const)('%s, %s risk, %s', async (stage, tier, outcome) => {
  expect(await effects(stage, tier, outcome)).toMatchSnapshot();
});
