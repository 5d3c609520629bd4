import type { SQL } from 'drizzle-orm';
import type { Db, Tx } from './transaction.ts';

/**
 * Runs SQL that the query builder cannot say. The databases parse only numbers, text, booleans and json alike: cast bigints
 * and times to text in the query. Parameters must be strings, numbers, booleans or null.
 */
export async function readRows<Row>(tx: Tx | Db, query: SQL): Promise<Row[]> {
  const { rows } = (await tx.execute(query)) as unknown as { rows: Row[] };
  return rows;
}
