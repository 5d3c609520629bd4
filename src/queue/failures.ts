import { sql } from 'drizzle-orm';
import { readRows } from '../store/core/read-rows.ts';
import type { Tx } from '../store/core/transaction.ts';
import { bossSchema, jobQueue } from './boss.ts';

export interface Failure {
  deliveryId: string;
  event: string;
  action: string | null;
  installationId: number | null;
  repositoryId: number | null;
  number: number | null;
  /** `dead` means no more automatic retries. */
  status: 'retrying' | 'dead';
  reason: string;
  attempts: number;
  /** ISO 8601, UTC. */
  receivedAt: string;
  /** Time of the next retry; null when dead. */
  nextAt: string | null;
}

export interface Depth {
  waiting: number;
  active: number;
  retrying: number;
  dead: number;
  /** Age of the oldest runnable job, in seconds; 0 without one. */
  oldestSeconds: number;
}

type FailureRow = Omit<Failure, 'installationId' | 'repositoryId'> & {
  installationId: string | null;
  repositoryId: string | null;
};

const jobs = sql`${sql.identifier(bossSchema)}.job`;
const iso = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** Jobs postponed by GitHub's rate limit haven't failed. */
export async function listFailures(tx: Tx, limit: number): Promise<Failure[]> {
  const rows = await readRows<FailureRow>(
    tx,
    sql`
    select d.id as "deliveryId", d.event, d.action, d.installation_id::text as "installationId",
      d.repository_id::text as "repositoryId", d.number, d.attempts, coalesce(d.reason, '') as reason,
      case d.status when 'dead' then 'dead' else 'retrying' end as status,
      ${iso('d.received_at')} as "receivedAt", ${iso('j.start_after')} as "nextAt"
    from deliveries d
    left join ${jobs} j on d.status = 'queued' and j.name = ${jobQueue} and j.state = 'retry' and j.data ->> 'deliveryId' = d.id
      and j.started_on is not null
    where d.status = 'dead' or j.id is not null
    order by d.received_at desc
    limit ${limit}`,
  );
  const number = (text: string | null) => (text === null ? null : Number(text));
  return rows.map((row) => ({
    ...row,
    installationId: number(row.installationId),
    repositoryId: number(row.repositoryId),
  }));
}

export async function readDepth(tx: Tx): Promise<Depth> {
  const rows = await readRows<Depth>(
    tx,
    sql`
    select count(*) filter (where state = 'created')::int as waiting,
      count(*) filter (where state = 'active')::int as active,
      count(*) filter (where state = 'retry')::int as retrying,
      (select count(*)::int from deliveries where status = 'dead') as dead,
      coalesce(greatest(0, extract(epoch from now() - min(start_after) filter (where state in ('created', 'retry')))), 0)::float8 as "oldestSeconds"
    from ${jobs} where name = ${jobQueue}`,
  );
  return rows[0] ?? { waiting: 0, active: 0, retrying: 0, dead: 0, oldestSeconds: 0 };
}
