interface StopLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
  fatal(fields: object, message: string): void;
}

export interface Shutdown {
  /** Adds a step. Steps run sequentially in the order they were added, each at most once. */
  add(name: string, step: () => Promise<void> | void): void;
  /** True after the first signal. */
  stopping(): boolean;
  /** Runs the steps as a signal would and resolves to the exit code. */
  stop(reason: string): Promise<number>;
}

/**
 * Handles graceful shutdown on SIGTERM and SIGINT: the steps run in order (web server, queue, database),
 * then the process exits with 0. A failed step is logged, the remaining ones still run, and the exit code is
 * 1. After the grace period (in milliseconds) or a second signal, the process exits immediately. An uncaught
 * error is logged and ends the process the same way with 1, because its state can no longer be trusted;
 * acknowledged deliveries are not lost.
 */
export function createShutdown(options: {
  log: StopLog;
  graceMs: number;
  /** The process, replaceable in tests. */
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
        log.error({ step: name, err: error }, 'shutdown step failed');
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
      log.error({ graceMs }, 'grace period exceeded');
      host.exit(1);
    }, graceMs).unref();
    stop(reason).then((code) => host.exit(Math.max(code, least)));
  };
  host.on('SIGTERM', () => end('SIGTERM', 0));
  host.on('SIGINT', () => end('SIGINT', 0));
  host.on('uncaughtException', (error: unknown) => {
    log.fatal({ err: error }, 'uncaught exception');
    end('uncaught error', 1);
  });
  host.on('unhandledRejection', (error: unknown) => {
    log.fatal({ err: error }, 'unhandled rejection');
    end('unhandled rejection', 1);
  });

  return { add: (name, step) => void steps.push({ name, step }), stopping: () => running !== null, stop };
}
