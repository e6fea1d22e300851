import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that are short and run long. */
const LONG = /\/test\/(?:simulation|crash)\/|contract\.test\.ts$/;

/** On a fresh checkout large files come first; a long one that came last would run when all others are through. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => Number(LONG.test(b.moduleId)) - Number(LONG.test(a.moduleId)));
  }
}

export default defineConfig({
  test: {
    // Of the command line some tests take a second alone and half a minute on a machine with a load of 15. What hangs
    // is found all the same.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two cores. Half of the time of the suites that start the built program is waiting: for a server that is slow on
    // purpose, for the training server's nights, for a minute of cron. A third worker uses it.
    maxWorkers: 3,
    // Threads run TypeScript here, which Node strips with WebAssembly. V8 of Node 24 can die when it frees the wrappers
    // of its imports (nodejs/node 64500), which it does once they have been called a thousand times. The built program
    // has no WebAssembly.
    execArgv: ['--wasm-wrapper-tiering-budget=1000000000'],
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: ['test/real/**'],
          // What is imported is read once for all files of tests instead of once for each: a third of the processor's
          // time of those that start no program. What it keeps must be nobody's (support/own-folder.ts).
          isolate: false,
          setupFiles: 'test/setup.ts',
        },
      },
      // With a real server, which is started once, and only where one of these is run.
      { extends: true, test: { name: 'real', include: ['test/real/**/*.test.ts'], globalSetup: 'test/real/setup.ts' } },
    ],
  },
});
