import type { WriteStream } from 'node:tty';
import cliProgress from 'cli-progress';

export interface Screen {
  /** Colors at hand: 1 is none. */
  depth: number;
  /** Cells in a line. */
  columns: number;
  say(text: string): void;
  /** From now on lines stand above a bar; `done` of `total` are behind us. */
  start(total: number, done: number): void;
  /** One more is done. */
  advance(line: string): void;
  /** Takes the bar away. */
  stop(): void;
}

/** A bar with the time left under the lines where there is a terminal; plain lines, each with its place, where there is none. */
export function openScreen(stream: NodeJS.WriteStream, now: () => number = Date.now): Screen {
  return stream.isTTY ? openTerminal(stream as WriteStream) : openPlain(stream, now);
}

/** Without a terminal the time left is said again after so many lines. */
const sayTimeLeftEvery = 25;

function openPlain(stream: NodeJS.WritableStream, now: () => number): Screen {
  let run = { total: 0, before: 0, done: 0, since: 0 };
  const say = (text: string) => void stream.write(`${text}\n`);
  return {
    depth: 1,
    columns: 140,
    say,
    start: (total, done) => {
      run = { total, before: done, done, since: now() };
    },
    advance: (line) => {
      run.done++;
      say(`${`${run.done}/${run.total}`.padStart(9)} ${line}`);
      const [fresh, left] = [run.done - run.before, run.total - run.done];
      if (fresh % sayTimeLeftEvery > 0 || left === 0) return;
      say(
        `${run.done} of ${run.total} done, about ${Math.ceil((((now() - run.since) / fresh) * left) / 1000)} s left.`,
      );
    },
    stop: () => undefined,
  };
}

function openTerminal(stream: WriteStream): Screen {
  let bars: cliProgress.MultiBar | null = null;
  let bar: cliProgress.SingleBar | null = null;
  const say = (text: string) => (bars ? bars.log(`${text}\n`) : void stream.write(`${text}\n`));
  return {
    depth: stream.getColorDepth(),
    columns: stream.columns,
    say,
    start: (total, done) => {
      bars = new cliProgress.MultiBar(
        {
          stream,
          format: ' {bar} {value}/{total} · {eta_formatted} left',
          barsize: 30,
          hideCursor: true,
          clearOnComplete: true,
          // Ctrl-C is ours: it stops the servers, then the bar.
          gracefulExit: false,
          etaBuffer: 20,
        },
        cliProgress.Presets.shades_classic,
      );
      bar = bars.create(total, done);
    },
    advance: (line) => {
      say(line);
      bar?.increment();
    },
    stop: () => {
      // Writes the lines that wait for the bar's next turn.
      bars?.update();
      bars?.stop();
      bars = null;
    },
  };
}
