import { randomUUID } from 'node:crypto';
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Account } from '../../domain/issue/issue.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { NewNotice, Notice, NoticeStore } from '../../triage/ports/notices.ts';
import type { Tenants } from '../core/database.ts';
import type { Tx } from '../core/transaction.ts';
import { storableJson } from '../core/values/storable.ts';
import { notices } from '../schema/people-schema.ts';
import { appendAudit } from './audit.ts';
import { tellPages } from './events.ts';

const ours = { login: 'dispatch', id: null, kind: 'bot' };

/** What people should look at, a repository. */
export function createNoticeStore(tenants: Tenants): NoticeStore {
  return {
    open: (repository, notice) =>
      tenants.withTenant(repository.installationId, (tx) => openNotice(tx, repository, notice)),
    settle: (repository, which, by) =>
      tenants.withTenant(repository.installationId, (tx) => settleNotices(tx, repository, which, by)),
    list: (repository, filter, limit) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        const rows = await tx
          .select()
          .from(notices)
          .where(
            and(
              of(repository),
              filter.settled ? undefined : isNull(notices.settledAt),
              filter.kinds ? inArray(notices.kind, [...filter.kinds]) : undefined,
              filter.ids ? inArray(notices.id, [...filter.ids]) : undefined,
              filter.number === undefined ? undefined : eq(notices.number, filter.number),
              filter.private ? undefined : eq(notices.private, false),
            ),
          )
          .orderBy(desc(notices.createdAt), desc(notices.id))
          .limit(limit);
        return rows.map(toNotice);
      }),
  };
}

/** Within a transaction that changes what the notice tells of; see the port. */
export async function openNotice(tx: Tx, repository: RepositoryKey, notice: NewNotice): Promise<boolean> {
  const { installationId, repositoryId } = repository;
  const { kind, subject, number, reason, detail } = notice;
  const kept = await tx
    .insert(notices)
    .values({ ...storableJson(notice), installationId, repositoryId, id: randomUUID() })
    .onConflictDoNothing()
    .returning({ id: notices.id });
  if (kept.length === 0) return false;
  await appendAudit(tx, repository, [
    {
      ...{ number, actor: ours, deliveryId: null, effectId: null },
      kind: 'notice.open',
      detail: { ...detail, notice: kind, subject, words: reason },
    },
  ]);
  if (number !== null) await tellPages(tx, repository, number);
  return true;
}

/** Within a transaction; see the port. */
export async function settleNotices(
  tx: Tx,
  repository: RepositoryKey,
  which: Parameters<NoticeStore['settle']>[1],
  by: Account | null,
): Promise<number> {
  const wanted =
    'ids' in which
      ? inArray(notices.id, [...which.ids])
      : and(eq(notices.kind, which.kind), eq(notices.subject, which.subject));
  const settled = await tx
    .update(notices)
    .set({ settledAt: new Date(), settledBy: by })
    .where(and(of(repository), isNull(notices.settledAt), wanted))
    .returning({ kind: notices.kind, subject: notices.subject, number: notices.number });
  await appendAudit(
    tx,
    repository,
    settled.map(({ kind, subject, number }) => ({
      ...{ number, deliveryId: null, effectId: null },
      kind: 'notice.settle',
      actor: by ?? ours,
      detail: { notice: kind, subject },
    })),
  );
  for (const { number } of settled) if (number !== null) await tellPages(tx, repository, number);
  return settled.length;
}

const of = ({ installationId, repositoryId }: RepositoryKey) =>
  and(eq(notices.installationId, installationId), eq(notices.repositoryId, repositoryId));

function toNotice(row: typeof notices.$inferSelect): Notice {
  const { id, kind, subject, number, private: hidden, reason, detail, createdAt, settledAt } = row;
  return {
    ...{ id, kind, subject, number, reason, detail },
    private: hidden,
    createdAt: createdAt.toISOString(),
    settled: settledAt ? { by: row.settledBy, at: settledAt.toISOString() } : null,
  };
}
