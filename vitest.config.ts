import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // Two cores, and several suites start the built program: more workers would only measure each other.
    maxWorkers: 2,
  },
});
