import { setTimeout as sleep } from 'node:timers/promises';
import type { RepositoryRef } from '../src/domain/issue/repository.ts';
import type { Database } from '../src/store/core/database.ts';
import { createTrackRecordStore } from '../src/store/learning/track-records.ts';

/** So long the demo waits until labels have earned their place before it goes on without, in milliseconds. */
const patienceMs = 300_000;

/**
 * Waits until the App has learnt from the repository's past and measured itself on it, so that the first new
 * issues already profit; in life they arrive
 * while it learns. Answers what to say of it.
 */
export async function awaitLearning(
  database: Database,
  repo: RepositoryRef,
  past: number,
  signal: AbortSignal,
): Promise<string> {
  const standings = createTrackRecordStore(database);
  const started = performance.now();
  while (!signal.aborted && performance.now() - started < patienceMs) {
    const placed = await standings.list(repo);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (placed.length > 0) return `Learned from ${past} past issues in ${seconds} s.\n`;
    await sleep(250);
  }
  return `The repository has ${past} past issues; the app keeps learning from them while new ones arrive.\n`;
}
