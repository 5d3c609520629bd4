import type { Database } from '../../src/store/core/database.ts';
import type { Tx } from '../../src/store/core/transaction.ts';

/** The same database with a count of the queries that are asked of it. */
export function countQueries(database: Database): { database: Database; queries: () => number } {
  let queries = 0;
  const counted = (tx: Tx): Tx =>
    new Proxy(tx, {
      get(target, name) {
        if (name === 'select' || name === 'execute' || name === '$count') queries++;
        const property: unknown = Reflect.get(target, name);
        return typeof property === 'function' ? property.bind(target) : property;
      },
    });
  return {
    database: {
      ...database,
      withTenant: (installationId, work) => database.withTenant(installationId, (tx) => work(counted(tx))),
      system: (work, options) => database.system((tx) => work(counted(tx)), options),
    },
    queries: () => queries,
  };
}
