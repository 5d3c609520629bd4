import { and, eq } from 'drizzle-orm';
import type { UnusableLooks } from '../../triage/ports/second-look.ts';
import type { Tenants } from '../core/database.ts';
import { issues } from '../schema/repository-schema.ts';

/** Why an issue's last second look came to nothing, kept with the issue. */
export function createUnusableLooks(tenants: Tenants): UnusableLooks {
  return {
    save: ({ installationId, repositoryId }, number, look) =>
      tenants.withTenant(installationId, async (tx) => {
        await tx
          .update(issues)
          .set({ unusableLook: look })
          .where(
            and(
              eq(issues.installationId, installationId),
              eq(issues.repositoryId, repositoryId),
              eq(issues.number, number),
            ),
          );
      }),
  };
}
