import { fromPglite, PgBoss } from 'pg-boss';
import type { Database, OnProblem } from '../store/core/database.ts';
import { DatabaseError } from '../store/core/database-error.ts';

/** Jobs: one a delivery. The data is the delivery's id, and whether it had to wait. */
export const jobQueue = 'issue';
/** Where pg-boss puts a job that failed for good, whoever noticed (a worker, or the watch over dead workers). */
export const deadQueue = 'issue-dead';
/** Work that may wait (chores.ts). The data is the chore's id. */
export const choreQueue = 'chore';
/** pg-boss keeps its tables here. */
export const bossSchema = 'queue';

export interface JobData {
  deliveryId: string;
  /** It was taken up before, and had to wait without having used up an attempt. */
  postponed?: true;
}

export interface Retry {
  /** Attempts after the first. */
  limit: number;
  /** Seconds before the first retry; doubled each time, with jitter. 0 for none at all. */
  delaySeconds: number;
  maxDelaySeconds: number;
}

/** About an hour in all: GitHub's own troubles mostly end sooner, and Failures has a button for the rest. */
export const defaultRetry: Retry = { limit: 12, delaySeconds: 2, maxDelaySeconds: 900 };

const tenYears = 10 * 365 * 24 * 60 * 60;

/** Starts pg-boss on the App's database. Errors outside of any call are told, never thrown. */
export async function startBoss(
  database: Database,
  options: { retry: Retry; onProblem: OnProblem },
): Promise<PgBoss> {
  const boss = new PgBoss({
    ...(database.raw.kind === 'embedded'
      ? { db: fromPglite(database.raw.pglite), backend: 'pglite' as const }
      : { db: { executeSql: database.raw.executeSql } }),
    schema: bossSchema,
    schedule: false,
    // A worker that died is noticed after its heartbeat (10 s) and at most one round of the watch.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    maintenanceIntervalSeconds: 600,
  });
  boss.on('error', (error) => options.onProblem(problemOf(error), error));
  boss.on('warning', (warning) => options.onProblem(`the queue warns: ${warning.message}`));
  await boss.start();
  const { limit, delaySeconds, maxDelaySeconds } = options.retry;
  const kept = { deleteAfterSeconds: 3_600, retentionSeconds: tenYears };
  const queues = {
    [deadQueue]: { ...kept, retryLimit: 1_000, retryDelay: 5, expireInSeconds: 60 },
    [choreQueue]: {
      ...kept,
      retryLimit: 1_000,
      retryBackoff: true,
      retryDelay: 5,
      retryDelayMax: 900,
      heartbeatSeconds: 10,
      expireInSeconds: 3_600,
    },
    [jobQueue]: {
      ...kept,
      retryLimit: limit,
      ...(delaySeconds > 0
        ? { retryBackoff: true, retryDelay: delaySeconds, retryDelayMax: maxDelaySeconds }
        : { retryBackoff: false, retryDelay: 0 }),
      heartbeatSeconds: 10,
      expireInSeconds: 600,
      deadLetter: deadQueue,
    },
  };
  for (const [name, queue] of Object.entries(queues)) {
    await boss.createQueue(name, { ...queue, policy: 'standard' });
    // What exists already keeps its old options unless told.
    await boss.updateQueue(name, queue);
    // Makes pg-boss remember the queue. It would look it up when first used otherwise, on a connection of its own: inside
    // a transaction of the embedded database, which has one connection, that would wait for ever.
    await boss.findJobs(name, { key: 'none' });
  }
  return boss;
}

/** While the database is away every part of pg-boss says so, several times a second and each in other words. */
function problemOf(error: unknown): string {
  if (error instanceof DatabaseError && error.passing) return 'the queue cannot reach the database';
  return `the queue failed: ${error instanceof Error ? error.message : String(error)}`;
}
