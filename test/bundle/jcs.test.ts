import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { canonicalJson, type Json } from '../../src/jcs.ts';

test('canonical JSON is what the reference implementation of RFC 8785 writes', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
      expect(canonicalJson(value as Json)).toBe(canonicalize(value));
    }),
    { numRuns: 1_000 },
  );
});

test('the example of RFC 8785, 3.2.2', () => {
  const value = {
    numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

describe('what JSON cannot hold is refused, not written as something else', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, '\ud800', { '\udfff': 1 }, [undefined], { a: () => 1 }])(
    '%s',
    (value) => {
      expect(() => canonicalJson(value as Json)).toThrow(TypeError);
    },
  );
});
