import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../src/config/policy.ts';
import { sound, wrong } from './read.ts';

const EXAMPLE = readFileSync(new URL('fixtures/example.yml', import.meta.url), 'utf8');

test('the example', () => {
  const { identity, policy } = sound(EXAMPLE);
  expect(identity.name).toBe('support-bot');
  expect(identity.components.map(({ name, kind }) => `${name} ${kind}`).slice(0, 3)).toEqual([
    'model model',
    'prompts prompt',
    'tools tools',
  ]);
  expect(identity.components.every((one) => one.links === 'refuse' && !one.confidential)).toBe(true);
  expect(policy.stage).toBe('enforce');
  expect(policy.evidence.map(({ name, when }) => [name, when.join()])).toEqual([
    ['golden', 'pull_request,merge_group,candidate'],
    ['redteam', 'pull_request,merge_group,candidate'],
    ['shadow', 'canary'],
  ]);
  expect(policy.gates?.map(({ gate, criteria }) => [gate, criteria.length])).toEqual([
    ['functional', 1],
    ['safety', 1],
    ['operational', 2],
    ['business', 1],
  ]);
  expect(policy.tiers.high).toEqual({
    gates: null,
    evidence: null,
    undecided: 'block',
    window: 'monthly',
    rollout: 'staged',
    approvals: { product: 1, platform: 1, risk: 1, operations: 1 },
    accountable: { role: 'product', people: ['@ana'] },
    rollbackPlan: true,
  });
});

test.each([
  '',
  '\n',
  '# a comment\n',
  '---\n',
  '{}',
  '~',
  'null\n',
  '---\n...\n',
  '\ufeff',
  '\r\n',
  'gates:\n',
  'tiers:\npeople: ~\n',
])('nothing in the file: %j', (text) => {
  const { identity, policy } = sound(text);
  expect(identity).toEqual({ name: 'bot', components: [], provisional: false });
  expect(policy).toEqual(DEFAULT_POLICY);
  expect(policy.stage).toBe('observe');
});

test('CRLF, a byte order mark, other quotes and other layout mean the same', () => {
  const expected = sound(EXAMPLE);
  expect(sound(EXAMPLE.replaceAll('\n', '\r\n'))).toEqual(expected);
  expect(sound(`\ufeff${EXAMPLE}`)).toEqual(expected);
  expect(sound(`---\n${EXAMPLE}...\n# end\n`)).toEqual(expected);
  expect(sound(EXAMPLE.replaceAll('"', "'"))).toEqual(expected);
});

test('words that old YAML took for truth are text', () => {
  const values = sound(
    'components: { a: { kind: other, values: { a: no, b: yes, c: on, d: 0777, e: 1_000, f: 12:30:45 } } }',
  );
  expect(values.identity.components[0]?.values).toEqual({
    a: 'no',
    b: 'yes',
    c: 'on',
    d: 777,
    e: '1_000',
    f: '12:30:45',
  });
});

test('numbers that a double holds', () => {
  const values = sound(
    'components: { a: { kind: other, values: { a: 9007199254740991, b: 1.50, c: 1e3, d: 0x1f, e: -0.0, f: .5, g: 1e-7, h: +3 } } }',
  );
  expect(values.identity.components[0]?.values).toEqual({
    a: 9007199254740991,
    b: 1.5,
    c: 1000,
    d: 31,
    e: -0,
    f: 0.5,
    g: 1e-7,
    h: 3,
  });
});

test.each([
  ['apps/bot', 'apps/bot/prompts/**'],
  ['apps/bot/', 'apps/bot/prompts/**'],
  ['./apps/bot//', 'apps/bot/prompts/**'],
  ['/apps/bot', 'apps/bot/prompts/**'],
  ['.', 'prompts/**'],
  ['./', 'prompts/**'],
  ['/', 'prompts/**'],
  ['""', 'prompts/**'],
])('root %s', (root, glob) => {
  const { identity } = sound(`root: ${root}\ncomponents: { a: { kind: prompt, paths: ["prompts/**"] } }`);
  expect(identity.components[0]?.paths).toEqual([glob]);
});

test('the name comes from the file where the file gives none', () => {
  expect(sound('', null, 'refunds').identity.name).toBe('refunds');
  expect(sound('bundle: other', null, 'Refunds').identity.name).toBe('other');
  expect(wrong('', null, 'Refunds')).toEqual(['airlock.yml:1:1 config-bad-name Refunds']);
});

test('stage: enforced once there are gates, unless it says otherwise', () => {
  const gates =
    'evidence: { g: { path: a } }\ngates: { functional: [ { evidence: g, metric: s, min: 1 } ] }\n';
  expect(sound(gates).policy.stage).toBe('enforce');
  expect(sound(`${gates}stage: observe`).policy.stage).toBe('observe');
  expect(sound('stage: enforce').policy.stage).toBe('enforce');
});

test('built-in windows, rollouts and gates need no definition, and rollouts may be redefined', () => {
  const text = [
    'tiers: { low: { window: always, rollout: canary, gates: [functional, safety, operational, business] } }',
    'rollouts: { staged: [ { traffic: 50% }, { traffic: 100% } ] }',
  ].join('\n');
  expect(wrong(text)).toEqual([]);
});

test('a gate of your own with a name of its own', () => {
  const own = (gate: string): string =>
    `evidence: { g: { path: a } }\ngates: { ${gate}: [ { evidence: g, metric: s, min: 1 } ] }`;
  for (const gate of ['fairness', 'functional-de', 'security', 'ops', 'busy'])
    expect(wrong(own(gate)), gate).toEqual([]);
  for (const gate of [
    'saftey',
    'safe',
    'safet',
    'safetyy',
    'safe-ty',
    'functiona',
    'fucntional',
    'buisness',
    'operationals',
  ])
    expect(wrong(own(gate)), gate).toEqual([`airlock.yml:2:10 config-gate-name ${gate}`]);
});
