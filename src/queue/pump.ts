export interface Pump {
  /** Checks for work now instead of at the next interval. */
  wake(): void;
  /** Stops taking jobs. Resolves when running jobs have ended, or after `timeoutMs` with those still running. */
  stop(timeoutMs: number): Promise<void>;
}

/**
 * Keeps up to `capacity` jobs running independently, so that a slow one never delays those fetched with it.
 * Checks for work when woken, when a job ends, and every `idleMs` (for retries that have become due).
 */
export function startPump<Job>(options: {
  capacity: number;
  idleMs: number;
  take: (limit: number) => Promise<Job[]>;
  /** Runs and settles a job; never rejects. */
  run: (job: Job) => Promise<void>;
  onProblem: (error: unknown) => void;
}): Pump {
  const running = new Set<Promise<void>>();
  let stopping = false;
  let woken = false;
  let wakeUp: () => void = () => undefined;
  const wake = () => {
    woken = true;
    wakeUp();
  };

  function rest(milliseconds: number): Promise<void> {
    if (woken) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  function begin(job: Job): void {
    const run: Promise<void> = options.run(job).finally(() => {
      running.delete(run);
      wake();
    });
    running.add(run);
  }

  async function turn(): Promise<void> {
    const free = options.capacity - running.size;
    woken = false;
    const jobs = free > 0 ? await options.take(free) : [];
    for (const job of jobs) begin(job);
    // A full batch means there may be more work; at full capacity, wait for a job to end.
    if (jobs.length === 0 || jobs.length < free || running.size >= options.capacity)
      await rest(options.idleMs);
  }

  const looping = (async () => {
    while (!stopping) {
      try {
        await turn();
      } catch (error) {
        if (stopping) return;
        options.onProblem(error);
        woken = false;
        await rest(1_000);
      }
    }
  })();

  return {
    wake,
    async stop(timeoutMs) {
      stopping = true;
      wake();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, timeoutMs);
      });
      await Promise.race([looping.then(() => Promise.all(running)).then(() => undefined), late]);
      clearTimeout(timer);
    },
  };
}
