import { and, desc, eq, gte, inArray, like, lt, not, notExists, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Action } from '../../domain/actions/action.ts';
import type { Account } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Provenance } from '../../triage/ports/effects.ts';
import type { DoneEffect, EffectFilter, UndoReads } from '../../triage/ports/undo.ts';
import type { Database } from '../core/database.ts';
import type { Tx } from '../core/transaction.ts';
import { effects, events } from '../schema/record-schema.ts';
import { readLabelTouches } from './own-labels.ts';

const taker = alias(effects, 'taker');
const milliseconds = sql`date_trunc('milliseconds', ${effects.doneAt})`;

/** Writes that were done, for those who choose what to take back, and what people did since. */
export function createUndoReads(database: Database): UndoReads {
  return {
    select: (repo, filter, { limit, before }) =>
      database.withTenant(repo.installationId, async (tx) => {
        const rows = await tx
          .select({ row: effects, undone: takenBack(tx).as('undone') })
          .from(effects)
          .where(
            and(ofRepository(repo), eq(effects.status, 'done'), ...conditions(tx, filter), olderThan(before)),
          )
          .orderBy(desc(milliseconds), desc(effects.id))
          .limit(limit + 1);
        const page = rows.slice(0, limit).map(({ row, undone }) => toDone(row, undone));
        const last = page.at(-1);
        return { effects: page, next: rows.length > limit && last ? `${last.doneAt} ${last.id}` : null };
      }),

    labelTouches: (repo, number) =>
      database.withTenant(repo.installationId, async (tx) => {
        const touched = await readLabelTouches(tx, repo, number);
        return [...touched].map(([label, at]) => ({ label, at: at.toISOString() }));
      }),

    personActions: (repo, number) =>
      database.withTenant(repo.installationId, async (tx) => {
        const rows = await tx
          .select({ actor: events.actor, detail: events.detail, at: events.createdAt })
          .from(events)
          .where(
            and(
              eq(events.installationId, repo.installationId),
              eq(events.repositoryId, repo.repositoryId),
              eq(events.number, number),
              inArray(events.kind, ['closed', 'reopened', 'other']),
            ),
          )
          .orderBy(events.id);
        const last: Record<string, string> = {};
        for (const { actor, detail, at } of rows) {
          const { action } = detail as { action?: unknown };
          if (typeof action === 'string' && (actor as Account | null)?.kind === 'person')
            last[action] = at.toISOString();
        }
        return last;
      }),
  };
}

function ofRepository({ installationId, repositoryId }: RepositoryRef) {
  return and(eq(effects.installationId, installationId), eq(effects.repositoryId, repositoryId));
}

/** The done undo of a row, if there is one. */
function takerOf(tx: Tx) {
  return tx
    .select({ one: sql`1` })
    .from(taker)
    .where(
      and(
        eq(taker.installationId, effects.installationId),
        eq(taker.repositoryId, effects.repositoryId),
        eq(taker.number, effects.number),
        eq(taker.cause, sql`'undo:' || ${effects.id}`),
        eq(taker.status, 'done'),
      ),
    );
}

function takenBack(tx: Tx): SQL<boolean> {
  return sql<boolean>`exists ${takerOf(tx)}`;
}

function conditions(tx: Tx, filter: EffectFilter): (SQL | undefined)[] {
  const { ids, number, kinds, label, model, deliveryId, cause, request, since, until, undone } = filter;
  return [
    ids && (ids.length > 0 ? inArray(effects.id, [...ids]) : sql`false`),
    number === undefined ? undefined : eq(effects.number, number),
    kinds && (kinds.length > 0 ? inArray(effects.kind, [...kinds]) : sql`false`),
    label === undefined ? undefined : eq(sql`lower(${effects.action} ->> 'label')`, label.toLowerCase()),
    // The operator `?` is a placeholder to some drivers, so this is its function.
    model === undefined ? undefined : sql`jsonb_exists(${effects.by} -> 'models', ${model})`,
    deliveryId === undefined ? undefined : eq(sql`${effects.by} ->> 'deliveryId'`, deliveryId),
    cause === undefined ? undefined : eq(effects.cause, cause),
    request === undefined ? undefined : eq(sql`${effects.by} ->> 'request'`, request),
    since === undefined ? undefined : gte(effects.doneAt, new Date(since)),
    until === undefined ? undefined : lt(effects.doneAt, new Date(until)),
    undone === false ? and(not(like(effects.cause, 'undo:%')), notExists(takerOf(tx))) : undefined,
  ];
}

/** A page's end is `<time> <id>`, and times are cut to milliseconds there: rows of the same millisecond go by their id. */
function olderThan(before: string | undefined): SQL | undefined {
  const [at, id] = before?.split(' ') ?? [];
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at))) return undefined;
  const moment = new Date(at);
  return or(
    lt(milliseconds, sql`${moment.toISOString()}::timestamptz`),
    and(eq(milliseconds, sql`${moment.toISOString()}::timestamptz`), lt(effects.id, id)),
  );
}

function toDone(row: typeof effects.$inferSelect, undone: boolean): DoneEffect {
  const { id, number, cause, githubId } = row;
  return {
    ...{ id, number, cause, githubId, undone },
    action: row.action as Action,
    by: row.by as Provenance,
    doneAt: (row.doneAt ?? row.createdAt).toISOString(),
  };
}
