import { sql } from 'drizzle-orm';
import type { LinkState } from '../../domain/duplicates/duplicate-link.ts';
import { relationTo } from '../../domain/duplicates/relation.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { DuplicatePage, MapPoint, NamedIssue, SimilarReads, ThemeRow } from '../../read/similar.ts';
import type { Database } from '../core/database.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { readKeptProgress } from '../similar/similar-progress.ts';
import { readDuplicateRows } from './duplicate-reads.ts';

/** What the Duplicates and Themes pages show. */
export function createSimilarReads(database: Database): SimilarReads {
  return {
    duplicates: (repository, state, most) =>
      database.withTenant(repository.installationId, async (tx): Promise<DuplicatePage> => {
        const rows = await readDuplicateRows(tx, repository, state, most);
        const counted = await readRows<{ state: LinkState; links: number }>(
          tx,
          sql`select state, count(*)::int as links from duplicate_links where ${of(repository)} group by 1`,
        );
        const counts = { linked: 0, proposed: 0, vetoed: 0 };
        for (const each of counted) counts[each.state] = each.links;
        return {
          counts,
          rows: rows.map(({ createdAt, canonicalClosedAt, ...row }) => ({
            ...row,
            relation: relationTo({ ...row.canonical, closedAt: canonicalClosedAt }, createdAt),
          })),
        };
      }),

    themes: (repository, most) =>
      database.withTenant(repository.installationId, async (tx) => {
        const themes = await readThemes(tx, repository, most.themes, null);
        const points = await readRows<MapPoint>(
          tx,
          sql`with shown as materialized (
                select number, theme, x, y, open from theme_issues
                where ${of(repository)} and x is not null and theme is not null
                order by open desc, number desc limit ${most.points}
              )
              select i.number, i.title, i.state, i.state_reason as "stateReason", t.theme, t.x, t.y
              from shown t join issues i on ${of(repository)} and i.number = t.number
              order by t.open desc, t.number desc`,
        );
        const [drawn] = await readRows<{ at: string; issues: number }>(
          tx,
          sql`select to_char(drawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, issues
              from theme_maps where ${of(repository)}`,
        );
        const state = await readKeptProgress(tx, repository);
        return { themes, points, drawn: drawn ?? null, state };
      }),

    theme: (repository, id, most) =>
      database.withTenant(repository.installationId, async (tx) => {
        const [theme] = await readThemes(tx, repository, 1, id);
        if (!theme) return null;
        const issues = await readRows<NamedIssue>(
          tx,
          sql`with shown as materialized (
                select number, open from theme_issues
                where ${of(repository)} and theme = ${id}
                order by open desc, number desc limit ${most}
              )
              select i.number, i.title, i.state, i.state_reason as "stateReason"
              from shown t join issues i on ${of(repository)} and i.number = t.number
              order by t.open desc, t.number desc`,
        );
        return { theme, issues };
      }),
  };
}

const of = ({ installationId, repositoryId }: RepositoryKey) =>
  sql`installation_id = ${installationId} and repository_id = ${repositoryId}`;

/** Rising ones first, then those with the most issues of this week, then the largest. Counted from an index alone. */
async function readThemes(
  tx: Tx,
  place: RepositoryKey,
  most: number,
  id: number | null,
): Promise<ThemeRow[]> {
  const wanted = id === null ? sql`theme is not null` : sql`theme = ${id}`;
  const since = new Date(Date.now() - 7 * 86_400_000).toISOString();
  // Else the planner reads the whole rows, or asks for workers that take longer to start than this does.
  await tx.execute(
    sql`select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
          set_config('max_parallel_workers_per_gather', '0', true)`,
  );
  return readRows<ThemeRow>(
    tx,
    sql`
    with counted as (
      select theme, count(*)::int as whole, (count(*) filter (where open))::int as open,
             (count(*) filter (where filed_at > ${since}::timestamptz))::int as week
      from theme_issues where ${of(place)} and ${wanted} group by theme
    )
    select h.id, h.terms, h.burst, c.open, c.whole - c.open as closed, c.week
    from counted c join themes h on ${of(place)} and h.id = c.theme
    order by h.burst is not null desc, c.week desc, c.open desc, c.whole desc, h.id
    limit ${most}`,
  );
}
