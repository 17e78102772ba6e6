import { expect, test } from 'vitest';
import { ownersOf, readOwners } from '../../src/doctor/codeowners.ts';

test.each([
  ['* @a', '.github/airlock.yml', ['@a']],
  ['/.github/ @a', '.github/airlock/bot.yml', ['@a']],
  ['.github/ @a', 'sub/.github/x', ['@a']],
  ['/.github/airlock.yml @a @b', '.github/airlock.yml', ['@a', '@b']],
  ['*.yml @a', '.github/airlock.yml', ['@a']],
  ['docs/* @a', 'docs/a/b.md', []],
  ['docs/* @a', 'docs/b.md', ['@a']],
  ['/docs @a', 'docs/a/b.md', ['@a']],
  ['**/airlock @a', '.github/airlock/x.yml', ['@a']],
  ['# * @a', 'x', []],
  ['* @a # everybody', 'x', ['@a']],
  ['* @a\n/.github/ @b\n', '.github/airlock.yml', ['@b']],
  ['* @a\n/.github/\n', '.github/airlock.yml', []],
  ['', 'x', []],
])('%j: %s', (text, path, owners) => {
  expect(ownersOf(readOwners(text), path)).toEqual(owners);
});
