import type { Tenants } from './database.ts';

/**
 * Runs `work` in one transaction of a tenant. Stores that are made on the unit it is given read and write in that
 * transaction, and all of it is kept or none. Never await the network inside. What may be awaited together should be:
 * the statements then travel together.
 *
 * @throws DatabaseError as `Tenants.withTenant` does
 */
export function inUnitOfWork<T>(
  tenants: Tenants,
  installationId: number,
  work: (unit: Tenants) => Promise<T>,
): Promise<T> {
  return tenants.withTenant(installationId, (tx) =>
    work({
      async withTenant(asked, part) {
        if (asked !== installationId) throw new Error('a unit of work belongs to one tenant');
        return part(tx);
      },
    }),
  );
}
