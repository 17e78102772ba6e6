import { expect, test } from 'vitest';
import type { Finding } from '../../src/risk/finding.ts';
import { scopeOf } from '../../src/risk/scope.ts';

const found = (
  code: Finding['code'],
  component: string | null = 'model',
  args: Finding['args'] = {},
): Finding => ({
  code,
  tier: 'medium',
  component,
  path: 'a',
  line: 1,
  args,
});
const moved = (component: string | null, from: string | null = 'a', to: string | null = 'b'): Finding =>
  found('model-changed', component, { from, to });
const reasons = (...findings: Finding[]): readonly string[] => scopeOf(findings, []).scopeReasons;

test('what one bundle has to itself is a feature', () => {
  expect(scopeOf([found('prompt-guidance-changed'), moved('model')], [])).toEqual({
    scope: 'feature',
    scopeReasons: [],
  });
});

test('what bundles share is cross-cutting, and says why', () => {
  expect(scopeOf([found('model-sdk-major')], [])).toEqual({
    scope: 'cross-cutting',
    scopeReasons: ['model-sdk-major'],
  });
  expect(reasons(found('engine-changed'), found('model-sdk-major'))).toEqual([
    'engine-changed',
    'model-sdk-major',
  ]);
  expect(scopeOf([], ['other']).scopeReasons).toEqual(['several-bundles']);
});

test('a judge alone moves no bar that others stand under; with a baseline recorded anew it does', () => {
  expect(reasons(found('judge-model-changed'))).toEqual([]);
  expect(reasons(found('baseline-rerecorded'))).toEqual([]);
  expect(reasons(found('judge-model-changed'), found('baseline-rerecorded'))).toEqual([
    'judge-model-changed',
  ]);
  expect(reasons(found('judge-model-changed'), found('baseline-rerecorded-with-change'))).toEqual([
    'judge-model-changed',
  ]);
});

test('one model for another in several components is a migration', () => {
  expect(reasons(moved('model'), moved('routing'))).toEqual(['model-migration']);
  expect(reasons(moved('model'), moved('model'))).toEqual([]);
  expect(reasons(moved('model'), moved('routing', 'a', 'c'))).toEqual([]);
  expect(reasons(moved('model', null), moved('routing', null))).toEqual([]);
  expect(reasons(moved('model', 'a', null), moved('routing', 'a', null))).toEqual([]);
  expect(reasons(moved(null), moved(null))).toEqual([]);
});
