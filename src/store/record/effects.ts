import { randomUUID } from 'node:crypto';
import { and, asc, countDistinct, desc, eq, gt, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import { type Action, type ActionKind, livingTarget } from '../../domain/actions/action.ts';
import { actionTarget, recordedAction } from '../../domain/actions/action-kinds.ts';
import { keptParts } from '../../domain/comment/read-parts.ts';
import { isHeld } from '../../domain/issue/write-refusal.ts';
import type { TimelineEvent } from '../../triage/ports/core.ts';
import type { Effect, EffectStore, Provenance } from '../../triage/ports/effects.ts';
import type { Tenants } from '../core/database.ts';
import { storableJson } from '../core/values/storable.ts';
import { effects } from '../schema/record-schema.ts';
import { appendAudit } from './audit.ts';
import { appendEvents } from './events.ts';
import { noteHeldLabel, readHeldLabels } from './held-labels.ts';
import { readOwnLabels } from './own-labels.ts';

type EffectRow = typeof effects.$inferSelect;

/**
 * The ledger of writes on GitHub: a row before the call, marked done after it. Its unique key is (repository, number,
 * kind, target, cause), so one cause writes a thing once however often its job runs.
 */
export function createEffectStore(tenants: Tenants): EffectStore {
  return {
    intend: (repo, number, cause, actions, by) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const { installationId, repositoryId } = repo;
        const wanted = actions.map((action, position) => ({
          ...{ installationId, repositoryId, number, cause, position },
          id: randomUUID(),
          kind: action.kind,
          target: actionTarget(action),
          action: storableJson(action),
          by: storableJson(by),
          status: 'intended' as const,
        }));
        const written = wanted.length
          ? await tx.insert(effects).values(wanted).onConflictDoNothing().returning({ id: effects.id })
          : [];
        const fresh = new Set(written.map(({ id }) => id));
        // What an earlier attempt intended is finished too, even if it would not be decided again: the call may have
        // gone through, and the ledger must not be left behind.
        const rows = await tx
          .select()
          .from(effects)
          .where(and(ofIssue(repo, number), eq(effects.cause, cause)))
          .orderBy(asc(effects.position), asc(effects.createdAt), asc(effects.id));
        return rows.map((row) => toEffect(row, fresh.has(row.id)));
      }),

    complete: (repo, number, done) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const rows: EffectRow[] = [];
        for (const { id, githubId } of done) {
          const [row] = await tx
            .update(effects)
            .set({ status: 'done', githubId, doneAt: sql`now()` })
            .where(and(ofIssue(repo, number), eq(effects.id, id), eq(effects.status, 'intended')))
            .returning();
          if (row) rows.push(row);
        }
        await appendAudit(
          tx,
          repo,
          rows.map((row) => ({
            number,
            kind: row.kind,
            actor: provenance(row).actor,
            deliveryId: provenance(row).deliveryId,
            effectId: row.id,
            detail: { ...written(row), cause: row.cause, models: provenance(row).models, ...asked(row) },
          })),
        );
        await appendEvents(
          tx,
          repo,
          number,
          rows.map((row) => happened(isUndo(row) ? 'undone' : 'written', row, written(row))),
        );
      }),

    refuse: (repo, number, effectId, reason) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const kept = storableJson(reason);
        const [row] = await tx
          .update(effects)
          .set({ status: 'refused', reason: kept, doneAt: sql`now()` })
          .where(and(ofIssue(repo, number), eq(effects.id, effectId), eq(effects.status, 'intended')))
          .returning();
        if (row) {
          await appendEvents(tx, repo, number, [happened('refused', row, { ...written(row), reason: kept })]);
          if (isHeld(reason)) await noteHeldLabel(tx, repo, row);
        }
      }),

    livingComment: (repo, number) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const [row] = await tx
          .select()
          .from(effects)
          .where(
            and(
              ofIssue(repo, number),
              eq(effects.kind, 'comment.upsert'),
              eq(effects.target, livingTarget),
              isNotNull(effects.githubId),
            ),
          )
          .orderBy(desc(effects.doneAt), desc(effects.createdAt))
          .limit(1);
        if (row?.githubId == null) return null;
        const action = row.action as Action;
        return {
          id: row.githubId,
          deleted: row.deletedByPerson,
          body: action.kind === 'comment.upsert' ? action.body : '',
          parts: action.kind === 'comment.upsert' ? keptParts(action.parts) : null,
        };
      }),

    heldLabels: (repo, number) =>
      tenants.withTenant(repo.installationId, (tx) => readHeldLabels(tx, repo, number)),

    markCommentDeleted: (repo, number) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        await tx
          .update(effects)
          .set({ deletedByPerson: true })
          .where(and(ofIssue(repo, number), inArray(effects.target, [livingTarget])));
      }),

    commentsBegun: (repo, number) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const rows = await tx
          .select({ id: effects.id })
          .from(effects)
          .where(
            and(ofIssue(repo, number), eq(effects.kind, 'comment.upsert'), eq(effects.status, 'intended')),
          );
        return rows.length;
      }),
    hasAssigned: async (repo, number) => (await lastDone(tenants, repo, number, ['assignee.add'])) !== null,
    hasTyped: async (repo, number) => (await lastDone(tenants, repo, number, ['type.set'])) !== null,
    isIgnored: async (repo, number) =>
      (await lastDone(tenants, repo, number, ['issue.ignore', 'issue.resume'])) === 'issue.ignore',

    unaskedRounds: (repo, number, cause) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const [counted] = await tx
          .select({ rounds: countDistinct(roundOf) })
          .from(effects)
          .where(
            and(
              ofIssue(repo, number),
              ne(roundOf, cause.split(':').slice(0, 2).join(':')),
              // Rounds of one kind: triages, or commands of people who may not triage.
              eq(sql`split_part(${effects.cause}, ':', 1)`, cause.split(':')[0] ?? ''),
              gt(effects.createdAt, sql`now() - interval '1 hour'`),
              sql`${effects.by} -> 'actor' ->> 'kind' = 'bot'`,
            ),
          );
        return counted?.rounds ?? 0;
      }),

    ownLabels: (repo, number) =>
      tenants.withTenant(repo.installationId, (tx) => readOwnLabels(tx, repo, number)),
  };
}

