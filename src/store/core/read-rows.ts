import type { SQL } from 'drizzle-orm';
import type { Tx } from './transaction.ts';

/**
 * Runs SQL that the query builder cannot say. The drivers answer in different shapes (an array, or `{ rows }`), and parse
 * only numbers, text, booleans and json alike: cast bigints and times to text in the query. Parameters must be strings,
 * numbers, booleans or null: a Date or an object works on one driver and throws on the other.
 */
export async function readRows<Row>(tx: Tx, query: SQL): Promise<Row[]> {
  const result = (await tx.execute(query)) as unknown as Row[] | { rows: Row[] };
  return Array.isArray(result) ? result : result.rows;
}
