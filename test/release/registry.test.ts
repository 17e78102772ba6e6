import { describe, expect, it } from 'vitest';
import { extend } from '../../src/ledger/chain.ts';
import { EMPTY_STATE, type State } from '../../src/ledger/state.ts';
import { aliasOf, registryPlan, type SeenRegistry, type SeenVersion } from '../../src/release/registry.ts';
import { adopted, release } from '../ledger/story.ts';

const ONE = release('1.0.0');
const TWO = release('1.1.0');

function stateOf(...releases: readonly (typeof ONE)[]): State {
  return releases.reduce((state, one, i) => extend(state, [adopted(i, one)]).state, EMPTY_STATE);
}

function version(number: string, of: typeof ONE, tags: Record<string, string> = {}): SeenVersion {
  const own = { 'airlock.digest': of.digest, 'airlock.version': of.version, 'airlock.commit': of.commit };
  return { number, tags: { ...own, ...tags } };
}

function seen(
  versions: readonly SeenVersion[],
  production: string | null,
  tags: Record<string, string>,
): SeenRegistry {
  return { model: { tags }, versions, aliases: production === null ? {} : { production } };
}
const settled = (of: typeof ONE, last = 1): Record<string, string> => ({
  'airlock.last': String(last),
  'airlock.alias.production': `${of.digest} ${of.digest}`,
});

function told(state: State, registry: SeenRegistry) {
  const { steps, disagreements } = registryPlan(state, 'bot', registry);
  return { steps: steps.map(({ kind }) => kind), disagreements: disagreements.map(({ code }) => code) };
}

describe('a registry', () => {
  it('that is empty gets everything', () => {
    expect(told(stateOf(ONE), { model: null, versions: [], aliases: {} })).toEqual({
      steps: ['model', 'version', 'alias'],
      disagreements: [],
    });
  });

  it('that says what the ledger says needs nothing', () => {
    expect(told(stateOf(ONE), seen([version('1', ONE)], '1', settled(ONE)))).toEqual({
      steps: [],
      disagreements: [],
    });
  });

  it('that is late is brought on', () => {
    expect(told(stateOf(ONE, TWO), seen([version('1', ONE)], '1', settled(ONE)))).toEqual({
      steps: ['version', 'alias'],
      disagreements: [],
    });
  });

  it.each([
    ['before the alias moved', '1'],
    ['after it', '2'],
  ])('that was left in the middle of a move is gone on with, %s', (_, alias) => {
    const tags = { ...settled(ONE, 2), 'airlock.alias.production': `${ONE.digest} ${TWO.digest}` };
    expect(told(stateOf(ONE, TWO), seen([version('1', ONE), version('2', TWO)], alias, tags))).toEqual({
      steps: ['alias'],
      disagreements: [],
    });
  });

  it.each([
    ['an alias that somebody moved', [version('1', ONE), version('2', TWO)], '2', ['alias-moved']],
    [
      'an alias to a version that is not ours',
      [version('1', ONE), version('2', TWO), { number: '9', tags: {} }],
      '9',
      ['alias-moved'],
    ],
    ['an alias that somebody removed', [version('1', ONE), version('2', TWO)], null, ['alias-removed']],
    ['a version that somebody removed', [version('1', ONE)], '1', ['version-removed']],
    [
      'a version under two numbers',
      [version('1', ONE), version('2', TWO), version('3', TWO)],
      '1',
      ['version-twice'],
    ],
    [
      'a version whose commit was changed',
      [version('1', ONE), version('2', TWO, { 'airlock.commit': 'f'.repeat(40) })],
      '1',
      ['version-altered'],
    ],
    [
      'a version under another digest',
      [version('1', ONE), version('2', TWO, { 'airlock.digest': 'sha256:0' })],
      '1',
      ['version-altered'],
    ],
  ] as const)(
    'is contradicted by %s, and nothing is written over it',
    (_, versions, alias, disagreements) => {
      // The ledger went back to 1.0.0.
      const state = stateOf(TWO, ONE);
      expect(told(state, seen(versions, alias, settled(ONE, 2)))).toEqual({ steps: [], disagreements });
    },
  );
});

it.each([
  ['production', 'production'],
  ['Prod EU', 'prod-eu'],
  ['v2', 'environment-v2'],
  ['Latest', 'environment-latest'],
])('the environment %s has the alias %s', (environment, alias) => {
  expect(aliasOf(environment)).toBe(alias);
});
