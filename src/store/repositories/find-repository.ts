import { and, eq } from 'drizzle-orm';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Tenants } from '../core/database.ts';
import { repositories } from '../schema/repository-schema.ts';

/** A repository by its ids, under its present name; null where it is not known (any more). */
export function findRepository(
  tenants: Tenants,
  { installationId, repositoryId }: { installationId: number; repositoryId: number },
): Promise<RepositoryRef | null> {
  return tenants.withTenant(installationId, async (tx) => {
    const [row] = await tx
      .select()
      .from(repositories)
      .where(
        and(eq(repositories.installationId, installationId), eq(repositories.repositoryId, repositoryId)),
      );
    if (!row) return null;
    const { owner, name, private: isPrivate, archived } = row;
    return {
      installationId,
      repositoryId,
      owner,
      name,
      private: isPrivate,
      ...(archived ? { archived } : {}),
    };
  });
}
