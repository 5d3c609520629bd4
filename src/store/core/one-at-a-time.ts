import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<{ open: boolean }>();

/**
 * Refuses a transaction that is begun and awaited inside another one. The embedded database has a single connection, so
 * the inner one would wait for the outer one for ever; on PostgreSQL the same happens once all connections are taken.
 * Better an error at once, on both.
 */
export async function oneAtATime<T>(run: () => Promise<T>): Promise<T> {
  if (current.getStore()?.open)
    throw new Error('a transaction was begun inside another one: pass its tx on instead');
  const scope = { open: true };
  try {
    return await current.run(scope, run);
  } finally {
    // What was started inside and outlives the transaction may begin its own.
    scope.open = false;
  }
}
