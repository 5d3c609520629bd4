import { and, eq, gt, inArray, lt, or, sql } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { ThemeStore } from '../../triage/ports/themes.ts';
import type { Tenants } from '../core/database.ts';
import { isForgotten } from '../core/forgotten-issues.ts';
import { readRows } from '../core/read-rows.ts';
import { embeddings, issues } from '../schema/repository-schema.ts';
import { themeIssues, themes } from '../schema/themes-schema.ts';
import { countProgress, readLacking } from './similar-progress.ts';
import { saveMap } from './theme-maps.ts';
import { readWeeks } from './theme-weeks.ts';

const ofIssues = (repository: RepositoryKey) =>
  and(
    eq(themeIssues.installationId, repository.installationId),
    eq(themeIssues.repositoryId, repository.repositoryId),
  );

/** Links between like issues, themes over them and their map, a repository. */
export function createThemeStore(tenants: Tenants): ThemeStore {
  return {
    lacking: (repository, part, model, after, most) =>
      tenants.withTenant(repository.installationId, (tx) =>
        readLacking(tx, repository, part, model, after, most),
      ),

    countProgress: (repository, model) =>
      tenants.withTenant(repository.installationId, (tx) => countProgress(tx, repository, model)),

    dropOtherVectors: (repository, model) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        await tx.delete(embeddings).where(
          and(
            eq(embeddings.installationId, repository.installationId),
            eq(embeddings.repositoryId, repository.repositoryId),
            // Two ranges of the key: looking through all of this model's vectors would take long.
            or(lt(embeddings.model, model), gt(embeddings.model, model)),
          ),
        );
      }),

    standings: (repository, numbers) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        if (numbers.length === 0) return new Map();
        const { number, theme, x, y } = themeIssues;
        const rows = await tx
          .select({ number, theme, x, y })
          .from(themeIssues)
          .where(and(ofIssues(repository), inArray(number, [...numbers])));
        return new Map(rows.map((row) => [row.number, row]));
      }),

    saveLinks: (repository, number, neighbors, { theme, x, y }) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        if (await isForgotten(tx, repository, number)) return;
        const { installationId, repositoryId } = repository;
        const row = { neighbors, theme, x, y, linkedAt: new Date() };
        await tx
          .insert(themeIssues)
          .values({ installationId, repositoryId, number, ...row })
          .onConflictDoUpdate({
            target: [themeIssues.installationId, themeIssues.repositoryId, themeIssues.number],
            set: row,
          });
      }),

    dropLinks: (repository, number) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        await tx.delete(themeIssues).where(and(ofIssues(repository), eq(themeIssues.number, number)));
      }),

    sinceMap: (repository) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        const [row] = await readRows<{ newcomers: number; homeless: number; drawn: number | null }>(
          tx,
          sql`
          select count(t.number)::int as newcomers,
                 (count(t.number) filter (where t.theme is null and t.neighbours <> '[]'::jsonb))::int as homeless,
                 (select m.issues from theme_maps m
                  where m.installation_id = ${repository.installationId} and m.repository_id = ${repository.repositoryId}) as drawn
          from theme_issues t
          where t.installation_id = ${repository.installationId} and t.repository_id = ${repository.repositoryId}
            and t.linked_at > coalesce((select m.drawn_at from theme_maps m
              where m.installation_id = ${repository.installationId} and m.repository_id = ${repository.repositoryId}), '-infinity')`,
        );
        const { newcomers = 0, homeless = 0, drawn = null } = row ?? {};
        return { newcomers, homeless, drawnFrom: drawn };
      }),

    readIssues: (repository) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        const { number, neighbors, theme, x, y } = themeIssues;
        const rows = await tx
          .select({ number, neighbors, theme, x, y, title: issues.title })
          .from(themeIssues)
          .innerJoin(
            issues,
            and(
              eq(issues.installationId, themeIssues.installationId),
              eq(issues.repositoryId, themeIssues.repositoryId),
              eq(issues.number, themeIssues.number),
            ),
          )
          .where(ofIssues(repository))
          .orderBy(number);
        const [last] = await readRows<{ id: number | null }>(
          tx,
          sql`select max(id)::int as id from themes
              where installation_id = ${repository.installationId} and repository_id = ${repository.repositoryId}`,
        );
        return { issues: rows, firstFree: (last?.id ?? 0) + 1 };
      }),

    saveMap: (repository, map) =>
      tenants.withTenant(repository.installationId, (tx) => saveMap(tx, repository, map)),

    weeks: (repository) => tenants.withTenant(repository.installationId, (tx) => readWeeks(tx, repository)),

    saveBurst: (repository, theme, burst) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        const [row] = await tx
          .update(themes)
          .set({ burst })
          .where(and(ofThemes(repository), eq(themes.id, theme)))
          .returning({ terms: themes.terms });
        return row?.terms ?? [];
      }),

    endBursts: (repository, before) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        const ended = await tx
          .update(themes)
          .set({ burst: null })
          .where(and(ofThemes(repository), sql`${themes.burst} ->> 'seenAt' < ${before}`))
          .returning({ id: themes.id });
        return ended.map(({ id }) => id);
      }),
  };
}

const ofThemes = (repository: RepositoryKey) =>
  and(eq(themes.installationId, repository.installationId), eq(themes.repositoryId, repository.repositoryId));
