import { type SQL, sql } from 'drizzle-orm';
import type { RepositoryCounts } from '../console/ports.ts';
import { readRows } from './read-rows.ts';
import type { Tx } from './transaction.ts';

/** Counts of several repositories of one installation, in one query. Repositories that we do not know yet are left out. */
export function readCounts(
  tx: Tx,
  installationId: number,
  repositoryIds: number[],
): Promise<RepositoryCounts[]> {
  return readRows<Raw>(
    tx,
    sql`
      select r.repository_id::text as id, r.settings_problems as problems, (r.paused or n.paused or n.suspended) as paused,
        coalesce(c.open, 0)::int as open, coalesce(c.suggested, 0)::int as suggested, coalesce(c.waiting, 0)::int as waiting
      from repositories r
      join installations n on n.installation_id = r.installation_id
      left join lateral (
        select count(*) as open, count(*) filter (where outcome = 'suggested') as suggested, count(*) filter (where outcome is null) as waiting
        from issues i
        where i.installation_id = ${installationId} and i.repository_id = r.repository_id and i.state = 'open'
      ) c on true
      where r.installation_id = ${installationId} and r.repository_id in (${list(repositoryIds)})`,
  ).then((rows) =>
    rows.map(({ id, problems, ...counts }) => ({
      ...counts,
      repositoryId: Number(id),
      settingsProblems: problems,
    })),
  );
}

interface Raw {
  id: string;
  problems: string[];
  paused: boolean;
  open: number;
  suggested: number;
  waiting: number;
}

/** Numbers as parameters, separated by commas. */
export function list(numbers: number[]): SQL {
  return sql.join(
    numbers.map((number) => sql`${number}`),
    sql`, `,
  );
}
