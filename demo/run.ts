import { demoCommand, toDemoOptions } from './options.ts';
import { Problem } from './problem.ts';
import { runDemo } from './run-demo.ts';
import { openScreen } from './terminal/screen.ts';

/**
 * `npm run demo`. Ctrl-C stops gracefully with exit code 0; a second one stops immediately.
 * The script says `exec`, so that no shell stands between npm and us: a shell would not pass a signal on, or
 * die of it first.
 * It runs under `node --liftoff-only`: V8's optimizing compiler takes some 500 MB for one function of PGlite
 * 0.5.14 (peak of the
 * whole demo 1,150 to 1,320 MB with it, 880 without), and the queries here are no slower without it (5 to 9
 * ms for three, either way).
 */
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });
}

const options = toDemoOptions(demoCommand().parse().opts());
try {
  await runDemo(options, openScreen(process.stdout), stop.signal);
  process.exit(0);
} catch (error) {
  if (error instanceof Problem)
    process.stderr.write(`\n${error.message}\n${error.remedy}\n`.trimEnd().concat('\n'));
  else
    console.error(
      '\nThe demo failed. Its data is saved: run it again to continue, or start over with --fresh.\n',
      error,
    );
  process.exit(1);
}
