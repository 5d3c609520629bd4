import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Database, OnProblem } from '../store/database.ts';
import { bossSchema, choreQueue } from './boss.ts';
import { readDepth } from './failures.ts';
import { inTransaction } from './in-transaction.ts';
import { type Pump, startPump } from './pump.ts';

/** How a chore ended: for good, or to be taken up again later. */
export type ChoreEnd = 'done' | { againAfterSeconds: number };

/** `signal` is aborted when the process stops; `attempt` is 0 the first time. Throws to be tried again later. */
export type DoChore = (id: string, run: { attempt: number; signal: AbortSignal }) => Promise<ChoreEnd>;

/**
 * Work that may wait: reading a repository's past, training. In a queue of its own, one at a time a process, and none is
 * taken up while deliveries wait. A chore is its id, and stands at most once in the queue, whatever its state.
 */
export interface Chores {
  /** Nothing happens where the chore waits or runs already. */
  add(id: string, afterSeconds?: number): Promise<void>;
  /** The same, and one that waits for later is done now. */
  hurry(id: string): Promise<void>;
  work(doChore: DoChore): void;
  stop(timeoutMs: number): Promise<void>;
}

interface ChoreData {
  id: string;
}

const idleMs = 1_000;
const heartbeatMs = 4_000;
/** So often in a row deliveries go first; then one small chore is done all the same. */
const mostYields = 30;

export function createChores(database: Database, boss: PgBoss, onProblem: OnProblem): Chores {
  let pump: Pump | null = null;
  const stopping = new AbortController();
  const problem = (what: string) => (error: unknown) => onProblem(what, error);
  let yields = 0;

  async function take(): Promise<JobWithMetadata<ChoreData>[]> {
    const { waiting } = await database.system(readDepth);
    if (waiting > 0 && yields++ < mostYields) return [];
    yields = 0;
    return boss.fetch<ChoreData>(choreQueue, { batchSize: 1, includeMetadata: true });
  }

  async function run(job: JobWithMetadata<ChoreData>, doChore: DoChore): Promise<void> {
    const claim = { id: job.id, retryCount: job.retryCount };
    const heart = setInterval(() => {
      boss.touch(choreQueue, [claim]).catch(problem('heartbeat failed'));
    }, heartbeatMs);
    try {
      const end = await doChore(job.data.id, { attempt: job.retryCount, signal: stopping.signal });
      await settle(database, boss, job, end);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      await boss.fail(choreQueue, claim, { message }).catch(problem('handing a chore back failed'));
    } finally {
      clearInterval(heart);
    }
  }

  return {
    async add(id, afterSeconds = 0) {
      await boss.send(choreQueue, { id }, { id: jobIdOf(id), startAfter: afterSeconds });
      pump?.wake();
    },
    async hurry(id) {
      await boss.send(choreQueue, { id }, { id: jobIdOf(id) });
      await database.system((tx) =>
        tx.execute(sql`
          update ${sql.identifier(bossSchema)}.job set start_after = now()
          where name = ${choreQueue} and id = ${jobIdOf(id)} and state in ('created', 'retry') and start_after > now()`),
      );
      pump?.wake();
    },
    work(doChore) {
      pump ??= startPump({
        capacity: 1,
        idleMs,
        take,
        run: (job) => run(job, doChore),
        onProblem: problem('taking chores failed'),
      });
    },
    async stop(timeoutMs) {
      stopping.abort();
      await pump?.stop(timeoutMs);
    },
  };
}

/** The job and what follows it change in one transaction: a chore is never lost and never twice. */
async function settle(
  database: Database,
  boss: PgBoss,
  job: JobWithMetadata<ChoreData>,
  end: ChoreEnd,
): Promise<void> {
  await database.system(async (tx) => {
    const options = { db: inTransaction(tx) };
    await boss.deleteJob(choreQueue, { id: job.id, retryCount: job.retryCount }, options);
    if (end === 'done') return;
    await boss.send(choreQueue, job.data, { ...options, id: job.id, startAfter: end.againAfterSeconds });
  });
}

/** A UUID (version 8: of our own making) that is the same for the same chore. */
function jobIdOf(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}
