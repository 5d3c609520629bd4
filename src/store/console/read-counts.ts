import { type SQL, sql } from 'drizzle-orm';
import type { RepositoryCounts } from '../../read/console.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';

/** How many of the newest triages say since when a better source is missing. */
const maxLooked = 20;

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
        coalesce(c.open, 0)::int as open, coalesce(c.suggested, 0)::int as suggested, coalesce(c.waiting, 0)::int as waiting,
        (select count(*)::int from issues i
          where i.installation_id = ${installationId} and i.repository_id = r.repository_id and i.state = 'open' and i.waits and not i.dismissed) as waits,
        f.fallback
      from repositories r
      join installations n on n.installation_id = r.installation_id
      left join lateral (
        select count(*) as open, count(*) filter (where outcome = 'suggested') as suggested, count(*) filter (where outcome is null or outcome = 'past') as waiting
        from issues i
        where i.installation_id = ${installationId} and i.repository_id = r.repository_id and i.state = 'open'
      ) c on true
      left join lateral (
        select json_build_object('words', (array_agg(words order by created_at desc))[1],
          'since', to_char(min(created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as fallback
        from (
          select d.decision ->> 'fallback' as words, d.created_at, count(*) filter (where d.decision ->> 'fallback' is null) over (order by d.created_at desc) as fine
          from (
            select decision, created_at from decisions
            where installation_id = ${installationId} and repository_id = r.repository_id and created_at > now() - interval '1 hour'
            order by created_at desc limit ${maxLooked}
          ) d
        ) newest where fine = 0 having count(*) > 0
      ) f on true
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
  waits: number;
  waiting: number;
  fallback: RepositoryCounts['fallback'];
}

/** Numbers as parameters, separated by commas. */
export function list(numbers: number[]): SQL {
  return sql.join(
    numbers.map((number) => sql`${number}`),
    sql`, `,
  );
}
