import { and, desc, eq, gt, lt, lte, max, sql } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { LearntDimension, ModelMetrics, ModelStore, ModelVersion } from '../../triage/ports/models.ts';
import type { Tenants } from '../core/database.ts';
import { models } from '../schema/history-schema.ts';
import { lessons } from '../schema/people-schema.ts';

/** Versions kept besides the one in use, to look back at. */
const keptVersions = 3;

const about = { version: models.version, metrics: models.metrics, createdAt: models.createdAt };

/** The versions of each repository's own model of one dimension. */
export function createModelStore(tenants: Tenants, kind: LearntDimension | 'ranker'): ModelStore {
  const of = ({ installationId, repositoryId }: RepositoryKey) =>
    and(
      eq(models.installationId, installationId),
      eq(models.repositoryId, repositoryId),
      eq(models.kind, kind),
    );
  return {
    inUse: (repository, basis) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        const [row] = await tx
          .select(about)
          .from(models)
          .where(and(of(repository), models.active, sql`${models.metrics} ->> 'basis' = ${basis}`));
        return row ? toVersion(row) : null;
      }),

    newest: (repository) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        const [row] = await tx
          .select(about)
          .from(models)
          .where(of(repository))
          .orderBy(desc(models.version))
          .limit(1);
        return row ? toVersion(row) : null;
      }),

    bytes: (repository, version) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        const [row] = await tx
          .select({ bytes: models.bytes })
          .from(models)
          .where(and(of(repository), eq(models.version, version)));
        return row?.bytes ?? null;
      }),

    isTainted: (repository, version) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        const [row] = await tx
          .select({ version: models.version })
          .from(models)
          .innerJoin(
            lessons,
            and(
              eq(lessons.installationId, models.installationId),
              eq(lessons.repositoryId, models.repositoryId),
              sql`${lessons.subject} ->> 'dimension' = ${models.kind}`,
              lte(lessons.at, models.createdAt),
              gt(lessons.revokedAt, models.createdAt),
            ),
          )
          .where(and(of(repository), eq(models.version, version)))
          .limit(1);
        return row !== undefined;
      }),

    retire: (repository) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        await tx
          .update(models)
          .set({ active: false })
          .where(and(of(repository), models.active));
      }),

    add: (repository, { bytes, metrics, use }) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        const { installationId, repositoryId } = repository;
        const [last] = await tx
          .select({ version: max(models.version) })
          .from(models)
          .where(of(repository));
        const version = (last?.version ?? 0) + 1;
        if (use)
          await tx
            .update(models)
            .set({ active: false })
            .where(and(of(repository), models.active));
        await tx
          .insert(models)
          .values({ installationId, repositoryId, kind, version, bytes, metrics, active: use });
        await tx
          .delete(models)
          .where(
            and(of(repository), eq(models.active, false), lt(models.version, version - keptVersions + 1)),
          );
        return version;
      }),
  };
}

function toVersion(row: { version: number; metrics: unknown; createdAt: Date }): ModelVersion {
  return {
    version: row.version,
    metrics: row.metrics as ModelMetrics,
    createdAt: row.createdAt.toISOString(),
  };
}
