import { sql } from 'drizzle-orm';
import type { Tx } from './transaction.ts';

/** Gives up every right but those on one tenant's rows, until the transaction ends. */
export async function enterTenant(tx: Tx, installationId: number): Promise<void> {
  await tx.execute(sql.raw(enterTenantSql(installationId)));
}

/**
 * The same as text, to be sent with what begins the transaction.
 *
 * @throws TypeError for anything but a safe integer
 */
export function enterTenantSql(installationId: number): string {
  if (!Number.isSafeInteger(installationId)) throw new TypeError('a tenant is a whole number');
  return `select dispatch_enter(${installationId})`;
}
