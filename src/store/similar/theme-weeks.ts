import { sql } from 'drizzle-orm';
import type { Weeks } from '../../domain/clusters/burst.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';

/** The last week and a quarter before it. */
const maxWeeks = 13;

/** Issues a week by when they were filed, newest week first, as far back as the repository goes but a quarter at most. */
export async function readWeeks(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
): Promise<{ repository: Weeks; themes: Map<number, Weeks>; count: number }> {
  const rows = await readRows<{ theme: number | null; week: number; issues: number }>(
    tx,
    sql`
    select t.theme, floor(extract(epoch from now() - i.created_at) / 604800)::int as week, count(*)::int as issues
    from issues i
    left join theme_issues t
      on t.installation_id = i.installation_id and t.repository_id = i.repository_id and t.number = i.number
    where i.installation_id = ${installationId} and i.repository_id = ${repositoryId}
      and i.created_at > now() - ${`${7 * maxWeeks} days`}::interval and i.created_at <= now()
    group by 1, 2`,
  );
  const [facts] = await readRows<{ weeks: number | null; themes: number }>(
    tx,
    sql`select
      (select floor(extract(epoch from now() - min(created_at)) / 604800)::int from issues
       where installation_id = ${installationId} and repository_id = ${repositoryId}) as weeks,
      (select count(*)::int from themes
       where installation_id = ${installationId} and repository_id = ${repositoryId}) as themes`,
  );
  // The oldest week is whole only where the repository is older than it.
  const length = Math.max(1, Math.min(maxWeeks, facts?.weeks ?? 0));
  const empty = () => Array.from({ length }, () => 0);
  const repository = empty();
  const themes = new Map<number, number[]>();
  for (const { theme, week, issues } of rows) {
    if (week >= length) continue;
    repository[week] = (repository[week] ?? 0) + issues;
    if (theme === null) continue;
    const own = themes.get(theme) ?? empty();
    own[week] = (own[week] ?? 0) + issues;
    themes.set(theme, own);
  }
  return {
    repository,
    themes: new Map([...themes].filter(([, [latest = 0]]) => latest > 0)),
    count: facts?.themes ?? 0,
  };
}
