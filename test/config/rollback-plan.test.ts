import { expect, test } from 'vitest';
import { readRollbackPlan } from '../../src/config/rollback-plan.ts';
import { Refusal } from '../../src/problem.ts';

const PLAN = `responses:
  - symptom: It makes up order numbers
    scope: model
    owner: "@kim"
    verify: golden passes
    sinks: [notes]
  - { stop: safety, scope: forward, owner: "@lee", verify: no refusal is missed }
sinks:
  notes: { remedy: recompute, owner: "@lee" }
`;

function read(text: string, file = 'rollback.yml') {
  return readRollbackPlan(file, Buffer.from(text));
}

/** Every problem as `line:column code found`. */
function problems(text: string, file = 'rollback.yml'): string[] {
  try {
    read(text, file);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.problems.map(
      (one) => `${one.line}:${one.column} ${one.code} ${one.found ?? one.args['key']}`,
    );
  }
}

test('a plan is read from YAML, and from the front matter of a page', () => {
  const plan = read(PLAN);
  expect(plan).toEqual({
    responses: [
      {
        symptom: 'It makes up order numbers',
        stop: null,
        scope: 'model',
        owner: '@kim',
        verify: 'golden passes',
        sinks: ['notes'],
      },
      {
        symptom: null,
        stop: 'safety',
        scope: 'forward',
        owner: '@lee',
        verify: 'no refusal is missed',
        sinks: [],
      },
    ],
    sinks: [{ name: 'notes', remedy: 'recompute', owner: '@lee', how: null }],
  });
  expect(read(`---\n${PLAN}---\n# Rollback\n`, 'docs/rollback.md')).toEqual(plan);
});

test('a page for people is no plan, and neither is a workflow that happens to be called so', () => {
  expect(read('# Rollback\n\nresponses: call Kim.\n', 'rollback.md')).toBeNull();
  expect(read('---\ntitle: Rollback\n---\nCall Kim.\n', 'rollback.md')).toBeNull();
  expect(read('on: push\njobs: {}\n')).toBeNull();
  expect(read('')).toBeNull();
});

test.each([
  [
    'a scope that does not exist',
    PLAN.replace('scope: model', 'scope: modell'),
    ['3:12 config-wrong-value modell'],
  ],
  ['a sink that is not defined', PLAN.replace('[notes]', '[note]'), ['6:13 config-undefined note']],
  [
    'no sign',
    PLAN.replace('- symptom: It makes up order numbers\n    ', '- '),
    ['2:5 config-missing-key responses[0].symptom'],
  ],
  [
    'two signs',
    PLAN.replace('{ stop: safety', '{ symptom: slow, stop: safety'),
    ['7:5 config-missing-key responses[1].symptom'],
  ],
  ['no owner', PLAN.replace('    owner: "@kim"\n', ''), ['2:5 config-missing-key responses[0].owner']],
  ['a misspelt key', PLAN.replace('verify: golden', 'verfy: golden'), ['5:5 config-unknown-key verfy']],
  ['an unknown remedy', PLAN.replace('recompute', 'redo'), ['9:20 config-wrong-value redo']],
  [
    'the name of the review',
    PLAN.replaceAll('notes', 'review'),
    ['6:13 config-wrong-value review', '9:3 config-bad-name review'],
  ],
  [
    'a text too long',
    PLAN.replace('golden passes', 'x'.repeat(201)),
    [`5:13 config-wrong-value ${'x'.repeat(77)}...`],
  ],
  ['a key twice', `${PLAN}sinks: {}\n`, ['10:1 yaml-duplicate-key sinks']],
  ['an alias', PLAN.replace('"@kim"', '&a "@kim"'), ['4:12 yaml-not-plain &a']],
  ['nesting without end', `responses: ${'['.repeat(5000)}`, ['1:28 yaml-too-deep more than 16 levels']],
])('refuses %s at its line', (_, text, expected) => {
  expect(problems(text)).toEqual(expected);
});

test('places in a page are those of the page', () => {
  expect(problems(`---\n${PLAN.replace('scope: model', 'scope: all')}---\n`, 'rollback.md')).toEqual([
    '4:12 config-wrong-value all',
  ]);
});

test('bytes that are no text, and too many of them, are refused', () => {
  expect(() => readRollbackPlan('rollback.yml', new Uint8Array([0xff, 0xfe]))).toThrow('not-utf8');
  expect(() => readRollbackPlan('rollback.yml', new Uint8Array(129 * 1024))).toThrow('file-too-large');
});
