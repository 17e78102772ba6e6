import { expect, test } from 'vitest';
import { KINDS } from '../../src/bundle/kinds.ts';
import { classified } from './classified.ts';

/** Anything that a file may hold where a rule expects a word or a number. */
const SHAPES = ['null', '{ a: { b: [1] } }', '[{ c: 1 }, [2], null]', '{}', '[]', 'true', '1.5', '"text"'];
const KEYS = [
  ...['model', 'model_version', 'version', 'revision', 'image', 'path', 'md5', 'temperature', 'threshold'],
  ...['max_tokens', 'if', 'run', 'uses', 'with', 'on', 'name', 'tools', 'permissions', 'prompt', 'id'],
];
const PATHS = ['config/model.yaml', 'weights/w.bin.dvc', 'dvc.lock', '.github/workflows/evals.yml'];

const text = (shape: string): string =>
  [
    ...KEYS.map((key) => `${key}: ${shape}`),
    'jobs:',
    '  evals:',
    `    steps: [{ run: ${shape}, if: ${shape}, name: ${shape}, with: { threshold: ${shape} } }]`,
    `    if: ${shape}`,
    'models:',
    ...KEYS.map((key) => `  ${key}: ${shape}`),
    'outs:',
    `  - { md5: abc, path: ${shape}, size: ${shape} }`,
    '',
  ].join('\n');

test('a value of any shape in the place of one of any other shape is classified, and never a crash', {
  timeout: 120_000,
}, async () => {
  let count = 0;
  for (const kind of KINDS)
    for (const path of PATHS)
      for (const [i, from] of SHAPES.entries()) {
        // Each shape meets each other one over the kinds.
        const to = SHAPES[(i + 1 + (count % (SHAPES.length - 1))) % SHAPES.length] ?? 'null';
        count += 1;
        const risk = await classified([{ kind, path, from: text(from), to: text(to) }]);
        expect(risk.findings.length, `${kind} ${path}: ${from} to ${to}`).toBeGreaterThan(0);
      }
});
