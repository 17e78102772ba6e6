import { expect, test } from 'vitest';
import { pinned, pinOf } from '../../src/setup/pins.ts';

const ZEROS = '0'.repeat(40);
const COMMIT = 'a1'.repeat(20);

test('our own actions get the commit and the version, others stay as they are', () => {
  const text = [
    `      - uses: airlock-ci/airlock/actions/gate@${ZEROS} # v0.0.0`,
    `      - uses: "airlock-ci/airlock@${ZEROS}" # v0.0.0`,
    `      - uses: airlock-ci/airlock/actions/report@${ZEROS}`,
    `      - uses: actions/checkout@${ZEROS} # v7.0.1`,
    `      # ${ZEROS}`,
  ].join('\n');
  expect(pinned(text, COMMIT, '1.2.3').split('\n')).toEqual([
    `      - uses: airlock-ci/airlock/actions/gate@${COMMIT} # v1.2.3`,
    `      - uses: "airlock-ci/airlock@${COMMIT}" # v1.2.3`,
    `      - uses: airlock-ci/airlock/actions/report@${COMMIT} # v1.2.3`,
    `      - uses: actions/checkout@${ZEROS} # v7.0.1`,
    `      # ${ZEROS}`,
  ]);
});

test('the commit that is given goes before that of the release', () => {
  expect(pinOf(null, COMMIT)).toBe(COMMIT);
  expect(pinOf(COMMIT, ZEROS)).toBe(COMMIT);
});

test.each([
  [ZEROS, COMMIT, 'pin-unknown'],
  [null, ZEROS, 'pin-unknown'],
  ['main', COMMIT, 'option-bad-value'],
  [COMMIT.toUpperCase(), COMMIT, 'option-bad-value'],
  [COMMIT.slice(1), COMMIT, 'option-bad-value'],
])('%s is refused', (given, released, code) => {
  expect(() => pinOf(given, released)).toThrow(code);
});
