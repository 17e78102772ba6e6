import { describe, expect, test } from 'vitest';
import { type EolOverride, modelEol } from '../../src/models/eol.ts';

const TODAY = '2026-11-21';
const eol = (id: string, today = TODAY, overrides: readonly EolOverride[] = []) =>
  modelEol(id, today, overrides);

describe('six months before the end', () => {
  // gpt-5-2025-08-07 stops at OpenAI on 2026-12-11.
  test.each([
    ['2026-06-10', 'ok', 184],
    ['2026-06-11', 'ends-soon', 183],
    ['2026-06-12', 'ends-soon', 182],
    ['2026-12-10', 'ends-soon', 1],
    ['2026-12-11', 'retired', 0],
    ['2026-12-12', 'retired', -1],
  ])('on %s it is %s', (today, state, daysLeft) => {
    expect(eol('gpt-5-2025-08-07', today)).toMatchObject({ state, daysLeft });
  });

  test('days are counted over a leap day', () => {
    const line = { id: 'house-model', retires: '2028-03-01' };
    expect(eol('house-model', '2028-02-28', [line]).daysLeft).toBe(2);
  });
});

test('a line of the table is given whole', () => {
  expect(eol('gpt-4-0613')).toEqual({
    state: 'retired',
    retires: '2026-10-23',
    deprecated: '2026-04-22',
    successor: 'gpt-5.6-sol',
    source: 'https://developers.openai.com/api/docs/deprecations',
    daysLeft: -29,
    matched: 'gpt-4-0613',
  });
});

test('what is in no table is unknown, without a guess', () => {
  const nothing = {
    state: 'unknown',
    retires: null,
    deprecated: null,
    successor: null,
    source: null,
    daysLeft: null,
  };
  for (const id of ['house-model', '', 'claude-sonnet-5-5', 'text-embedding-3-large', 'command-r-08-2024']) {
    expect(eol(id)).toMatchObject(nothing);
  }
});

test('a model announced as ending without a date is unknown, and says since when', () => {
  expect(eol('command-r')).toMatchObject({
    state: 'unknown',
    deprecated: '2025-09-15',
    successor: 'command-r-08-2024',
  });
});

test('an earliest possible date warns and never blocks', () => {
  expect(eol('gemini-3.1-flash-lite', '2026-11-21').state).toBe('ends-soon');
  expect(eol('gemini-3.1-flash-lite', '2027-06-01')).toMatchObject({ state: 'ends-soon', daysLeft: -25 });
});

describe('the platform decides', () => {
  test.each([
    ['gpt-4o-2024-05-13', '2026-10-23'],
    ['openai:chat:gpt-4o-2024-05-13', '2026-10-23'],
    ['openrouter/openai/gpt-4o-2024-05-13', '2026-10-23'],
    ['azure/gpt-4o-2024-05-13', '2026-12-09'],
    ['claude-3-haiku-20240307', '2026-04-20'],
    ['claude_3_haiku_20240307', '2026-04-20'],
    ['anthropic/claude-3-haiku-20240307', '2026-04-20'],
    ['us.anthropic.claude-3-haiku-20240307-v1:0', '2026-09-10'],
    ['bedrock/converse/eu.anthropic.claude-3-haiku-20240307-v1:0', '2026-09-10'],
    ['arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0', '2026-09-10'],
    ['claude-3-haiku@20240307', '2026-08-23'],
    ['vertex_ai/claude-3-haiku@20240307', '2026-08-23'],
    ['gemini-2.5-pro', '2026-12-01'],
    ['models/gemini-2.5-pro', '2026-12-01'],
    ['vertex_ai/gemini-2.5-pro', '2026-10-20'],
    ['llama-3.3-70b-versatile', '2026-08-16'],
    ['groq/qwen/qwen3-32b', '2026-07-17'],
    ['azure_ai/grok-3', '2026-05-01'],
    ['ft:gpt-4o-mini-2024-07-18:acme:bot:1', '2027-01-14'],
  ])('%s retires on %s', (id, retires) => {
    expect(eol(id).retires).toBe(retires);
  });

  test('open weights have no end of their own, and an unlisted host none that is known', () => {
    expect(eol('qwen3-32b').state).toBe('unknown');
    expect(eol('meta-llama/Llama-3.1-8B-Instruct').state).toBe('unknown');
    expect(eol('together_ai/qwen/qwen3-32b').state).toBe('unknown');
    expect(eol('github/gpt-4o-2024-05-13').state).toBe('unknown');
  });
});

