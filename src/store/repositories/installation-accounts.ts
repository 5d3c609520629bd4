import { eq } from 'drizzle-orm';
import type { Database } from '../core/database.ts';
import { installations } from '../schema/repository-schema.ts';

/** The login of an installation's account, as it was when GitHub last told of it; null for one that is not known. One query. */
export type AccountOf = (installationId: number) => Promise<string | null>;

/** Reads it among the installations. */
export function createAccountOf(database: Database): AccountOf {
  return (installationId) =>
    database.withTenant(installationId, async (tx) => {
      const [row] = await tx
        .select({ account: installations.account })
        .from(installations)
        .where(eq(installations.installationId, installationId));
      return row?.account ?? null;
    });
}
