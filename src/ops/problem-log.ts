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
 * Logs what goes wrong outside of any request: once when it begins, however often it is tried again, and once when it has
 * not come back for `quietMs` milliseconds, with how long it lasted. Everything that is tried regularly is tried more
 * often than that, so an outage of the database is two lines a part and not two a second.
 *
 * @returns is told each time; `problem` is the same text for the same thing, the cause may differ
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
    log.info({ problem, times: trouble.times, seconds }, 'a problem is over');
  };

  return (problem, cause) => {
    const known = troubles.get(problem);
    if (known) clearTimeout(known.over);
    else log.error({ problem, ...causeOf(cause) }, `${problem}; repeats are not logged`);
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
