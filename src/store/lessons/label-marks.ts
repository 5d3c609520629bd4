import { sql } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { MarkedIssue } from '../../domain/taxonomy/process-labels.ts';
import type { LabelMarkReads } from '../../triage/ports/models.ts';
import type { Database } from '../core/database.ts';
import { readRows } from '../core/read-rows.ts';

/** How the labels of the newest issues were used, by GitHub's events. */
export function createLabelMarkReads(database: Database): LabelMarkReads {
  return {
    newest: ({ installationId, repositoryId }: RepositoryKey, count) =>
      database.withTenant(installationId, async (tx) => {
        const rows = await readRows<Omit<MarkedIssue, 'closedAt'> & { closed: string | null }>(
          tx,
          sql`
          select p.labels as marks, to_char(i.closed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as closed,
            coalesce((
              select json_agg(lower(e.action ->> 'label')) from effects e
              where e.installation_id = p.installation_id and e.repository_id = p.repository_id
                and e.number = p.number and e.kind = 'label.add'), '[]') as ours
          from issue_pasts p
          join issues i on i.installation_id = p.installation_id and i.repository_id = p.repository_id and i.number = p.number
          where p.installation_id = ${installationId} and p.repository_id = ${repositoryId}
          order by p.number desc limit ${count}`,
        );
        return rows.map(({ closed, ...row }) => ({ ...row, closedAt: closed }));
      }),
  };
}
