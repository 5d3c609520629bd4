import { eq } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { Database } from '../core/database.ts';
import { repositories } from '../schema/repository-schema.ts';

/** The repositories of an installation that are known, by id. */
export function installedRepositories(database: Database, installationId: number): Promise<RepositoryKey[]> {
  return database.withTenant(installationId, (tx) =>
    tx
      .select({ installationId: repositories.installationId, repositoryId: repositories.repositoryId })
      .from(repositories)
      .where(eq(repositories.installationId, installationId))
      .orderBy(repositories.repositoryId),
  );
}
