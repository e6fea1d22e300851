import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Of the command line some tests take a second alone and half a minute on a machine with a load of 15. What hangs
    // is found all the same.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two cores, and several suites start the built program: more workers would only measure each other.
    maxWorkers: 2,
    // Threads run TypeScript here, which Node strips with WebAssembly. V8 of Node 24 can die when it frees the wrappers
    // of its imports (nodejs/node 64500), which it does once they have been called a thousand times. The built program
    // has no WebAssembly.
    execArgv: ['--wasm-wrapper-tiering-budget=1000000000'],
  },
});
