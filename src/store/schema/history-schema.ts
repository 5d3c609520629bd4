import { sql } from 'drizzle-orm';
import { boolean, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { dimensions } from '../../domain/issue/decision.ts';
import type { Account } from '../../domain/issue/issue.ts';
import type { LabelMark } from '../../domain/issue/issue-past.ts';
import { at, bytea, tenant } from './columns.ts';

// What is read of a repository's past, and what was learnt from it. Tenant tables: see schema.ts.

/** How far the reading of a repository's past has come. */
export const backfills = pgTable(
  'backfills',
  {
    ...tenant(),
    stage: text('stage', { enum: ['issues', 'events', 'done'] }).notNull(),
    /** Query of the stage's next page; null for its first. */
    cursor: text('cursor'),
    pagesRead: integer('pages_read').notNull().default(0),
    /** As GitHub last said; null before it did. */
    pagesTotal: integer('pages_total'),
    issuesRead: integer('issues_read').notNull().default(0),
    /** While it waits for GitHub's hourly quota. */
    restsUntil: at('rests_until'),
    /** Why the last step failed; null when it did not. */
    problem: text('problem'),
    startedAt: at('started_at').notNull().defaultNow(),
    stageStartedAt: at('stage_started_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
    finishedAt: at('finished_at'),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId] })],
);

/** Pages that were read, by their query: asked for again with their etag, an unchanged one costs nothing of the quota. */
export const backfillPages = pgTable(
  'backfill_pages',
  {
    ...tenant(),
    page: text('page').notNull(),
    etag: text('etag').notNull(),
    next: text('next'),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId, t.page] })],
);

/** What GitHub's events say of an issue before we knew it. */
export const issuePasts = pgTable(
  'issue_pasts',
  {
    ...tenant(),
    number: integer('number').notNull(),
    /** The first title, where it was changed. */
    filedTitle: text('filed_title'),
    closedBy: jsonb('closed_by').$type<Account>(),
    /** The newest event of each label, by the label's name in lower case. */
    labels: jsonb('labels').$type<Record<string, LabelMark>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId, t.number] })],
);

/** What a repository has taught, in versions; at most one of each kind is in use. */
export const models = pgTable(
  'models',
  {
    ...tenant(),
    kind: text('kind', { enum: [...dimensions, 'ranker'] }).notNull(),
    version: integer('version').notNull(),
    bytes: bytea('bytes').notNull(),
    metrics: jsonb('metrics').notNull(),
    active: boolean('active').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.installationId, t.repositoryId, t.kind, t.version] }),
    uniqueIndex('models_active').on(t.installationId, t.repositoryId, t.kind).where(sql`active`),
  ],
);
