import { and, asc, eq } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { Database } from '../core/database.ts';
import { issues } from '../schema/repository-schema.ts';

/** Numbers of the repository's issues that are open as far as is known, ascending. */
export function openNumbers(
  database: Database,
  { installationId, repositoryId }: RepositoryKey,
): Promise<number[]> {
  return database.withTenant(installationId, async (tx) => {
    const rows = await tx
      .select({ number: issues.number })
      .from(issues)
      .where(
        and(
          eq(issues.installationId, installationId),
          eq(issues.repositoryId, repositoryId),
          eq(issues.state, 'open'),
        ),
      )
      .orderBy(asc(issues.number));
    return rows.map(({ number }) => number);
  });
}
