import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { type LearntDimension, learntDimensions, type ModelsInUse } from '../../triage/ports/models.ts';
import type { Tenants } from '../core/database.ts';
import { models } from '../schema/history-schema.ts';

/** The kept versions of a repository's own models, newest first: one query. */
export function readModelVersions<K extends LearntDimension>(
  tenants: Tenants,
  { installationId, repositoryId }: { installationId: number; repositoryId: number },
  kinds: readonly K[],
): Promise<{ kind: K; version: number; active: boolean }[]> {
  return tenants.withTenant(installationId, async (tx) => {
    const rows = await tx
      .select({ kind: models.kind, version: models.version, active: models.active })
      .from(models)
      .where(
        and(
          eq(models.installationId, installationId),
          eq(models.repositoryId, repositoryId),
          inArray(models.kind, [...kinds]),
        ),
      )
      .orderBy(models.kind, desc(models.version));
    return rows.map((row) => ({ ...row, kind: row.kind as K }));
  });
}

/** The versions in use, of all kinds: one query, asked for every issue. */
export function readModelsInUse(
  tenants: Tenants,
  { installationId, repositoryId }: { installationId: number; repositoryId: number },
): Promise<ModelsInUse> {
  return tenants.withTenant(installationId, async (tx) => {
    const rows = await tx
      .select({
        kind: models.kind,
        version: models.version,
        basis: sql<string>`coalesce(${models.metrics} ->> 'basis', '')`,
      })
      .from(models)
      .where(
        and(
          eq(models.installationId, installationId),
          eq(models.repositoryId, repositoryId),
          models.active,
          inArray(models.kind, [...learntDimensions]),
        ),
      );
    return Object.fromEntries(rows.map(({ kind, ...inUse }) => [kind, inUse]));
  });
}
