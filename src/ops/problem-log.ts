interface ProblemLogger {
  error(fields: object, message: string): void;
  info(fields: object, message: string): void;
}

interface Trouble {
  since: number;
  times: number;
  over: NodeJS.Timeout;
}

/**
 * Logs problems outside of requests once when they start, however often the operation is retried, and once
 * when they haven't recurred for `quietMs` milliseconds, with their duration. All periodic work runs more
 * often than that, so a database outage takes two lines per component instead of two per second.
 *
 * @returns a function to call for each occurrence; `problem` identifies the problem, while the cause may vary
 */
export function createProblemLog(
  log: ProblemLogger,
  { quietMs = 90_000 }: { quietMs?: number } = {},
): (problem: string, cause?: unknown) => void {
  const troubles = new Map<string, Trouble>();

  const end = (problem: string) => {
    const trouble = troubles.get(problem);
    troubles.delete(problem);
    if (!trouble || trouble.times === 1) return;
    const seconds = Math.max(0, Math.round((performance.now() - trouble.since - quietMs) / 1000));
    log.info({ problem, times: trouble.times, seconds }, 'problem resolved');
  };

  return (problem, cause) => {
    const known = troubles.get(problem);
    if (known) clearTimeout(known.over);
    else log.error({ problem, ...causeOf(cause) }, `${problem}; repeats not logged`);
    const over = setTimeout(() => end(problem), quietMs).unref();
    troubles.set(problem, {
      since: known?.since ?? performance.now(),
      times: (known?.times ?? 0) + 1,
      over,
    });
  };
}

function causeOf(cause: unknown): object {
  if (cause === undefined) return {};
  return cause instanceof Error ? { err: cause } : { cause: String(cause) };
}
