import { and, asc, desc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Action } from '../../domain/actions/action.ts';
import { isActionKind, recordedAction } from '../../domain/actions/action-kinds.ts';
import { stillUndoable, type WrittenRow } from '../../domain/actions/still-undoable.ts';
import { unusableLookSchema } from '../../domain/duplicates/unusable-look.ts';
import { dimensions } from '../../domain/issue/decision.ts';
import type { Account } from '../../domain/issue/issue.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { DuplicateOf, IssueDetail, TriageRecord, Write } from '../../read/console.ts';
import type { Tx } from '../core/transaction.ts';
import { toIssue } from '../issues/issues.ts';
import { lessons, replays, standings } from '../schema/people-schema.ts';
import { decisions, effects, events } from '../schema/record-schema.ts';
import { issues } from '../schema/repository-schema.ts';
import { duplicateLinks } from '../schema/search-schema.ts';

/** More than a person reads; an issue with more shows the newest. */
const maxEvents = 200;
const maxWrites = 50;
const maxLessons = 50;

interface Keyed {
  installationId: PgColumn;
  repositoryId: PgColumn;
  number: PgColumn;
}

/** Everything that the Issue page shows, in seven queries; null when there is no such issue. */
export async function readIssueDetail(
  tx: Tx,
  repository: RepositoryKey,
  number: number,
): Promise<IssueDetail | null> {
  const of = (table: Keyed) =>
    and(
      eq(table.installationId, repository.installationId),
      eq(table.repositoryId, repository.repositoryId),
      eq(table.number, number),
    );
  const [issue] = await tx.select().from(issues).where(of(issues));
  if (!issue) return null;
  const [decision] = await tx
    .select()
    .from(decisions)
    .where(of(decisions))
    .orderBy(desc(decisions.createdAt), desc(decisions.id))
    .limit(1);
  const written = await tx
    .select()
    .from(effects)
    .where(of(effects))
    .orderBy(desc(effects.createdAt), asc(effects.position))
    .limit(maxWrites);
  const happened = await tx
    .select()
    .from(events)
    .where(of(events))
    .orderBy(desc(events.id))
    .limit(maxEvents + 1);
  const taught = await tx
    .select()
    .from(lessons)
    .where(and(of(lessons), isNull(lessons.revokedAt)))
    .orderBy(desc(lessons.at), desc(lessons.id))
    .limit(maxLessons);
  return {
    learnedFrom: await readLearnedFrom(tx, repository),
    issue: toIssue(issue),
    duplicateOf: await readDuplicateOf(tx, repository, number),
    unusableLook: unusableLookSchema.safeParse(issue.unusableLook).data ?? null,
    triage: decision ? toTriage(decision) : null,
    writes: written.map((row) => toWrite(row, written)),
    lessons: taught.map(({ subject, verdict, source, by, at }) => ({
      ...{ subject, verdict, source, by },
      at: at.toISOString(),
    })),
    timeline: happened
      .slice(0, maxEvents)
      .reverse()
      .map(({ id, kind, actor, deliveryId, detail, createdAt }) => ({
        ...{ id, kind, deliveryId },
        actor: actor as Account | null,
        detail: detail as Record<string, unknown>,
        at: createdAt.toISOString(),
      })),
    timelineCut: happened.length > maxEvents,
  };
}

/** Of the past issues that the last replay learned from, how many carry a value of each dimension; absent before one. */
async function readLearnedFrom(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
): Promise<NonNullable<IssueDetail['learnedFrom']>> {
  const newest = sql<number | null>`(
    select (${replays.report} ->> 'issues')::int from ${replays}
    where ${replays.installationId} = ${installationId} and ${replays.repositoryId} = ${repositoryId}
    order by ${replays.createdAt} desc limit 1)`;
  const rows = await tx
    .select({
      dimension: standings.dimension,
      given: sql<number>`sum(${standings.seen})::int`,
      issues: newest,
    })
    .from(standings)
    .where(and(eq(standings.installationId, installationId), eq(standings.repositoryId, repositoryId)))
    .groupBy(standings.dimension);
  return rows.flatMap(({ dimension, given, issues }) => {
    const known = dimensions.find((one) => one === dimension);
    return known && issues !== null ? [{ dimension: known, given: Math.min(given, issues), issues }] : [];
  });
}

