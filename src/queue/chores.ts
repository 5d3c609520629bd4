import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { ChoreEnd } from '../domain/issue/chore-end.ts';
import type { Database, OnProblem } from '../store/core/database.ts';
import { readRows } from '../store/core/read-rows.ts';
import { bossSchema, choreQueue } from './boss.ts';
import { readDepth } from './failures.ts';
import { inTransaction } from './in-transaction.ts';
import { type Pump, startPump } from './pump.ts';

/** Runs a chore. `signal` is aborted at shutdown and `attempt` starts at 0. A thrown error schedules a retry. */
export type DoChore = (id: string, run: { attempt: number; signal: AbortSignal }) => Promise<ChoreEnd>;

/**
 * Low-priority work, such as backfill and training. It has its own queue, runs one at a time per process,
 * and doesn't start while deliveries are waiting. A chore is identified by its id and is in the queue at
 * most once, whatever its state.
 */
export interface Chores {
  /**
   * Adds a chore unless it is already waiting. If it is running, it may have missed the latest changes, so
   * it runs once more, the given number of seconds after it ends.
   */
  add(id: string, afterSeconds?: number): Promise<void>;
  /** Like `add`, but a delayed chore runs immediately. */
  hurry(id: string): Promise<void>;
  work(doChore: DoChore): void;
  stop(timeoutMs: number): Promise<void>;
}

interface ChoreData {
  id: string;
  /** Set when the chore was requested while running: run it again after this many seconds. */
  again?: number;
}

const idleMs = 1_000;
const heartbeatMs = 4_000;
/** Number of times in a row that deliveries take precedence before a small chore runs anyway. */
const maxYields = 30;

export function createChores(database: Database, boss: PgBoss, onProblem: OnProblem): Chores {
  let pump: Pump | null = null;
  const stopping = new AbortController();
  const problem = (what: string) => (error: unknown) => onProblem(what, error);
  let yields = 0;

  async function take(): Promise<JobWithMetadata<ChoreData>[]> {
    const { waiting } = await database.system(readDepth);
    if (waiting > 0 && yields++ < maxYields) return [];
    yields = 0;
    return boss.fetch<ChoreData>(choreQueue, { batchSize: 1, includeMetadata: true });
  }

  async function run(job: JobWithMetadata<ChoreData>, doChore: DoChore): Promise<void> {
    const claim = { id: job.id, retryCount: job.retryCount };
    const heart = setInterval(() => {
      boss.touch(choreQueue, [claim]).catch(problem('chore heartbeat not saved'));
    }, heartbeatMs);
    try {
      const end = await doChore(job.data.id, { attempt: job.retryCount, signal: stopping.signal });
      await settle(database, boss, job, end);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      await boss.fail(choreQueue, claim, { message }).catch(problem('chore not returned to the queue'));
    } finally {
      clearInterval(heart);
    }
  }

  return {
    async add(id, afterSeconds = 0) {
      await ask(database, id, afterSeconds, false);
      pump?.wake();
    },
    async hurry(id) {
      await ask(database, id, 0, true);
      pump?.wake();
    },
    work(doChore) {
      pump ??= startPump({
        capacity: 1,
        idleMs,
        take,
        run: (job) => run(job, doChore),
        onProblem: problem('chores not fetched'),
      });
    },
    async stop(timeoutMs) {
      stopping.abort();
      await pump?.stop(timeoutMs);
    },
  };
}

const jobTable = sql`${sql.identifier(bossSchema)}.job`;

/** Creates the chore's job, or updates the existing one (`dispatch_ask_chore`). Workers ask often, and intake never waits for them. */
async function ask(database: Database, id: string, afterSeconds: number, hurried: boolean): Promise<void> {
  await database.statement(
    sql`select dispatch_ask_chore(${jobIdOf(id)}::uuid, ${id}, ${Math.ceil(afterSeconds)}::int, ${hurried}::boolean)`,
    { long: true },
  );
}

/**
 * Completes a job and adds its follow-up in one transaction, so that a chore is never lost or duplicated. A
 * concurrent `add` waits for the lock and creates it again.
 */
async function settle(
  database: Database,
  boss: PgBoss,
  job: JobWithMetadata<ChoreData>,
  end: ChoreEnd,
): Promise<void> {
  const { id } = job.data;
  await database.system(async (tx) => {
    const options = { db: inTransaction(tx) };
    const [asked] = await readRows<{ again: number | null }>(
      tx,
      sql`
      select (data ->> 'again')::int as again from ${jobTable}
      where name = ${choreQueue} and id = ${job.id} for update`,
    );
    await boss.deleteJob(choreQueue, { id: job.id, retryCount: job.retryCount }, options);
    const waits = [asked?.again ?? null, end === 'done' ? null : end.againAfterSeconds].filter(
      (seconds) => seconds !== null,
    );
    if (waits.length === 0) return;
    await boss.send(choreQueue, { id }, { ...options, id: job.id, startAfter: Math.min(...waits) });
  });
}

/** Derives a stable UUID (version 8, custom) from a chore's id. */
function jobIdOf(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}
