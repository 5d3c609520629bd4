import { sql } from 'drizzle-orm';
import type { InboxCandidate } from '../../domain/inbox/inbox-order.ts';
import { type Taught, waitingValues, waitsForPerson } from '../../domain/inbox/waiting-values.ts';
import type { DecidedValue, SimilarIssue } from '../../domain/issue/decision.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { list } from './read-counts.ts';
import { iso } from './read-issue-rows.ts';

interface Raw {
  number: number;
  labels: string[];
  createdAt: string;
  values: DecidedValue[] | null;
  similar: SimilarIssue[] | null;
}

/** The newest issues that wait, in two queries: the rows from their index, then what was taught of them. */
export async function readWaiting(
  tx: Tx,
  repository: RepositoryKey,
  limit: number,
): Promise<InboxCandidate[]> {
  const rows = await readRows<Raw>(
    tx,
    sql`
    with chosen as (
      select i.number, i.labels, i.created_at from issues i
      where i.installation_id = ${repository.installationId} and i.repository_id = ${repository.repositoryId} and i.state = 'open' and i.waits and not i.dismissed
      order by i.number desc limit ${limit}
    )
    select i.number, to_json(i.labels) as labels, ${iso(sql`i.created_at`)} as "createdAt",
      d.decision -> 'values' as values, d.decision -> 'similar' as similar
    from chosen i
    join lateral (
      select d.decision from decisions d
      where d.installation_id = ${repository.installationId} and d.repository_id = ${repository.repositoryId} and d.number = i.number
      order by d.created_at desc, d.id desc limit 1
    ) d on true`,
  );
  const taught = await readTaught(
    tx,
    repository,
    rows.map(({ number }) => number),
  );
  return rows.flatMap(({ number, labels, createdAt, values, similar }) => {
    const lessons = taught.get(number) ?? [];
    const said = values ?? [];
    if (!waitsForPerson(said, labels, lessons)) return [];
    return [{ number, createdAt, similar: similar ?? [], values: waitingValues(said, labels, lessons) }];
  });
}

/** What was taught of these issues and not revoked, by number: one query. */
export async function readTaught(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
  numbers: readonly number[],
): Promise<Map<number, Taught[]>> {
  if (numbers.length === 0) return new Map();
  const rows = await readRows<Taught & { number: number }>(
    tx,
    sql`
    select l.number, l.subject, l.verdict from lessons l
    where l.installation_id = ${installationId} and l.repository_id = ${repositoryId} and l.number in (${list([...numbers])})
      and l.revoked_at is null`,
  );
  return Map.groupBy(rows, ({ number }) => number);
}
