import { fromPglite, PgBoss } from 'pg-boss';
import type { Database, OnProblem } from '../store/core/database.ts';
import { DatabaseError } from '../store/core/database-error.ts';

/** Queue of jobs, one per delivery. The data is the delivery id, and whether the job was postponed. */
export const jobQueue = 'issue';
/** Dead-letter queue, for jobs that failed permanently in a worker or because their worker died. */
export const deadQueue = 'issue-dead';
/** Queue of low-priority work (chores.ts). The data is the chore's id. */
export const choreQueue = 'chore';
/** Schema of pg-boss. */
export const bossSchema = 'queue';

export interface JobData {
  deliveryId: string;
  /** The job was started before and postponed without using up an attempt. */
  postponed?: true;
}

export interface Retry {
  /** Number of retries. */
  limit: number;
  /** Seconds before the first retry, doubled each time, with jitter. 0 disables the delay. */
  delaySeconds: number;
  maxDelaySeconds: number;
}

/** About an hour in total. Most GitHub incidents are shorter, and the Failures page can retry the rest. */
export const defaultRetry: Retry = { limit: 12, delaySeconds: 2, maxDelaySeconds: 900 };

const tenYears = 10 * 365 * 24 * 60 * 60;

/** Starts pg-boss on the app's database. Background errors are reported to `onProblem` and never thrown. */
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
    // A dead worker is detected after its heartbeat (10 s) and at most one monitoring interval.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    maintenanceIntervalSeconds: 600,
  });
  boss.on('error', (error) => options.onProblem(problemOf(error), error));
  boss.on('warning', (warning) => options.onProblem(`queue warning: ${warning.message}`));
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
    // Existing queues keep their old options unless updated.
    await boss.updateQueue(name, queue);
    // Makes pg-boss cache the queue. Otherwise it would look it up on first use on a separate connection,
    // which would deadlock inside a transaction of the embedded database with its single connection.
    await boss.findJobs(name, { key: 'none' });
  }
  return boss;
}

/**
 * Maps errors to one message, because every part of pg-boss reports a database outage several times per
 * second in different words.
 */
function problemOf(error: unknown): string {
  if (error instanceof DatabaseError && error.passing) return 'queue lost its database connection';
  return `queue error: ${error instanceof Error ? error.message : String(error)}`;
}
