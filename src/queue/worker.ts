import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Database, OnProblem } from '../store/core/database.ts';
import { cleanDeliveries } from '../store/repositories/deliveries.ts';
import { deadQueue, type JobData, jobQueue } from './boss.ts';
import { jobsChannel } from './enqueue.ts';
import { inTransaction } from './in-transaction.ts';
import { startPump } from './pump.ts';
import { buryJobs, type Claim, createSettle } from './settle.ts';

export interface WorkedJob {
  deliveryId: string;
  /** 0 for the first attempt. */
  attempt: number;
  /** The job was started before and postponed, which doesn't use up an attempt. */
  postponed: boolean;
  /** Whether this is the last attempt. */
  last: boolean;
}

export type Handle = (job: WorkedJob) => Promise<void>;

export interface Worker {
  stop(timeoutMs: number): Promise<void>;
}

const heartbeatMs = 4_000;
const cleanEveryMs = 60 * 60_000;
/** Polling interval, because retries become due without a notification. */
const idleMs = 500;

export async function startWorker(options: {
  database: Database;
  boss: PgBoss;
  handle: Handle;
  capacity: number;
  onProblem: OnProblem;
}): Promise<Worker> {
  const { database, boss, handle, capacity, onProblem } = options;
  const settle = createSettle(database, boss, onProblem);
  const claims = new Set<Claim>();
  const problem = (what: string) => (error: unknown) => onProblem(what, error);

  const pump = startPump({
    capacity,
    idleMs,
    take: (limit) => takeJobs(database, boss, limit),
    onProblem: problem('jobs not fetched'),
    async run(job) {
      const claim: Claim = { id: job.id, retryCount: job.retryCount, deliveryId: job.data.deliveryId };
      claims.add(claim);
      try {
        const last = job.retryCount >= job.retryLimit;
        const postponed = job.data.postponed === true;
        await handle({ deliveryId: claim.deliveryId, attempt: job.retryCount, postponed, last });
        await settle.done(claim);
      } catch (error) {
        await settle.failed(claim, error);
      } finally {
        claims.delete(claim);
      }
    },
  });
  const unlisten = await database.listen(jobsChannel, pump.wake, pump.wake);
  await boss.work(deadQueue, { batchSize: 50, pollingIntervalSeconds: 0.5, includeMetadata: true }, (jobs) =>
    buryJobs(database, jobs as JobWithMetadata<JobData>[]),
  );
  const heart = setInterval(() => {
    if (claims.size > 0) boss.touch(jobQueue, [...claims]).catch(problem('job heartbeat not saved'));
  }, heartbeatMs);
  const clean = () => cleanDeliveries(database).catch(problem('old deliveries not deleted'));
  const cleaning = setInterval(clean, cleanEveryMs);
  cleaning.unref();
  void clean();

  return {
    async stop(timeoutMs) {
      clearInterval(cleaning);
      await unlisten().catch(() => undefined);
      await pump.stop(timeoutMs);
      clearInterval(heart);
      // Returned immediately, so that another worker doesn't have to wait for the heartbeat timeout.
      const left = [...claims];
      if (left.length > 0) {
        await boss
          .fail(jobQueue, left, { message: 'The worker stopped' })
          .catch(problem('jobs not returned to the queue'));
      }
    },
  };
}

/**
 * Fetches jobs, at most one per key and none whose key is already running anywhere. pg-boss checks this
 * before it marks jobs as active, so two concurrent fetches could both pass. This lock serializes them,
 * which makes the check exact.
 */
function takeJobs(database: Database, boss: PgBoss, limit: number): Promise<JobWithMetadata<JobData>[]> {
  return database.system(
    (tx) =>
      boss.fetch<JobData>(jobQueue, {
        batchSize: limit,
        groupConcurrency: 1,
        includeMetadata: true,
        db: inTransaction(tx),
      }),
    { lock: 'dispatch.take' },
  );
}
