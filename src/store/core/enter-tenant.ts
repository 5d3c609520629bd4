import { sql } from 'drizzle-orm';
import { whole } from './literal.ts';
import type { Tx } from './transaction.ts';

/** Gives up every right but those on one tenant's rows, until the transaction ends. */
export async function enterTenant(tx: Tx, installationId: number): Promise<void> {
  await tx.execute(sql`select dispatch_enter(${whole(installationId)})`);
}
