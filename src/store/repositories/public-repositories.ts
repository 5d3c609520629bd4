import { and, eq, ne } from 'drizzle-orm';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Tenants } from '../core/database.ts';
import { repositories } from '../schema/repository-schema.ts';

/** More repositories than this are never searched for one issue. */
const most = 20;

/** The other public repositories of the same installation. Private ones are not read, so nothing of them can leave. */
export function createPublicRepositories(tenants: Tenants) {
  return {
    list: ({ installationId, repositoryId }: RepositoryRef): Promise<RepositoryRef[]> =>
      tenants.withTenant(installationId, async (tx) => {
        const rows = await tx
          .select({
            repositoryId: repositories.repositoryId,
            owner: repositories.owner,
            name: repositories.name,
          })
          .from(repositories)
          .where(
            and(
              eq(repositories.installationId, installationId),
              eq(repositories.private, false),
              ne(repositories.repositoryId, repositoryId),
            ),
          )
          .orderBy(repositories.owner, repositories.name)
          .limit(most);
        return rows.map((row) => ({ ...row, installationId, private: false }));
      }),
  };
}
