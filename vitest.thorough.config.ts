import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** What needs no more than `npm cit` does, and takes too long for it. */
export default defineConfig({
  test: {
    ...base.test,
    include: [
      'test/**/*.thorough.test.ts',
      'test/config/fuzz.test.ts',
      'test/contract/a-comment-cannot-be-broken-out-of.test.ts',
    ],
    exclude: [],
    // Fourteen hostile strings to an attack: more than 100,000 of them.
    env: { AIRLOCK_FUZZ_RUNS: '10000' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
