import { expect, test } from 'vitest';
import { DOCTOR_CODES } from '../../src/doctor/finding.ts';
import { CHECK_CODES } from '../../src/gates/check.ts';
import { REASONS } from '../../src/gates/decision.ts';
import { PROBLEM_CODES } from '../../src/problem.ts';
import { allCodes } from '../../src/report/codes/all.ts';
import { NEXT_CODES } from '../../src/report/next.ts';
import { sources } from '../house/sources.ts';

/** Made of parts: `component-${kind}`. */
const COMPOSED = new Set<string>(['component-symlink', 'component-submodule']);
/** Not said by anything yet. */
const RESERVED = new Set<string>(['input-removed', 'format-differs']);
const CODE = /^[a-z]+(?:-[a-z0-9]+)*$/u;

test('every code is kebab-case and stands once in its list', () => {
  for (const list of [CHECK_CODES, REASONS, PROBLEM_CODES, NEXT_CODES, DOCTOR_CODES]) {
    expect(list.filter((code) => !CODE.test(code))).toEqual([]);
    expect(new Set(list).size).toBe(list.length);
  }
});

test('every code is explained in three sentences', () => {
  for (const { code, title, why, mend } of allCodes())
    for (const text of [title, why, mend]) expect(text, code).toMatch(/^(?:[`A-Z"]|git ).*[.?]$/su);
});

test('every code of a problem or a check is used somewhere', () => {
  const text = sources()
    .filter(
      ({ path }) =>
        !path.startsWith('report/codes/') && !/^(?:problem|gates\/check|doctor\/finding)\.ts$/u.test(path),
    )
    .map((source) => source.text)
    .join('\n');
  const unused = [...PROBLEM_CODES, ...CHECK_CODES, ...DOCTOR_CODES].filter(
    (code) => !text.includes(`'${code}'`),
  );
  expect(unused.filter((code) => !COMPOSED.has(code) && !RESERVED.has(code))).toEqual([]);
  expect(
    [...RESERVED].filter((code) => !unused.some((one) => one === code)),
    'no longer reserved',
  ).toEqual([]);
});
