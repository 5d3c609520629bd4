import { and, desc, eq } from 'drizzle-orm';
import type { Database } from '../core/database.ts';
import { issues } from '../schema/repository-schema.ts';

/** When the issue changed that was changed last, as far as is known (ISO 8601, UTC); null where none is known. */
export function newestChange(
  database: Database,
  { installationId, repositoryId }: { installationId: number; repositoryId: number },
): Promise<string | null> {
  return database.withTenant(installationId, async (tx) => {
    const [row] = await tx
      .select({ at: issues.updatedAt })
      .from(issues)
      .where(and(eq(issues.installationId, installationId), eq(issues.repositoryId, repositoryId)))
      .orderBy(desc(issues.updatedAt))
      .limit(1);
    return row?.at.toISOString() ?? null;
  });
}
