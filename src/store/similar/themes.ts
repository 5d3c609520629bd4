import { and, eq, gt, inArray, lt, or, sql } from 'drizzle-orm';
import type { ThemeStore } from '../../triage/ports/themes.ts';
import type { Database } from '../core/database.ts';
import { isForgotten } from '../core/forgotten-issues.ts';
import { readRows } from '../core/read-rows.ts';
import { embeddings, issues } from '../schema/repository-schema.ts';
import { themeIssues, themes } from '../schema/themes-schema.ts';
import { countProgress, readLacking } from './similar-progress.ts';
import { saveMap } from './theme-maps.ts';
import { readWeeks } from './theme-weeks.ts';

interface Place {
  installationId: number;
  repositoryId: number;
}

const ofIssues = (place: Place) =>
  and(eq(themeIssues.installationId, place.installationId), eq(themeIssues.repositoryId, place.repositoryId));

/** Links between like issues, themes over them and their map, a repository. */
export function createThemeStore(database: Database): ThemeStore {
  return {
    lacking: (place, part, model, after, most) =>
      database.withTenant(place.installationId, (tx) => readLacking(tx, place, part, model, after, most)),

    countProgress: (place, model) =>
      database.withTenant(place.installationId, (tx) => countProgress(tx, place, model)),

    dropOtherVectors: (place, model) =>
      database.withTenant(place.installationId, async (tx) => {
        await tx.delete(embeddings).where(
          and(
            eq(embeddings.installationId, place.installationId),
            eq(embeddings.repositoryId, place.repositoryId),
            // Two ranges of the key: looking through all of this model's vectors would take long.
            or(lt(embeddings.model, model), gt(embeddings.model, model)),
          ),
        );
      }),

    standings: (place, numbers) =>
      database.withTenant(place.installationId, async (tx) => {
        if (numbers.length === 0) return new Map();
        const { number, theme, x, y } = themeIssues;
        const rows = await tx
          .select({ number, theme, x, y })
          .from(themeIssues)
          .where(and(ofIssues(place), inArray(number, [...numbers])));
        return new Map(rows.map((row) => [row.number, row]));
      }),

    saveLinks: (place, number, neighbours, { theme, x, y }) =>
      database.withTenant(place.installationId, async (tx) => {
        if (await isForgotten(tx, place, number)) return;
        const { installationId, repositoryId } = place;
        const row = { neighbours, theme, x, y, linkedAt: new Date() };
        await tx
          .insert(themeIssues)
          .values({ installationId, repositoryId, number, ...row })
          .onConflictDoUpdate({
            target: [themeIssues.installationId, themeIssues.repositoryId, themeIssues.number],
            set: row,
          });
      }),

    dropLinks: (place, number) =>
      database.withTenant(place.installationId, async (tx) => {
        await tx.delete(themeIssues).where(and(ofIssues(place), eq(themeIssues.number, number)));
      }),

    sinceMap: (place) =>
      database.withTenant(place.installationId, async (tx) => {
        const [row] = await readRows<{ newcomers: number; homeless: number; drawn: number | null }>(
          tx,
          sql`
          select count(t.number)::int as newcomers,
                 (count(t.number) filter (where t.theme is null and t.neighbours <> '[]'::jsonb))::int as homeless,
                 (select m.issues from theme_maps m
                  where m.installation_id = ${place.installationId} and m.repository_id = ${place.repositoryId}) as drawn
          from theme_issues t
          where t.installation_id = ${place.installationId} and t.repository_id = ${place.repositoryId}
            and t.linked_at > coalesce((select m.drawn_at from theme_maps m
              where m.installation_id = ${place.installationId} and m.repository_id = ${place.repositoryId}), '-infinity')`,
        );
        const { newcomers = 0, homeless = 0, drawn = null } = row ?? {};
        return { newcomers, homeless, drawnFrom: drawn };
      }),

    readIssues: (place) =>
      database.withTenant(place.installationId, async (tx) => {
        const { number, neighbours, theme, x, y } = themeIssues;
        const rows = await tx
          .select({ number, neighbours, theme, x, y, title: issues.title })
          .from(themeIssues)
          .innerJoin(
            issues,
            and(
              eq(issues.installationId, themeIssues.installationId),
              eq(issues.repositoryId, themeIssues.repositoryId),
              eq(issues.number, themeIssues.number),
            ),
          )
          .where(ofIssues(place))
          .orderBy(number);
        const [last] = await readRows<{ id: number | null }>(
          tx,
          sql`select max(id)::int as id from themes
              where installation_id = ${place.installationId} and repository_id = ${place.repositoryId}`,
        );
        return { issues: rows, firstFree: (last?.id ?? 0) + 1 };
      }),

    saveMap: (place, map) => database.withTenant(place.installationId, (tx) => saveMap(tx, place, map)),

    weeks: (place) => database.withTenant(place.installationId, (tx) => readWeeks(tx, place)),

    saveBurst: (place, theme, burst) =>
      database.withTenant(place.installationId, async (tx) => {
        const [row] = await tx
          .update(themes)
          .set({ burst })
          .where(and(ofThemes(place), eq(themes.id, theme)))
          .returning({ terms: themes.terms });
        return row?.terms ?? [];
      }),

    endBursts: (place, before) =>
      database.withTenant(place.installationId, async (tx) => {
        const ended = await tx
          .update(themes)
          .set({ burst: null })
          .where(and(ofThemes(place), sql`${themes.burst} ->> 'seenAt' < ${before}`))
          .returning({ id: themes.id });
        return ended.map(({ id }) => id);
      }),
  };
}

const ofThemes = (place: Place) =>
  and(eq(themes.installationId, place.installationId), eq(themes.repositoryId, place.repositoryId));