describe('an alias', () => {
  test.each([
    ['gpt-4o', 'gpt-4o-2024-08-06', '2027-01-14'],
    ['azure/gpt-4o', 'gpt-4o-2024-08-06', '2027-04-14'],
    ['claude-sonnet-4-5', 'claude-sonnet-4-5-20250929', '2026-11-30'],
    ['claude-3-5-sonnet-latest', 'claude-3-5-sonnet-20240620', '2025-10-28'],
    ['openrouter/anthropic/claude-3.5-sonnet', 'claude-3-5-sonnet-20240620', '2025-10-28'],
    ['claude-opus-4-0', 'claude-opus-4-20250514', '2026-06-15'],
  ])('%s lasts as long as its last snapshot', (id, matched, retires) => {
    expect(eol(id)).toMatchObject({ matched, retires });
  });

  test('does not take the date of another model that starts with its name', () => {
    expect(eol('claude-opus-4').matched).toBe('claude-opus-4-20250514');
    expect(eol('gpt-5').matched).toBe('gpt-5-2025-08-07');
    expect(eol('azure/claude-opus-4').matched).toBeNull();
  });
});

describe('overrides', () => {
  const line = {
    id: 'gpt-4o',
    retires: '2026-12-31',
    successor: 'house-model',
    source: 'https://example.com/contract',
  };

  test('win over the table', () => {
    expect(eol('gpt-4o', TODAY, [line])).toEqual({
      state: 'ends-soon',
      retires: '2026-12-31',
      deprecated: null,
      successor: 'house-model',
      source: 'https://example.com/contract',
      daysLeft: 40,
      matched: 'gpt-4o',
    });
  });

  test('need only id and date, and may name what nobody else knows', () => {
    const house = [{ id: 'House-Model', retires: '2026-01-01' }];
    for (const id of ['house-model', ' HOUSE-MODEL ']) expect(eol(id, TODAY, house).state).toBe('retired');
  });

  test('hold behind every prefix unless they name a platform', () => {
    expect(eol('azure/gpt-4o', TODAY, [line]).retires).toBe('2026-12-31');
    expect(eol('azure/gpt-4o', TODAY, [{ ...line, provider: 'openai' }]).retires).toBe('2027-04-14');
    expect(eol('gpt-4o', TODAY, [{ ...line, provider: 'openai' }]).retires).toBe('2026-12-31');
    expect(eol('gpt-4o', TODAY, [{ id: 'azure/gpt-4o', retires: '2030-01-01' }]).retires).toBe('2027-01-14');
  });

  test('the one for the platform beats the one for all', () => {
    const both = [line, { id: 'gpt-4o', provider: 'azure', retires: '2029-01-01' }];
    expect(eol('azure/gpt-4o', TODAY, both).retires).toBe('2029-01-01');
    expect(eol('gpt-4o', TODAY, both).retires).toBe('2026-12-31');
  });

  test('can take a date back', () => {
    expect(eol('gpt-4-0613', TODAY, [{ id: 'gpt-4-0613', retires: null }])).toMatchObject({
      state: 'unknown',
      daysLeft: null,
    });
  });

  test('may leave out the organisation of a hub id', () => {
    const weights = [{ id: 'Llama-3.1-8B-Instruct', retires: '2027-01-01' }];
    expect(eol('meta-llama/Llama-3.1-8B-Instruct', TODAY, weights).state).toBe('ends-soon');
  });

  test('do not spread from an alias to its snapshots', () => {
    expect(eol('gpt-4o-2024-08-06', TODAY, [line]).retires).toBe('2027-01-14');
  });
});

test.each(['', '21.11.2026', '2026-11-31', '2026-2-3', 'today'])('today as %j is refused', (today) => {
  expect(() => eol('gpt-4o', today)).toThrow(RangeError);
});
