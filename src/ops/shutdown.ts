interface StopLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
  fatal(fields: object, message: string): void;
}

export interface Shutdown {
  /** Adds a step. Steps run one after the other in the order they were added, each at most once. */
  add(name: string, step: () => Promise<void> | void): void;
  /** True from the first signal on. */
  stopping(): boolean;
  /** Runs the steps, as a signal would; resolves with the exit code. */
  stop(reason: string): Promise<number>;
}

/**
 * A graceful end on SIGTERM and SIGINT: the steps run in order (web server, queue, database), then the process exits
 * with 0. A step that fails is logged and the next ones still run; the code is then 1. When the grace period, in
 * milliseconds, is over, or a second signal comes, the process exits at once. An error that nobody caught is logged
 * and ends the process in the same way with 1: its state can no longer be trusted, and no acknowledged delivery is lost.
 */
export function createShutdown(options: {
  log: StopLog;
  graceMs: number;
  /** The process to watch and to end; another one is for tests. */
  host?: Pick<NodeJS.Process, 'on' | 'exit'>;
}): Shutdown {
  const { log, graceMs, host = process } = options;
  const steps: { name: string; step: () => Promise<void> | void }[] = [];
  let running: Promise<number> | null = null;

  const run = async () => {
    let code = 0;
    for (const { name, step } of steps) {
      const started = performance.now();
      try {
        await step();
        log.info({ step: name, tookMs: Math.round(performance.now() - started) }, 'stopped');
      } catch (error) {
        code = 1;
        log.error({ step: name, err: error }, 'could not stop cleanly');
      }
    }
    return code;
  };
  const stop = (reason: string) => {
    if (!running) {
      log.info({ reason, graceMs }, 'stopping');
      running = run();
    }
    return running;
  };
  const end = (reason: string, least: number) => {
    if (running && least === 0) return host.exit(1);
    setTimeout(() => {
      log.error({ graceMs }, 'the grace period is over');
      host.exit(1);
    }, graceMs).unref();
    stop(reason).then((code) => host.exit(Math.max(code, least)));
  };
  host.on('SIGTERM', () => end('SIGTERM', 0));
  host.on('SIGINT', () => end('SIGINT', 0));
  host.on('uncaughtException', (error: unknown) => {
    log.fatal({ err: error }, 'an error that nobody caught');
    end('uncaught error', 1);
  });
  host.on('unhandledRejection', (error: unknown) => {
    log.fatal({ err: error }, 'a rejection that nobody handled');
    end('unhandled rejection', 1);
  });

  return { add: (name, step) => void steps.push({ name, step }), stopping: () => running !== null, stop };
}
