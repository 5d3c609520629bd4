import { eq } from 'drizzle-orm';
import type { RepositoryRef } from '../src/domain/repository.ts';
import type { Database } from '../src/store/database.ts';
import { createDecisionStore } from '../src/store/decisions.ts';
import { deliveries } from '../src/store/schema.ts';
import type { Outcomes } from './replay/ports.ts';

/** What the App made of an issue, read from its own record: the delivery says whether it is done, the decision what was said. */
export function createOutcomes(database: Database, repo: RepositoryRef): Outcomes {
  const decisions = createDecisionStore(database);
  return {
    async outcome({ number, deliveryId }) {
      const delivery = await findDelivery(database, deliveryId);
      if (delivery?.status === 'queued') return null;
      if (delivery?.status === 'dead')
        return { status: 'failed', values: [], similar: [], reason: delivery.reason };
      const record = await decisions.latest(repo, number);
      if (!record)
        return {
          status: delivery ? 'alone' : 'failed',
          values: [],
          similar: [],
          reason: delivery ? null : 'its webhook did not arrive',
        };
      const { values, similar } = record.decision;
      return { status: 'decided', values, similar: similar.map((issue) => issue.number), reason: null };
    },
  };
}

async function findDelivery(database: Database, id: string | null) {
  if (id === null) return undefined;
  const columns = { status: deliveries.status, reason: deliveries.reason };
  const [row] = await database.system((tx) =>
    tx.select(columns).from(deliveries).where(eq(deliveries.id, id)),
  );
  return row;
}
