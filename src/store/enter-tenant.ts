import { sql } from 'drizzle-orm';
import type { Tx } from './transaction.ts';

/** Gives up every right but those on one tenant's rows, until the transaction ends. */
export async function enterTenant(tx: Tx, installationId: number): Promise<void> {
  if (!Number.isSafeInteger(installationId)) throw new TypeError('an installation id is an integer');
  await tx.execute(sql`select dispatch_enter(${installationId})`);
}
