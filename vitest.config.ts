import { defineConfig } from 'vitest/config';

/** Where .ci/run reads how many tests there were. */
const report = process.env['AIRLOCK_TEST_REPORT'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/real/**', 'test/**/*.thorough.test.ts'],
    // Without this one of two cores stands idle; most tests wait for processes of their own.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
