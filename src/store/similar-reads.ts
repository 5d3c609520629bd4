import { sql } from 'drizzle-orm';
import type {
  DuplicatePage,
  MapPoint,
  NamedIssue,
  SimilarReads,
  ThemeRow,
} from '../console/similar-ports.ts';
import type { LinkState } from '../domain/duplicates/duplicate-link.ts';
import { relationTo } from '../domain/duplicates/relation.ts';
import type { Database } from './database.ts';
import { readDuplicateRows } from './duplicate-reads.ts';
import { readRows } from './read-rows.ts';
import { readProgress } from './similar-progress.ts';
import type { Tx } from './transaction.ts';

interface Place {
  installationId: number;
  repositoryId: number;
}

/** What the Duplicates and Themes pages show. `model` is the embedding's in use. */
export function createSimilarReads(database: Database, model: string): SimilarReads {
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
          sql`select i.number, i.title, i.state, i.state_reason as "stateReason", t.theme, t.x, t.y
              from theme_issues t join issues i using (installation_id, repository_id, number)
              where ${of(repository)} and t.x is not null and t.theme is not null
              order by i.state = 'open' desc, i.number desc limit ${most.points}`,
        );
        const [drawn] = await readRows<{ at: string; issues: number }>(
          tx,
          sql`select to_char(drawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, issues
              from theme_maps where ${of(repository)}`,
        );
        const state = await readProgress(tx, repository, model);
        return { themes, points, drawn: drawn ?? null, state };
      }),

    theme: (repository, id, most) =>
      database.withTenant(repository.installationId, async (tx) => {
        const [theme] = await readThemes(tx, repository, 1, id);
        if (!theme) return null;
        const issues = await readRows<NamedIssue>(
          tx,
          sql`select i.number, i.title, i.state, i.state_reason as "stateReason"
              from theme_issues t join issues i using (installation_id, repository_id, number)
              where ${of(repository)} and t.theme = ${id}
              order by i.state = 'open' desc, i.number desc limit ${most}`,
        );
        return { theme, issues };
      }),
  };
}

const of = ({ installationId, repositoryId }: Place) =>
  sql`installation_id = ${installationId} and repository_id = ${repositoryId}`;

/** Rising ones first, then those with the most issues of this week, then the largest. */
function readThemes(tx: Tx, place: Place, most: number, id: number | null): Promise<ThemeRow[]> {
  return readRows<ThemeRow>(
    tx,
    sql`
    select h.id, h.terms, h.burst,
           (count(*) filter (where i.state = 'open'))::int as open,
           (count(*) filter (where i.state = 'closed'))::int as closed,
           (count(*) filter (where i.created_at > now() - interval '7 days'))::int as week
    from themes h
    join theme_issues t
      on t.installation_id = h.installation_id and t.repository_id = h.repository_id and t.theme = h.id
    join issues i
      on i.installation_id = t.installation_id and i.repository_id = t.repository_id and i.number = t.number
    where h.installation_id = ${place.installationId} and h.repository_id = ${place.repositoryId}
      and ${id === null ? sql`true` : sql`h.id = ${id}`}
    group by h.id, h.terms, h.burst
    order by h.burst is not null desc, week desc, open desc, count(*) desc, h.id
    limit ${most}`,
  );
}
