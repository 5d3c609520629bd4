import { defineConfig } from 'vitest/config';

const all = ['test/**/*.test.ts', 'test/**/*.test.tsx'];
const pure = ['test/domain/**/*.test.ts', 'test/classify/**/*.test.ts'];

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    projects: [
      // Rules and features hold no state, so these files share one process and its modules.
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      { extends: true, test: { name: 'real', include: all, exclude: pure } },
    ],
    globalSetup: ['test/support/announce-skips.ts'],
    // Embedded databases and the browser are heavy: two workers on two cores, and time enough on a busy machine.
    maxWorkers: 2,
    // PGlite's WebAssembly is compiled anew in each process: one pass of the baseline compiler costs a third less.
    execArgv: ['--liftoff-only'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
