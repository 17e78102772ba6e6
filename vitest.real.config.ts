import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** Tests with real parts: a runner, a browser, GitHub's own parser, other tools. `.ci/tools` installs those. */
export default defineConfig({
  test: {
    ...base.test,
    include: ['test/real/**/*.test.ts'],
    exclude: [],
    // Runners, browsers and servers want the machine for themselves.
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