/** An answer belongs to the round of the command that it answers (`comment:12:answer`). */
const roundOf = sql`split_part(${effects.cause}, ':', 1) || ':' || split_part(${effects.cause}, ':', 2)`;

/** The kind of the latest done write of these kinds; null where there is none. */
function lastDone(
  tenants: Tenants,
  repo: { installationId: number; repositoryId: number },
  number: number,
  kinds: ActionKind[],
): Promise<string | null> {
  return tenants.withTenant(repo.installationId, async (tx) => {
    const [row] = await tx
      .select({ kind: effects.kind })
      .from(effects)
      .where(and(ofIssue(repo, number), inArray(effects.kind, kinds), eq(effects.status, 'done')))
      .orderBy(desc(effects.doneAt), desc(effects.createdAt))
      .limit(1);
    return row?.kind ?? null;
  });
}

function ofIssue(repo: { installationId: number; repositoryId: number }, number: number) {
  return and(
    eq(effects.installationId, repo.installationId),
    eq(effects.repositoryId, repo.repositoryId),
    eq(effects.number, number),
  );
}

function toEffect(row: EffectRow, fresh: boolean): Effect {
  const { id, cause, status, githubId, reason } = row;
  return { id, cause, status, githubId, reason, fresh, action: row.action as Action, by: provenance(row) };
}

function provenance(row: EffectRow): Provenance {
  return row.by as Provenance;
}

const isUndo = (row: EffectRow) => row.cause.startsWith('undo:');

function asked(row: EffectRow): { request?: string } {
  const { request } = provenance(row);
  return request === undefined ? {} : { request };
}

/** The write as the log and the timeline tell it. */
function written(row: EffectRow): Record<string, unknown> {
  const { kind, why, ...told } = recordedAction(row.action as Action);
  // A comment is found by its id: its body stays in the ledger.
  return { kind, ...told, ...(row.target === livingTarget ? { githubId: row.githubId } : {}), why };
}

function happened(
  kind: TimelineEvent['kind'],
  row: EffectRow,
  detail: Record<string, unknown>,
): TimelineEvent {
  const { actor, deliveryId } = provenance(row);
  return { kind, actor, deliveryId, detail };
}
