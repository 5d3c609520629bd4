import { Piscina } from 'piscina';
import type { RankerTrainer } from '../../triage/ports/rankers.ts';
import type { MapDrawer } from '../../triage/ports/themes.ts';

/** One worker thread for what takes seconds, started at the first task and ended when there is none for a while. */
export function createSimilarityThread(): RankerTrainer & MapDrawer & { close: () => Promise<void> } {
  const pool = new Piscina({
    filename: new URL(
      `./similarity-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
      import.meta.url,
    ).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 10_000,
  });
  const run = (name: string) => (task: object, signal?: AbortSignal) =>
    pool.run(task, { name, ...(signal ? { signal } : {}) });
  return { retrain: run('retrain'), draw: run('draw'), close: () => pool.close() };
}
