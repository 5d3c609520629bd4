import { defineConfig } from 'vitest/config';
import { isLostSocket } from './src/store/lost-socket.ts';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: ['test/support/announce-skips.ts'],
    // Embedded databases and the browser are heavy: two workers on two cores, and time enough on a busy machine.
    maxWorkers: 2,
    // The one error that the App itself survives (src/ops/shutdown.ts).
    onUnhandledError: (error) => !isLostSocket(error),
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