/** What a person said goes before what a model proposes. */
async function readDuplicateOf(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
  number: number,
): Promise<DuplicateOf | null> {
  const [row] = await tx
    .select({
      number: duplicateLinks.canonical,
      title: issues.title,
      state: duplicateLinks.state,
      by: duplicateLinks.by,
    })
    .from(duplicateLinks)
    .leftJoin(
      issues,
      and(
        eq(issues.installationId, duplicateLinks.installationId),
        eq(issues.repositoryId, duplicateLinks.repositoryId),
        eq(issues.number, duplicateLinks.canonical),
      ),
    )
    .where(
      and(
        eq(duplicateLinks.installationId, installationId),
        eq(duplicateLinks.repositoryId, repositoryId),
        eq(duplicateLinks.number, number),
        ne(duplicateLinks.state, 'vetoed'),
      ),
    )
    .orderBy(asc(duplicateLinks.state), desc(duplicateLinks.linkedAt))
    .limit(1);
  return row ? { ...row, state: row.state === 'linked' ? 'linked' : 'proposed' } : null;
}

const reason = z.object({ kind: z.string(), text: z.string(), weight: z.number() });
/** What the page relies on; a record of another version may be without it, and is then called unreadable. */
const readable = z.object({
  decision: z.object({
    values: z.array(
      z.object({
        dimension: z.enum(dimensions),
        value: z.string(),
        confidence: z.number(),
        label: z.string().nullable(),
        autonomy: z.enum(['observe', 'suggest', 'apply']),
        threshold: z.number(),
        why: z.union([z.string(), z.object({ code: z.string() })]),
        reasons: z.array(reason),
        decidedBy: z.array(z.string()),
      }),
    ),
    similar: z.array(
      z.object({
        number: z.number(),
        title: z.string(),
        state: z.enum(['open', 'closed']),
        stateReason: z.string().nullable(),
        labels: z.array(z.string()),
        similarity: z.number(),
        shared: z.array(z.object({ kind: z.enum(['error', 'frames', 'words']), texts: z.array(z.string()) })),
      }),
    ),
    missing: z.array(z.string()),
    fallback: z.string().nullable(),
  }),
  opinions: z.array(
    z.object({
      model: z.string(),
      dimension: z.enum(dimensions),
      probabilities: z.record(z.string(), z.number()),
    }),
  ),
});

function toTriage(row: typeof decisions.$inferSelect): TriageRecord | 'unreadable' {
  if (!readable.safeParse(row).success) return 'unreadable';
  return {
    decision: row.decision as TriageRecord['decision'],
    opinions: row.opinions as TriageRecord['opinions'],
    deliveryId: row.deliveryId,
    decidedAt: row.createdAt.toISOString(),
    tookMs: row.tookMs,
  };
}

type EffectRow = typeof effects.$inferSelect;

function toWrite(row: EffectRow, all: readonly EffectRow[]): Write {
  const action = row.action as Action;
  const { why, kind: _kind, ...detail } = isActionKind(row.kind) ? recordedAction(action) : action;
  const by = row.by as { models?: string[] };
  return {
    id: row.id,
    kind: row.kind,
    label: 'label' in action ? action.label : null,
    detail,
    why: why ?? '',
    status: row.status,
    undoable: stillUndoable(written(row), all.map(written)),
    reason: row.reason,
    models: by.models ?? [],
    createdAt: row.createdAt.toISOString(),
    doneAt: row.doneAt?.toISOString() ?? null,
  };
}

function written({ id, action, target, cause, status, doneAt }: EffectRow): WrittenRow {
  return { id, target, cause, status, doneAt, action: action as Action };
}
