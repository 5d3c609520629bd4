import { sql } from 'drizzle-orm';
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
  /** 0 the first time. */
  attempt: number;
  /** It was taken up before and had to wait, which uses up no attempt. */
  postponed: boolean;
  /** True when there is no further try after this one. */
  last: boolean;
}

export type Handle = (job: WorkedJob) => Promise<void>;

export interface Worker {
  stop(timeoutMs: number): Promise<void>;
}

const heartbeatMs = 4_000;
const cleanEveryMs = 60 * 60_000;
/** Retries become due without a notice. */
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
    onProblem: problem('taking jobs failed'),
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
    if (claims.size > 0) boss.touch(jobQueue, [...claims]).catch(problem('heartbeat failed'));
  }, heartbeatMs);
  const clean = () => cleanDeliveries(database).catch(problem('cleaning deliveries failed'));
  const cleaning = setInterval(clean, cleanEveryMs);
  cleaning.unref();
  void clean();

  return {
    async stop(timeoutMs) {
      clearInterval(cleaning);
      await unlisten().catch(() => undefined);
      await pump.stop(timeoutMs);
      clearInterval(heart);
      // Handed back at once: another worker need not wait for the heartbeat to run out.
      const left = [...claims];
      if (left.length > 0) {
        await boss
          .fail(jobQueue, left, { message: 'the worker stopped' })
          .catch(problem('handing jobs back failed'));
      }
    },
  };
}

/**
 * Takes jobs, at most one a key and none whose key is at work anywhere. pg-boss checks that before it marks the jobs
 * active, so two takers at once could both pass; under this lock they follow each other, and the check is exact.
 */
function takeJobs(database: Database, boss: PgBoss, limit: number): Promise<JobWithMetadata<JobData>[]> {
  return database.system(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('dispatch.take', 0))`);
    return boss.fetch<JobData>(jobQueue, {
      batchSize: limit,
      groupConcurrency: 1,
      includeMetadata: true,
      db: inTransaction(tx),
    });
  });
}
