import { and, asc, eq, isNull } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { InfoRequest, InfoRequestStore } from '../../triage/ports/follow-up.ts';
import type { Tenants } from '../core/database.ts';
import type { Tx } from '../core/transaction.ts';
import { storableJson } from '../core/values/storable.ts';
import { askings } from '../schema/follow-up-schema.ts';

/** What authors were asked for, and what they gave. */
export function createInfoRequestStore(tenants: Tenants): InfoRequestStore {
  return {
    asked: (repo, number, wanted) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const { installationId, repositoryId } = repo;
        const fields = storableJson([...wanted]);
        const before = await read(tx, repo, number);
        if (!before) {
          const askedAt = new Date();
          await tx.insert(askings).values({ installationId, repositoryId, number, fields, askedAt });
          return;
        }
        const given = before.fields.filter((field) => !fields.includes(field));
        const news = fields.some((field) => !before.fields.includes(field)) || before.settledAt !== null;
        await tx
          .update(askings)
          .set({
            fields,
            given: [...new Set([...before.given, ...given])],
            settledAt: null,
            ...(news ? { askedAt: new Date(), nudgedAt: null } : {}),
          })
          .where(at(repo, number));
      }),
    nudged: (repo, number) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        await tx.update(askings).set({ nudgedAt: new Date() }).where(at(repo, number));
      }),
    settled: (repo, number) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const before = await read(tx, repo, number);
        if (!before || before.settledAt !== null) return;
        const given = [...new Set([...before.given, ...before.fields])];
        await tx.update(askings).set({ settledAt: new Date(), given, fields: [] }).where(at(repo, number));
      }),
    dropped: (repo, number) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        await tx
          .update(askings)
          .set({ settledAt: new Date(), fields: [] })
          .where(and(at(repo, number), isNull(askings.settledAt)));
      }),
    get: (repo, number) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const row = await read(tx, repo, number);
        return row ? toAsking(row) : null;
      }),
    open: (repo, limit) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const rows = await tx
          .select()
          .from(askings)
          .where(and(ofRepository(repo), isNull(askings.settledAt)))
          .orderBy(asc(askings.askedAt))
          .limit(limit);
        return rows.map(toAsking);
      }),
  };
}

async function read(tx: Tx, repository: RepositoryKey, number: number) {
  const [row] = await tx.select().from(askings).where(at(repository, number));
  return row;
}

function toAsking(row: typeof askings.$inferSelect): InfoRequest {
  const { number, fields, given, askedAt, nudgedAt, settledAt } = row;
  return {
    ...{ number, fields, given },
    askedAt: askedAt.toISOString(),
    nudgedAt: nudgedAt?.toISOString() ?? null,
    open: settledAt === null,
  };
}

const ofRepository = ({ installationId, repositoryId }: RepositoryKey) =>
  and(eq(askings.installationId, installationId), eq(askings.repositoryId, repositoryId));
const at = (repository: RepositoryKey, number: number) =>
  and(ofRepository(repository), eq(askings.number, number));
