import { and, eq, notInArray, sql } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { ThemeMap } from '../../triage/ports/themes.ts';
import type { Tx } from '../core/transaction.ts';
import { themeMaps, themes } from '../schema/themes-schema.ts';

/** Places in one statement: more would make the statement's text long. */
const atOnce = 2_000;

/**
 * Puts a new map in place of the one before. A theme that goes on keeps its burst. Issues that came while
 * the map was drawn keep the theme they joined, where it goes on.
 */
export async function saveMap(tx: Tx, repository: RepositoryKey, map: ThemeMap): Promise<void> {
  const { installationId, repositoryId } = repository;
  const ids = [...map.terms.keys()];
  const ofThemes = and(eq(themes.installationId, installationId), eq(themes.repositoryId, repositoryId));
  await tx.delete(themes).where(ids.length > 0 ? and(ofThemes, notInArray(themes.id, ids)) : ofThemes);
  for (let from = 0; from < ids.length; from += atOnce) {
    await tx
      .insert(themes)
      .values(
        ids
          .slice(from, from + atOnce)
          .map((id) => ({ installationId, repositoryId, id, terms: map.terms.get(id) ?? [] })),
      )
      .onConflictDoUpdate({
        target: [themes.installationId, themes.repositoryId, themes.id],
        set: { terms: sql`excluded.terms` },
      });
  }
  for (let from = 0; from < map.issues.length; from += atOnce) {
    const rows = JSON.stringify(map.issues.slice(from, from + atOnce));
    await tx.execute(sql`
      update theme_issues t set theme = m.theme, x = m.x, y = m.y
      from jsonb_to_recordset(${rows}::text::jsonb) as m (number int, theme int, x float8, y float8)
      where t.installation_id = ${installationId} and t.repository_id = ${repositoryId} and t.number = m.number`);
  }
  await tx.execute(sql`
    update theme_issues t set theme = null
    where t.installation_id = ${installationId} and t.repository_id = ${repositoryId} and t.theme is not null
      and not exists (select from themes h where h.installation_id = t.installation_id
        and h.repository_id = t.repository_id and h.id = t.theme)`);
  const row = { issues: map.issues.length, drawnAt: new Date() };
  await tx
    .insert(themeMaps)
    .values({ installationId, repositoryId, ...row })
    .onConflictDoUpdate({ target: [themeMaps.installationId, themeMaps.repositoryId], set: row });
}
