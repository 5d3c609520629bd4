import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Stored } from '../../domain/issue/autonomy-reason.ts';
import type { WriteRefusal } from '../../domain/issue/write-refusal.ts';
import { at, githubId, plainText, tenant } from './columns.ts';

export const decisions = pgTable(
  'decisions',
  {
    ...tenant(),
    id: uuid('id').primaryKey(),
    number: integer('number').notNull(),
    inputHash: text('input_hash').notNull(),
    deliveryId: text('delivery_id'),
    decision: jsonb('decision').notNull(),
    opinions: jsonb('opinions').notNull(),
    tookMs: integer('took_ms').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('decisions_input').on(t.installationId, t.repositoryId, t.number, t.inputHash),
    index('decisions_issue').on(t.installationId, t.repositoryId, t.number, t.createdAt.desc().nullsFirst()),
    // What was triaged lately, and by whom.
    index('decisions_newest').on(t.installationId, t.repositoryId, t.createdAt.desc().nullsFirst(), t.number),
  ],
);

/** The ledger of writes on GitHub: a row before the call, marked done after it. */
export const effects = pgTable(
  'effects',
  {
    ...tenant(),
    id: uuid('id').primaryKey(),
    number: integer('number').notNull(),
    kind: text('kind').notNull(),
    /** The label's id, or `living` for the comment. */
    target: text('target').notNull(),
    cause: text('cause').notNull(),
    /** Place among the actions of its cause. */
    position: integer('position').notNull(),
    action: jsonb('action').notNull(),
    by: jsonb('by').notNull(),
    status: text('status', { enum: ['intended', 'done', 'refused'] }).notNull(),
    /** Why it was refused; early versions kept an English sentence. */
    reason: jsonb('reason').$type<Stored<WriteRefusal>>(),
    githubId: githubId('github_id'),
    deletedByPerson: boolean('deleted_by_person').notNull().default(false),
    createdAt: at('created_at').notNull().defaultNow(),
    doneAt: at('done_at'),
  },
  (t) => [
    uniqueIndex('effects_once').on(t.installationId, t.repositoryId, t.number, t.kind, t.target, t.cause),
    index('effects_intended').on(t.installationId, t.createdAt).where(sql`status = 'intended'`),
    index('effects_newest').on(t.installationId, t.repositoryId, t.createdAt.desc().nullsFirst()),
  ],
);

/** What happened, in the order of commit; the timeline and live pages are views over it. */
export const events = pgTable(
  'events',
  {
    ...tenant(),
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    number: integer('number').notNull(),
    kind: text('kind').notNull(),
    actor: jsonb('actor'),
    deliveryId: text('delivery_id'),
    detail: jsonb('detail').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    index('events_issue').on(t.installationId, t.repositoryId, t.number, t.id),
    index('events_repository').on(t.installationId, t.repositoryId, t.id),
  ],
);

/** Append-only, hash-chained per repository. */
export const audit = pgTable(
  'audit',
  {
    ...tenant(),
    /** 1, 2, 3 … within the repository; a gap is a row that was taken out. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    number: integer('number'),
    kind: text('kind').notNull(),
    actor: jsonb('actor').notNull(),
    deliveryId: text('delivery_id'),
    effectId: uuid('effect_id'),
    detail: jsonb('detail').notNull(),
    createdAt: at('created_at').notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
    /** What the log is filtered by, as filters compare it; said again of the row, and so not in its hash. */
    filterWho: plainText('filter_who').generatedAlwaysAs(sql`left(lower(actor ->> 'login'), 100)`),
    filterLabel: plainText('filter_label').generatedAlwaysAs(sql`left(lower(detail ->> 'label'), 100)`),
    filterModels: plainText('filter_models').generatedAlwaysAs(sql`left((detail -> 'models')::text, 300)`),
    written: boolean('written').generatedAlwaysAs(sql`effect_id is not null`),
  },
  (t) => [
    primaryKey({ columns: [t.installationId, t.repositoryId, t.seq] }),
    // Filters read this index alone, however rare what they look for is; a row is added at its end.
    index('audit_filtered').on(
      ...[
        t.installationId,
        t.repositoryId,
        t.seq,
        t.createdAt,
        t.written,
        t.kind,
        t.filterWho,
        t.filterLabel,
        t.filterModels,
      ],
    ),
    index('audit_issue').on(t.installationId, t.repositoryId, t.number),
  ],
);

/**
 * How far each repository's log has come, so that a tail that was cut off shows. Written by a trigger alone: the App's role
 * may only read it (drizzle/*_audit_heads.sql).
 */
export const auditHeads = pgTable(
  'audit_heads',
  { ...tenant(), seq: bigint('seq', { mode: 'number' }).notNull(), hash: text('hash').notNull() },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId] })],
);
