import { sql } from 'drizzle-orm';
import { type Db, fromDrizzle } from 'pg-boss';
import type { Tx } from '../store/core/transaction.ts';

/**
 * Lets pg-boss work inside our transaction. Its type asks for one driver's result, though it reads both drivers' at run
 * time. Objects (for jsonb) go as text, which both drivers pass on alike.
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
