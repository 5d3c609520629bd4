import { sql } from 'drizzle-orm';
import { type Db, fromDrizzle } from 'pg-boss';
import type { Tx } from '../store/core/transaction.ts';

/**
 * Lets pg-boss run inside our transaction. Its type requires one driver's result, although it accepts both
 * at run time. Objects (for jsonb) are sent as text, which both drivers handle alike.
 */
export function inTransaction(tx: Tx): Db {
  const inner = fromDrizzle(tx as unknown as Parameters<typeof fromDrizzle>[0], sql);
  return { executeSql: (text, values) => inner.executeSql(text, values?.map(asText)) };
}

function asText(value: unknown): unknown {
  const isObject =
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
  return isObject ? JSON.stringify(value) : value;
}
