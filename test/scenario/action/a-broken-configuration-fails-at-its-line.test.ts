import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf } from '../pull.ts';
import { annotations } from '../shown.ts';
import { tinyBase, tinyConfig } from '../tiny.ts';

test.each([
  ['an unknown key', tinyConfig('stge: observe\n')],
  ['a wrong value', tinyConfig('stage: strict\n')],
  ['no YAML', 'bundle: [tiny\n'],
  ['a name that is not defined', tinyConfig('tiers: { high: { window: weekly } }\n')],
])('%s fails at its line', async (_, text) => {
  using repository = bot({ example: false, base: tinyBase(), files: { '.github/airlock.yml': text } });
  await using github = await githubOf(repository);
  const step = await gate(repository, github);
  expect(step).toMatchObject({ code: 1, stderr: '', outputs: {}, summary: '' });
  expect(annotations(step)).toMatchSnapshot();
  expect(github.repository.comments).toEqual([]);
});
