import { eq } from 'drizzle-orm';
import { explainSkip } from '../src/domain/decide/explain-skip.ts';
import { skipReason } from '../src/domain/decide/skip-reason.ts';
import type { RepositoryRef } from '../src/domain/issue/repository.ts';
import type { Database } from '../src/store/core/database.ts';
import { createIssueStore } from '../src/store/issues/issues.ts';
import { createDecisionStore } from '../src/store/record/decisions.ts';
import { createRepositoryStore } from '../src/store/repositories/repositories.ts';
import { deliveries } from '../src/store/schema/delivery-schema.ts';
import type { Outcome, Outcomes } from './replay/ports.ts';

/**
 * What the App made of an issue, read from its own record: the delivery says whether it is done, the
 * decision what was said,
 * and the rules whether it had to keep its hands off.
 */
export function createOutcomes(database: Database, repo: RepositoryRef): Outcomes {
  const decisions = createDecisionStore(database);
  const issues = createIssueStore(database);
  const repositories = createRepositoryStore(database, async () => undefined);
  return {
    async outcome({ number, deliveryId }) {
      const delivery = await findDelivery(database, deliveryId);
      if (delivery?.status === 'queued') return without('waiting', delivery.reason);
      if (delivery?.status === 'dead') return without('failed', delivery.reason);
      const issue = await issues.getIssue(repo, number);
      if (!issue) return without('failed', 'webhook not received');
      const read = await repositories.knownSettings(repo);
      const alone = read && skipReason(issue, read.settings);
      if (alone) return without('alone', explainSkip(alone));
      const record = await decisions.latest(repo, number);
      if (!record) return without('failed', 'no decision recorded');
      const { values, similar } = record.decision;
      return { status: 'decided', values, similar: similar.map((other) => other.number), reason: null };
    },
  };
}

function without(status: Outcome['status'], reason: string | null): Outcome {
  return { status, values: [], similar: [], reason };
}

async function findDelivery(database: Database, id: string | null) {
  if (id === null) return undefined;
  const columns = { status: deliveries.status, reason: deliveries.reason };
  const [row] = await database.system((tx) =>
    tx.select(columns).from(deliveries).where(eq(deliveries.id, id)),
  );
  return row;
}
