import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** Tests with real parts: a runner, a browser, GitHub's own parser, other tools. `.ci/tools` installs those. Thorough ones too, that take long. */
export default defineConfig({
  test: {
    ...base.test,
    include: [
      'test/real/**/*.test.ts',
      'test/**/*.thorough.test.ts',
      'test/config/fuzz.test.ts',
      'test/contract/a-comment-cannot-be-broken-out-of.test.ts',
    ],
    // Fourteen hostile strings to an attack: more than 100,000 of them.
    env: { AIRLOCK_FUZZ_RUNS: '10000' },
    exclude: [],
    // Runners, browsers and servers want the machine for themselves.
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
