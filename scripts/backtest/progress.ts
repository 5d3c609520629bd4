import { Presets, SingleBar } from 'cli-progress';

/** Without a terminal a line comes so often, in milliseconds: a log is read later, and by people. */
const lineEvery = 10_000;

/** Tells how far the reading has come: in place on a terminal, elsewhere a line every ten seconds. */
export function createProgressLine(): (words: string) => void {
  let told = performance.now();
  return (words) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${words}`);
    else if (performance.now() - told >= lineEvery) {
      told = performance.now();
      process.stderr.write(`${words}\n`);
    }
  };
}

/** Tells how many of a repository's issues are done, and the time left. */
export function createProgressBar(
  name: string,
  total: number,
): { update: (done: number) => void; stop: () => void } {
  if (!process.stderr.isTTY) {
    const began = performance.now();
    const tell = createProgressLine();
    return {
      update(done) {
        const left = Math.ceil(((performance.now() - began) / 1000 / Math.max(1, done)) * (total - done));
        // The first issues wait for the models to start.
        tell(`${name}: ${done} of ${total} issues${done < total / 20 ? '' : `, about ${left} s left`}`);
      },
      stop: () => undefined,
    };
  }
  const bar = new SingleBar(
    { format: `${name}  {bar}  {value}/{total} issues, {eta_formatted} left`, hideCursor: true },
    Presets.shades_grey,
  );
  bar.start(total, 0);
  return { update: (done) => bar.update(done), stop: () => bar.stop() };
}
