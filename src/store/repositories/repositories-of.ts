import { asc, eq } from 'drizzle-orm';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Database } from '../core/database.ts';
import { repositories } from '../schema/repository-schema.ts';

/** All repositories of an installation that are known, under their present names. */
export function repositoriesOf(database: Database, installationId: number): Promise<RepositoryRef[]> {
  return database.withTenant(installationId, async (tx) => {
    const rows = await tx
      .select()
      .from(repositories)
      .where(eq(repositories.installationId, installationId))
      .orderBy(asc(repositories.repositoryId));
    return rows.map(({ repositoryId, owner, name, private: isPrivate, archived }) => ({
      ...{ installationId, repositoryId, owner, name, private: isPrivate, archived },
    }));
  });
}
