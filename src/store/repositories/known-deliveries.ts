import { inArray } from 'drizzle-orm';
import type { Database } from '../core/database.ts';
import { deliveries } from '../schema/delivery-schema.ts';

/** Asked for at once. */
const chunk = 500;

/** Which of these deliveries are kept, by GitHub's ids. */
export async function knownDeliveries(database: Database, guids: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (let from = 0; from < guids.length; from += chunk) {
    const rows = await database.system((tx) =>
      tx
        .select({ id: deliveries.id })
        .from(deliveries)
        .where(inArray(deliveries.id, guids.slice(from, from + chunk))),
    );
    for (const { id } of rows) known.add(id);
  }
  return known;
}
