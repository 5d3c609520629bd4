import type { Database } from '../../src/store/database.ts';

/** The same database with a count of the queries that are asked of tenants' tables. */
export function countQueries(database: Database): { database: Database; queries: () => number } {
  let queries = 0;
  const withTenant: Database['withTenant'] = (installationId, work) =>
    database.withTenant(installationId, (tx) =>
      work(
        new Proxy(tx, {
          get(target, name) {
            if (name === 'select' || name === 'execute') queries++;
            const property: unknown = Reflect.get(target, name);
            return typeof property === 'function' ? property.bind(target) : property;
          },
        }),
      ),
    );
  return { database: { ...database, withTenant }, queries: () => queries };
}
