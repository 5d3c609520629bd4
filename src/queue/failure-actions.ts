import { and, eq, inArray, sql } from 'drizzle-orm';
import type { RepositoryKey } from '../domain/issue/repository.ts';
import type { Database } from '../store/core/database.ts';
import { readRows } from '../store/core/read-rows.ts';
import type { Tx } from '../store/core/transaction.ts';
import { storableText } from '../store/core/values/storable.ts';
import { textArray } from '../store/core/values/text-array.ts';
import { appendAudit } from '../store/record/audit.ts';
import { deliveries } from '../store/schema/delivery-schema.ts';
import { bossSchema, jobQueue } from './boss.ts';
import { jobsChannel } from './enqueue.ts';
import type { Failure } from './failures.ts';
import type { Queue } from './queue.ts';

type RepositoryFailure = Omit<Failure, 'installationId' | 'repositoryId'>;

/** The account that requests the action. */
interface By {
  login: string;
  id: number | null;
}

/**
 * Implements the port `FailureActions`. The deliveries table isn't covered by tenant isolation, so every
 * statement filters by installation and repository.
 */
export function createFailureActions(database: Database, queue: Pick<Queue, 'revive' | 'forgetJobs'>) {
  const audited = (
    repo: RepositoryKey,
    kind: string,
    by: By,
    ids: string[],
    detail: Record<string, unknown>,
  ) =>
    ids.length === 0
      ? Promise.resolve()
      : database.withTenant(repo.installationId, (tx) =>
          appendAudit(
            tx,
            repo,
            ids.map((deliveryId) => ({
              ...{ number: null, kind, actor: by, deliveryId, effectId: null, detail },
            })),
          ),
        );
  return {
    list: (repo: RepositoryKey, limit: number) => database.system((tx) => listOwn(tx, repo, limit)),

    async retry(repo: RepositoryKey, deliveryIds: string[], by: By): Promise<number> {
      const retried = await database.system(async (tx) => {
        const own = await ownFailed(tx, repo, deliveryIds);
        const revived = await queue.revive(tx, own);
        const hurried = await hurry(
          tx,
          own.filter((id) => !revived.includes(id)),
        );
        return [...revived, ...hurried];
      });
      await audited(repo, 'failure.retry', by, retried, {});
      return retried.length;
    },

    async drop(repo: RepositoryKey, deliveryIds: string[], reason: string, by: By): Promise<number> {
      const words = storableText(reason).slice(0, 300);
      const dropped = await database.system(async (tx) => {
        const own = await ownFailed(tx, repo, deliveryIds);
        if (own.length === 0) return [];
        await queue.forgetJobs(tx, own);
        await tx
          .update(deliveries)
          .set({ status: 'ignored', reason: `dropped by ${by.login}: ${words}`, finishedAt: sql`now()` })
          .where(inArray(deliveries.id, own));
        return own;
      });
      await audited(repo, 'failure.drop', by, dropped, { reason: words });
      return dropped.length;
    },
  };
}

/** Locks those of the deliveries that have failed and belong to this repository, until the transaction ends. */
async function ownFailed(tx: Tx, repo: RepositoryKey, deliveryIds: string[]): Promise<string[]> {
  if (deliveryIds.length === 0) return [];
  const rows = await tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.installationId, repo.installationId),
        eq(deliveries.repositoryId, repo.repositoryId),
        inArray(deliveries.id, deliveryIds),
        sql`(${deliveries.status} = 'dead' or (${deliveries.status} = 'queued' and ${deliveries.attempts} > 0))`,
      ),
    )
    .for('update');
  return rows.map(({ id }) => id);
}

const jobs = sql`${sql.identifier(bossSchema)}.job`;

/** Makes jobs that wait for a retry run immediately, and returns their deliveries. */
async function hurry(tx: Tx, deliveryIds: string[]): Promise<string[]> {
  if (deliveryIds.length === 0) return [];
  const rows = await readRows<{ id: string }>(
    tx,
    sql`
    update ${jobs} set start_after = now() where name = ${jobQueue} and state = 'retry' and data ->> 'deliveryId' = any(${textArray(deliveryIds)})
    returning data ->> 'deliveryId' as id`,
  );
  await tx.execute(sql`select pg_notify(${jobsChannel}, '')`);
  return rows.map(({ id }) => id);
}

const iso = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

function listOwn(tx: Tx, { installationId, repositoryId }: RepositoryKey, limit: number) {
  return readRows<RepositoryFailure>(
    tx,
    sql`
    with failed as (
      select * from deliveries d
      where d.installation_id = ${installationId} and d.repository_id = ${repositoryId}
        and (d.status = 'dead' or (d.status = 'queued' and d.attempts > 0))
      order by d.received_at desc limit ${limit}
    )
    select d.id as "deliveryId", d.event, d.action, d.number, d.attempts, coalesce(d.reason, '') as reason,
      case d.status when 'dead' then 'dead' else 'retrying' end as status,
      ${iso('d.received_at')} as "receivedAt", ${iso('j.start_after')} as "nextAt"
    from failed d
    left join ${jobs} j on d.status = 'queued' and j.name = ${jobQueue} and j.state = 'retry'
      and j.data ->> 'deliveryId' = d.id
    order by d.received_at desc`,
  );
}
