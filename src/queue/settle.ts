import { setTimeout as sleep } from 'node:timers/promises';
import { and, eq, sql } from 'drizzle-orm';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { Postponed } from '../domain/issue/postponed.ts';
import { Unworkable } from '../domain/issue/unworkable.ts';
import type { Database, OnProblem } from '../store/core/database.ts';
import { DatabaseError, isForgottenInstallation } from '../store/core/database-error.ts';
import { storableText } from '../store/core/values/storable.ts';
import { deliveries } from '../store/schema/delivery-schema.ts';
import { bossSchema, type JobData, jobQueue } from './boss.ts';
import { createGroupCommit } from './group-commit.ts';
import { inTransaction } from './in-transaction.ts';

/** A running job. pg-boss settles it only while this attempt still owns it. */
export interface Claim {
  id: string;
  retryCount: number;
  deliveryId: string;
}

export interface Settle {
  /** Never rejects. During a database outage it retries, and eventually leaves the job to its heartbeat timeout. */
  done(claim: Claim): Promise<void>;
  failed(claim: Claim, error: unknown): Promise<void>;
}

const patience = 30;

/**
 * Stores the results of jobs, with the job and its delivery in one transaction. Jobs that end together share
 * a commit.
 */
export function createSettle(database: Database, boss: PgBoss, onProblem: OnProblem): Settle {
  const finish = createGroupCommit<Claim, Claim>({
    lanes: 1,
    size: 50,
    commit: (claims) => finishJobs(database, claims),
  });

  async function patiently(write: () => Promise<unknown>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await write();
        return;
      } catch (error) {
        onProblem('job result not saved', error);
        if (attempt >= patience) return;
        await sleep(1_000);
      }
    }
  }

  return {
    done: (claim) => patiently(() => finish(claim)),
    failed: (claim, error) =>
      patiently(() => {
        const all = causes(error);
        const postponed = all.find((cause) => cause instanceof Postponed);
        if (all.some(isForgottenInstallation)) return dropJob(database, boss, claim);
        if (postponed) return postponeJob(database, claim, postponed);
        if (all.some(isForGood)) return buryJob(database, boss, claim, reasonOf(error));
        return failJob(database, boss, claim, reasonOf(error));
      }),
  };
}

/** As pg-boss deletes jobs, and in one statement with their deliveries: a claim that was lost deletes nothing. */
async function finishJobs(database: Database, claims: Claim[]): Promise<Claim[]> {
  const finished = JSON.stringify(claims);
  await database.statement(sql`
    with finished as (
      select * from jsonb_to_recordset(${finished}::text::jsonb) as f (id uuid, "retryCount" int, "deliveryId" text)
    ), done as (
      update deliveries set status = 'done', reason = null, finished_at = now()
      where id in (select "deliveryId" from finished) and status = 'queued'
    )
    delete from ${sql.identifier(bossSchema)}.job
    where name = ${jobQueue} and state = 'active' and (id, retry_count) in (select id, "retryCount" from finished)`);
  return claims;
}

async function failJob(database: Database, boss: PgBoss, claim: Claim, reason: string): Promise<void> {
  await database.system(async (tx) => {
    await tx
      .update(deliveries)
      .set({ reason, attempts: claim.retryCount + 1 })
      .where(and(eq(deliveries.id, claim.deliveryId), eq(deliveries.status, 'queued')));
    await boss.fail(jobQueue, claim, { message: reason }, { db: inTransaction(tx) });
  });
}

/**
 * Postpones the job as if it hadn't been claimed, because pg-boss counts an attempt only for a job that was
 * started before.
 */
async function postponeJob(
  database: Database,
  { id, retryCount, deliveryId }: Claim,
  { message, afterSeconds }: Postponed,
): Promise<void> {
  // Spreads jobs that wait for the same moment.
  const seconds = afterSeconds + Math.random() * Math.min(5, afterSeconds / 10);
  await database.system(async (tx) => {
    await tx
      .update(deliveries)
      .set({ reason: message })
      .where(and(eq(deliveries.id, deliveryId), eq(deliveries.status, 'queued')));
    await tx.execute(sql`
      update ${sql.identifier(bossSchema)}.job
      set state = 'retry', started_on = null, heartbeat_on = null, start_after = now() + ${seconds}::float8 * interval '1 second',
        data = data || '{"postponed": true}'::jsonb
      where name = ${jobQueue} and id = ${id}::uuid and state = 'active' and retry_count = ${retryCount}::int`);
  });
}

/** Marks the delivery as dead immediately, so that only a person can retry it. */
async function buryJob(database: Database, boss: PgBoss, claim: Claim, reason: string): Promise<void> {
  await database.system(async (tx) => {
    await tx
      .update(deliveries)
      .set({ status: 'dead', reason, attempts: claim.retryCount + 1, finishedAt: sql`now()` })
      .where(and(eq(deliveries.id, claim.deliveryId), eq(deliveries.status, 'queued')));
    await boss.deleteJob(jobQueue, claim, { db: inTransaction(tx) });
  });
}

/** Deletes the job and the delivery's body, because the tenant no longer exists. */
async function dropJob(database: Database, boss: PgBoss, claim: Claim): Promise<void> {
  await database.system(async (tx) => {
    await tx.delete(deliveries).where(eq(deliveries.id, claim.deliveryId));
    await boss.deleteJob(jobQueue, claim, { db: inTransaction(tx) });
  });
}

/** Marks the deliveries of permanently failed jobs as dead, with the reason of the last attempt. */
export async function buryJobs(database: Database, jobs: JobWithMetadata<JobData>[]): Promise<void> {
  await database.system(async (tx) => {
    for (const { data, sourceOutput, sourceRetryCount } of jobs) {
      const output = sourceOutput as { message?: string; value?: { message?: string } } | null;
      const reason = output?.message ?? output?.value?.message ?? 'The worker died';
      await tx
        .update(deliveries)
        .set({ status: 'dead', reason, attempts: (sourceRetryCount ?? 0) + 1, finishedAt: sql`now()` })
        .where(and(eq(deliveries.id, data.deliveryId), eq(deliveries.status, 'queued')));
    }
  });
}

/** Unwraps errors, for example those wrapped by a handler's library. */
function causes(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [error];
  const inner =
    error instanceof AggregateError ? error.errors : error.cause === undefined ? [] : [error.cause];
  return [error, ...inner.flatMap(causes)];
}

/** Whether the input can never succeed: it is malformed, or PostgreSQL can't store one of its values (class 22). */
function isForGood(error: unknown): boolean {
  return error instanceof Unworkable || (error instanceof DatabaseError && /^22/.test(error.code ?? ''));
}

/** Returns the reason shown on the Failures page: one line of at most 500 characters. */
export function reasonOf(error: unknown): string {
  const messages = causes(error).map((each) => (each instanceof Error ? each.message : String(each)));
  const message = messages.find((each) => each.trim() !== '') ?? 'Unknown reason';
  return storableText(message.split('\n', 1)[0] ?? '').slice(0, 500);
}
