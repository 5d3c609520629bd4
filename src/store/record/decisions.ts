import { randomUUID } from 'node:crypto';
import { and, desc, eq, like, or, sql } from 'drizzle-orm';
import { outcomeOf } from '../../domain/decide/outcome.ts';
import type { Decision, Opinion } from '../../domain/issue/decision.ts';
import { isOfInput } from '../../domain/issue/input-hash.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { DecisionRecord, DecisionStore } from '../../triage/ports/core.ts';
import type { Tenants } from '../core/database.ts';
import type { Tx } from '../core/transaction.ts';
import { storableJson } from '../core/values/storable.ts';
import { decisions } from '../schema/record-schema.ts';
import { issues } from '../schema/repository-schema.ts';
import { appendEvents } from './events.ts';
import { refreshWaits } from './refresh-waits.ts';

/** What was decided and from which evidence. One decision an input: the first that was recorded stands. */
export function createDecisionStore(tenants: Tenants): DecisionStore {
  return {
    record: (repo, record) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const { installationId, repositoryId } = repo;
        const { decision, opinions, ...rest } = storableJson(record);
        const inputHash = await nextHash(tx, repo, record);
        const [fresh] = await tx
          .insert(decisions)
          .values({ ...rest, inputHash, installationId, repositoryId, id: randomUUID(), decision, opinions })
          .onConflictDoNothing()
          .returning();
        if (fresh) {
          await tx
            .update(issues)
            .set({ outcome: outcomeOf(record.decision), dismissed: false })
            .where(issueRow(repo, record.number));
          await refreshWaits(tx, repo, record.number);
          await appendEvents(tx, repo, record.number, [
            { kind: 'decided', actor: null, deliveryId: record.deliveryId, detail: summary(record) },
          ]);
          return toRecord(fresh);
        }
        const [standing] = await tx
          .select()
          .from(decisions)
          .where(and(ofIssue(repo, record.number), eq(decisions.inputHash, inputHash)));
        if (!standing) throw new Error('a decision was neither written nor found');
        return toRecord(standing);
      }),

    latest: (repo, number) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const row = await readLatest(tx, repo, number);
        return row ? toRecord(row) : null;
      }),
  };
}

async function readLatest(tx: Tx, repo: RepositoryKey, number: number) {
  const [row] = await tx
    .select()
    .from(decisions)
    .where(ofIssue(repo, number))
    .orderBy(desc(decisions.createdAt), desc(decisions.id))
    .limit(1);
  return row;
}

/** The hash to keep a decision under: with an ordinal where the same input was decided before the latest one. */
async function nextHash(tx: Tx, repo: RepositoryKey, { number, inputHash }: DecisionRecord): Promise<string> {
  const [latest, [before]] = await Promise.all([
    readLatest(tx, repo, number),
    tx
      .select({ count: sql<number>`count(*)::int` })
      .from(decisions)
      .where(
        and(
          ofIssue(repo, number),
          or(eq(decisions.inputHash, inputHash), like(decisions.inputHash, `${inputHash}~%`)),
        ),
      ),
  ]);
  if (latest && isOfInput(latest.inputHash, inputHash)) return latest.inputHash;
  return before?.count ? `${inputHash}~${before.count + 1}` : inputHash;
}

function ofIssue(repo: { installationId: number; repositoryId: number }, number: number) {
  return and(
    eq(decisions.installationId, repo.installationId),
    eq(decisions.repositoryId, repo.repositoryId),
    eq(decisions.number, number),
  );
}

function issueRow(repo: { installationId: number; repositoryId: number }, number: number) {
  return and(
    eq(issues.installationId, repo.installationId),
    eq(issues.repositoryId, repo.repositoryId),
    eq(issues.number, number),
  );
}

/** What a line of the timeline says of a decision. */
function summary({ decision, tookMs }: DecisionRecord): Record<string, unknown> {
  const values = decision.values.map(({ dimension, value, confidence, label, autonomy }) => ({
    ...{ dimension, value, confidence, label, autonomy },
  }));
  return { values, fallback: decision.fallback, tookMs };
}

function toRecord(row: typeof decisions.$inferSelect): DecisionRecord {
  const { number, inputHash, deliveryId, decision, opinions, tookMs } = row;
  return {
    ...{ number, inputHash, deliveryId, tookMs },
    decision: decision as Decision,
    opinions: opinions as Opinion[],
  };
}
