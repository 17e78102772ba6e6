import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare, evaluate, readVectors, run } from '../../scripts/vectors.ts';

const here = import.meta.dirname;
const vectors = readVectors(join(here, 'vectors.json'));

describe('reference vectors', () => {
  it('are all there', () => {
    expect(vectors.length).toBe(192);
  });

  it.each(
    vectors.filter(({ method }) => method !== 'passK.dataset').map((vector) => [vector.id, vector] as const),
  )('%s', (_id, vector) => {
    const outcome = evaluate(vector, here);
    expect(outcome.kind === 'misses' ? outcome.lines : []).toEqual([]);
    expect(outcome.kind).toMatch(/^holds/);
  });

  it('leave only t quantiles within the error of the reference', () => {
    const loose = vectors.filter((vector) => evaluate(vector, here).kind === 'holds-loosely');
    expect(loose.map(({ method }) => method)).toEqual(new Array(6).fill('studentT.quantile'));
  });
});

/** Runs the script on a file with this content. */
function runOn(content: unknown, extra: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
  const path = join(folder, 'file.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  for (const [name, text] of Object.entries(extra)) writeFileSync(join(folder, name), text);
  const out: string[] = [];
  const err: string[] = [];
  const code = run(
    [path],
    (line) => out.push(line),
    (line) => err.push(line),
  );
  return { code, out, err };
}

const phi = (expected: unknown, tolerance: unknown = { abs: 1e-12 }) => ({
  id: 'phi',
  method: 'normal.cdf',
  inputs: { x: 0 },
  expected,
  tolerance,
});

describe('scripts/vectors.ts', () => {
  it('names a miss with what it got and what was expected, and exits 1', () => {
    const { code, out } = runOn({ vectors: [phi(0.5), phi(0.51)] });
    expect(out).toEqual(['phi: got 0.5, expected 0.51', '1 of 2']);
    expect(code).toBe(1);
  });

  it('counts an unknown method as a miss', () => {
    const { code, out } = runOn({ vectors: [{ ...phi(0.5), id: 'odd', method: 'toString' }] });
    expect(out).toEqual(['odd: unknown method toString', '0 of 1']);
    expect(code).toBe(1);
  });

  it('takes an input that makes no sense for a miss, not for a crash', () => {
    const { code, out } = runOn([{ ...phi(0.5), inputs: { x: 'nought' } }]);
    expect(out).toEqual(['phi: input x is not a number', '0 of 1']);
    expect(code).toBe(1);
  });

  it.each([
    ['not JSON', '{"vectors": [', /^.* is not JSON: .*\.$/],
    ['no vectors', '{"meta": 1}', /holds no list "vectors" with entries\.$/],
    ['an empty list', '[]', /holds no list "vectors" with entries\.$/],
    [
      'an entry without inputs',
      '[{"id": "a", "method": "normal.cdf", "expected": 1}]',
      /lacks an object "inputs"\.$/,
    ],
    ['an entry without a method', '[{"id": "a"}]', /entry 1 of "vectors" lacks a text "id" or "method"\.$/],
  ])('answers a file with %s in one sentence and 64', (_what, content, sentence) => {
    const { code, out, err } = runOn(content);
    expect(code).toBe(64);
    expect(out).toEqual([]);
    expect(err).toHaveLength(1);
    expect(err[0]).toMatch(sentence);
  });

  it('answers a missing file and missing arguments with 64', () => {
    const err: string[] = [];
    expect(
      run(
        ['/nowhere/vectors.json'],
        () => {},
        (line) => err.push(line),
      ),
    ).toBe(64);
    expect(
      run(
        [],
        () => {},
        (line) => err.push(line),
      ),
    ).toBe(64);
    expect(err).toEqual([
      '/nowhere/vectors.json cannot be read.',
      'Name one file of vectors: node scripts/vectors.ts FILE.',
    ]);
  });

  const dataset = (expected: unknown) => ({
    id: 'trials',
    method: 'passK.dataset',
    inputs: { file: 'trials.json', trials: 2, success: 'reward==1' },
    expected,
    tolerance: { abs: 1e-12 },
  });
  const trials = JSON.stringify(
    [1, 1, 1, 0, 0, 0].map((reward, i) => ({ task_id: Math.floor(i / 2), reward, trial: i % 2 })),
  );

  it('recomputes a data set that lies beside the file', () => {
    const expected = { passHat: [0.5, 1 / 3], passAt: [0.5, 2 / 3] };
    expect(runOn([dataset(expected)], { 'trials.json': trials })).toMatchObject({ code: 0, out: ['1 of 1'] });
    expect(runOn([dataset({ passHat: [0.5, 0.5] })], { 'trials.json': trials }).code).toBe(1);
  });

  it('does not count a data set that is not at hand', () => {
    const { code, out } = runOn([phi(0.5), dataset({ passHat: [0.5] })]);
    expect(out).toEqual([
      'trials: not at hand, trials.json is not beside the vectors',
      '1 not at hand',
      '1 of 1',
    ]);
    expect(code).toBe(0);
  });

  it('lets a t quantile of the reference be wrong by 1e-8 and says so, but not by more', () => {
    const t = (expected: number) => ({
      id: 't',
      method: 'studentT.quantile',
      inputs: { p: 0.95, df: 4 },
      expected,
      tolerance: { rel: 1e-10 },
    });
    const { code, out } = runOn([t(2.13184678133629)]);
    expect(code).toBe(0);
    expect(out[0]).toMatch(/^t: got 2.1318467863.*within the error of the reference/);
    expect(out.slice(1)).toEqual(["1 within the reference's own error", '1 of 1']);
    expect(runOn([t(2.1318469)]).code).toBe(1);
  });
});

describe('compare', () => {
  it('takes the larger of the two tolerances', () => {
    expect(compare(100.5, 100, { abs: 0.1, rel: 0.01 }, '')).toEqual([]);
    expect(compare(102, 100, { abs: 0.1, rel: 0.01 }, '')).toHaveLength(1);
  });

  it('holds a number without tolerance to nine digits and a missing one against nothing', () => {
    expect(compare(1 + 1e-10, 1, {}, '')).toEqual([]);
    expect(compare(1 + 1e-8, 1, {}, '')).toHaveLength(1);
    expect(compare(undefined, 1, { abs: 5 }, '')).toHaveLength(1);
  });

  it('takes null for undefined and unbounded, and nothing else', () => {
    expect(compare([undefined, Number.POSITIVE_INFINITY], [null, null], {}, '')).toEqual([]);
    expect(compare(0, null, { abs: 1 }, '')).toHaveLength(1);
  });

  it('gives tolerances by name to the names they begin', () => {
    const tolerance = { accelerationAbs: 1e-3, ciRel: 0.02 };
    const expected = { acceleration: 0.06, ciApprox: [100, 200], percentileApprox: [90, 190] };
    const got = { acceleration: 0.0605, ciApprox: [101, 199], percentileApprox: [91, 191] };
    expect(compare(got, expected, tolerance, '')).toEqual([]);
    expect(compare({ ...got, acceleration: 0.07 }, expected, tolerance, '')).toHaveLength(1);
    expect(compare({ ...got, ciApprox: [110, 199] }, expected, tolerance, '')).toHaveLength(1);
  });

  it('wants words, switches and lengths exactly', () => {
    expect(compare('PASS', 'FAIL', { abs: 1 }, '')).toHaveLength(1);
    expect(compare(true, false, { abs: 1 }, '')).toHaveLength(1);
    expect(compare([1], [1, 2], { abs: 9 }, '')).toHaveLength(1);
  });
});
