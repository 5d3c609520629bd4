import { and, eq, inArray } from 'drizzle-orm';
import type { Account } from '../../domain/issue/issue.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { InboxDismissals } from '../../read/inbox.ts';
import type { Database } from '../core/database.ts';
import type { Tx } from '../core/transaction.ts';
import { issues } from '../schema/repository-schema.ts';
import { appendAudit } from './audit.ts';
import { appendEvents } from './events.ts';

/** What people dismissed from the Inbox. */
export function createDismissalStore(database: Database): InboxDismissals {
  return {
    set: (repository, numbers, dismissed, by) =>
      numbers.length === 0
        ? Promise.resolve([])
        : database.withTenant(repository.installationId, (tx) =>
            setDismissed(tx, repository, numbers, dismissed, by),
          ),
  };
}

async function setDismissed(
  tx: Tx,
  repository: RepositoryKey,
  numbers: readonly number[],
  dismissed: boolean,
  by: Account,
): Promise<number[]> {
  const changed = await tx
    .update(issues)
    .set({ dismissed })
    .where(
      and(
        eq(issues.installationId, repository.installationId),
        eq(issues.repositoryId, repository.repositoryId),
        inArray(issues.number, [...numbers]),
        eq(issues.dismissed, !dismissed),
      ),
    )
    .returning({ number: issues.number });
  const kind = dismissed ? 'dismissed' : 'restored';
  await appendAudit(
    tx,
    repository,
    changed.map(({ number }) => ({
      ...{ number, actor: by, deliveryId: null, effectId: null },
      kind: `inbox.${kind}`,
      detail: {},
    })),
  );
  for (const { number } of changed)
    await appendEvents(tx, repository, number, [{ kind, actor: by, deliveryId: null, detail: {} }]);
  return changed.map(({ number }) => number);
}
