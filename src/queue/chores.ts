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

/** `signal` is aborted when the process stops; `attempt` is 0 the first time. Throws to be tried again later. */
export type DoChore = (id: string, run: { attempt: number; signal: AbortSignal }) => Promise<ChoreEnd>;

/**
 * Work that may wait: reading a repository's past, training. In a queue of its own, one at a time a process, and none is
 * taken up while deliveries wait. A chore is its id, and stands at most once in the queue, whatever its state.
 */
export interface Chores {
  /**
   * Nothing happens where the chore waits already. One that runs may have looked at what is new already: it is run once
   * more, so many seconds after it ended.
   */
  add(id: string, afterSeconds?: number): Promise<void>;
  /** The same, and one that waits for later is done now. */
  hurry(id: string): Promise<void>;
  work(doChore: DoChore): void;
  stop(timeoutMs: number): Promise<void>;
}

interface ChoreData {
  id: string;
  /** It was asked for while it ran: once more, so many seconds later. */
  again?: number;
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
      await ask(database, boss, id, afterSeconds, false);
      pump?.wake();
    },
    async hurry(id) {
      await ask(database, boss, id, 0, true);
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

const jobTable = sql`${sql.identifier(bossSchema)}.job`;

/** A chore that is settled at this very moment is neither made nor found by one round; the next one knows. */
const maxRounds = 10;

/** Makes the chore's job, or changes the one that there is. */
async function ask(
  database: Database,
  boss: PgBoss,
  id: string,
  afterSeconds: number,
  now: boolean,
): Promise<void> {
  const job = jobIdOf(id);
  for (let round = 0; round < maxRounds; round++) {
    const made = await boss.send(choreQueue, { id }, { id: job, startAfter: afterSeconds });
    if (made !== null) return;
    const found = await database.system((tx) =>
      readRows(
        tx,
        sql`
        update ${jobTable} set
          start_after = case when ${now} and state <> 'active' then least(start_after, now()) else start_after end,
          data = case when state <> 'active' then data else data || jsonb_build_object(
            'again', least((data ->> 'again')::int, ${afterSeconds}::int)) end
        where name = ${choreQueue} and id = ${job} and state in ('created', 'retry', 'active')
        returning id`,
      ),
    );
    if (found.length > 0) return;
    // One that was given up for good makes room.
    await database.system((tx) =>
      tx.execute(sql`
        delete from ${jobTable}
        where name = ${choreQueue} and id = ${job} and state in ('failed', 'cancelled', 'completed')`),
    );
  }
  throw new Error(`the chore ${id} could not be asked for`);
}

/**
 * The job and what follows it change in one transaction: a chore is never lost and never twice. Whoever asks for it now
 * waits for the lock, and makes it anew.
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

/** A UUID (version 8: of our own making) that is the same for the same chore. */
function jobIdOf(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}
