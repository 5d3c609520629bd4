import { sql } from 'drizzle-orm';
import type { Database, OnProblem } from '../store/core/database.ts';
import type { Tx } from '../store/core/transaction.ts';
import { textArray } from '../store/core/values/text-array.ts';
import type { ForgetJobs } from '../store/repositories/forget.ts';
import { bossSchema, choreQueue, deadQueue, defaultRetry, jobQueue, type Retry, startBoss } from './boss.ts';
import { type Chores, createChores } from './chores.ts';
import { enqueue, revive } from './enqueue.ts';
import { type Depth, type Failure, listFailures, readDepth } from './failures.ts';
import { type Handle, startWorker, type Worker } from './worker.ts';

export interface QueueOptions {
  retry?: Retry;
  /** Number of concurrent jobs in this process. */
  capacity?: number;
  onProblem?: OnProblem;
}

export interface Queue {
  /**
   * Starts processing jobs. If `handle` throws, the job is retried later, and becomes a dead letter after
   * the last attempt.
   */
  work(handle: Handle): Promise<void>;
  /** Retries a dead delivery; returns false if it isn't dead. */
  redrive(deliveryId: string): Promise<boolean>;
  /** Lists failures, newest first: dead letters and pending retries. */
  failures(limit: number): Promise<Failure[]>;
  depth(): Promise<Depth>;
  /** False before start and after stop. */
  readonly started: boolean;
  /** Stops taking jobs, waits for running ones, and returns those that don't finish in time to the queue. */
  stop(options: { timeoutMs: number }): Promise<void>;
  /** Low-priority work. */
  readonly chores: Pick<Chores, 'add' | 'hurry' | 'work'>;
  /** Adds jobs for stored deliveries within a transaction, to start after `afterSeconds` at the earliest. */
  enqueue(tx: Tx, deliveryIds: readonly string[], afterSeconds?: number): Promise<void>;
  /** Requeues dead deliveries within a transaction, and returns the ids that were dead. */
  revive(tx: Tx, deliveryIds: string[]): Promise<string[]>;
  /**
   * Removes the jobs of deleted or dropped deliveries, and the chores of a deleted repository or
   * installation, within a transaction.
   */
  forgetJobs: ForgetJobs;
}

/** Starts the queue on the app's database. It processes nothing until `work` is called. */
export async function startQueue(database: Database, options: QueueOptions = {}): Promise<Queue> {
  const { retry = defaultRetry, capacity = 16, onProblem = () => undefined } = options;
  const boss = await startBoss(database, { retry, onProblem });
  const chores = createChores(database, boss, onProblem);
  let worker: Worker | null = null;
  let started = true;

  return {
    get started() {
      return started;
    },
    async work(handle) {
      worker ??= await startWorker({ database, boss, handle, capacity, onProblem });
    },
    redrive: (deliveryId) => database.system(async (tx) => (await revive(tx, [deliveryId])).length === 1),
    failures: (limit) => database.system((tx) => listFailures(tx, limit)),
    depth: () => database.system(readDepth),
    chores,
    enqueue,
    revive,
    forgetJobs,
    async stop({ timeoutMs }) {
      if (!started) return;
      started = false;
      await Promise.all([worker?.stop(timeoutMs), chores.stop(timeoutMs)]);
      await boss.stop({ graceful: true, timeout: 2_000 });
    },
  };
}

const forgetJobs: ForgetJobs = async (tx, deliveryIds, forgotten) => {
  const jobs = sql`${sql.identifier(bossSchema)}.job`;
  if (deliveryIds.length > 0)
    await tx.execute(sql`
      delete from ${jobs} where name in (${jobQueue}, ${deadQueue})
      and data ->> 'deliveryId' = any(${textArray(deliveryIds)})`);
  if (!forgotten) return;
  const { installationId, repositoryId } = forgotten;
  // A chore's id contains its installation and repository: `train/12/34`.
  const ofRepository =
    repositoryId === undefined ? sql`` : sql`and split_part(data ->> 'id', '/', 3) = ${String(repositoryId)}`;
  await tx.execute(sql`
    delete from ${jobs} where name = ${choreQueue}
    and split_part(data ->> 'id', '/', 2) = ${String(installationId)} ${ofRepository}`);
};
