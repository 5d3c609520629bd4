import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Asking, AskingStore } from '../triage/follow-up-ports.ts';
import type { Database } from './database.ts';
import { askings } from './follow-up-schema.ts';
import { storableJson } from './storable.ts';

interface Place {
  installationId: number;
  repositoryId: number;
}

/** What authors were asked for. */
export function createAskingStore(database: Database): AskingStore {
  return {
    asked: (repo, number, given) =>
      database.withTenant(repo.installationId, async (tx) => {
        const { installationId, repositoryId } = repo;
        const fields = storableJson([...given]);
        const fresh = { fields, askedAt: new Date(), nudgedAt: null, settledAt: null };
        await tx
          .insert(askings)
          .values({ installationId, repositoryId, number, ...fresh })
          .onConflictDoUpdate({
            target: [askings.installationId, askings.repositoryId, askings.number],
            set: fresh,
            setWhere: sql`${askings.settledAt} is not null or ${askings.fields} is distinct from excluded.fields`,
          });
      }),
    nudged: (repo, number) =>
      database.withTenant(repo.installationId, async (tx) => {
        await tx.update(askings).set({ nudgedAt: new Date() }).where(at(repo, number));
      }),
    settled: (repo, number) =>
      database.withTenant(repo.installationId, async (tx) => {
        await tx
          .update(askings)
          .set({ settledAt: new Date() })
          .where(and(at(repo, number), isNull(askings.settledAt)));
      }),
    get: (repo, number) =>
      database.withTenant(repo.installationId, async (tx) => {
        const [row] = await tx
          .select()
          .from(askings)
          .where(and(at(repo, number), isNull(askings.settledAt)));
        return row ? toAsking(row) : null;
      }),
    open: (repo, limit) =>
      database.withTenant(repo.installationId, async (tx) => {
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

function toAsking({ number, fields, askedAt, nudgedAt }: typeof askings.$inferSelect): Asking {
  return { number, fields, askedAt: askedAt.toISOString(), nudgedAt: nudgedAt?.toISOString() ?? null };
}

const ofRepository = ({ installationId, repositoryId }: Place) =>
  and(eq(askings.installationId, installationId), eq(askings.repositoryId, repositoryId));
const at = (place: Place, number: number) => and(ofRepository(place), eq(askings.number, number));
