import { sql } from 'drizzle-orm';
import { DatabaseError } from './database-error.ts';
import { readRows } from './read-rows.ts';
import type { Tx } from './transaction.ts';

/**
 * Throws when nothing can be written: a standby after a failover, or a database that was set read-only. It answers every
 * question, but keeps no delivery.
 */
export async function assertWritable(tx: Tx): Promise<void> {
  const [row] = await readRows<{ readOnly: string }>(
    tx,
    sql`select current_setting('transaction_read_only') as "readOnly"`,
  );
  if (row?.readOnly !== 'off') throw new DatabaseError('the database is read-only', '25006');
}
