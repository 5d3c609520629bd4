import { sql } from 'drizzle-orm';
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { RecordReason, Stored } from '../../domain/issue/autonomy-reason.ts';
import type { Account } from '../../domain/issue/issue.ts';
import type { LessonSubject, Said } from '../../domain/issue/lesson.ts';
import type { NoticeReason } from '../../domain/issue/notice-reason.ts';
import type { OwnerTrackRecord } from '../../domain/routing/owner-track-record.ts';
import { at, githubId, tenant } from './columns.ts';

// What people taught, what labels earned by it, and what people are told. Tenant tables: see schema.ts.

export const lessons = pgTable(
  'lessons',
  {
    ...tenant(),
    id: uuid('id').primaryKey(),
    number: integer('number').notNull(),
    subject: jsonb('subject').$type<LessonSubject>().notNull(),
    /** The subject as one key: `label:<name in lower case>`, `value:<dimension>:<value>`, `duplicate:12`, `not-planned`. */
    subjectKey: text('subject_key').notNull(),
    verdict: text('verdict', { enum: ['accepted', 'rejected', 'missed'] }).notNull(),
    source: text('source', { enum: ['label', 'command', 'console', 'close', 'reaction', 'time'] }).notNull(),
    by: jsonb('by').$type<Account>(),
    byId: githubId('by_id'),
    cause: text('cause').notNull(),
    deliveryId: text('delivery_id'),
    at: at('at').notNull(),
    said: jsonb('said').$type<Said>(),
    /** With the command or request that asked for it, where one did. */
    revokedBy: jsonb('revoked_by').$type<Account & { request?: string }>(),
    revokedAt: at('revoked_at'),
    /** What we had said, 0 to 1, so that an index can carry it. */
    confidence: doublePrecision('confidence').generatedAlwaysAs(sql`(said ->> 'confidence')::float8`),
  },
  (t) => [
    // The latest word on each subject of each issue, in order and from the index alone.
    index('lessons_latest')
      .on(
        ...[t.installationId, t.repositoryId, t.number, t.subjectKey],
        t.at.desc().nullsFirst(),
        ...[t.verdict, t.confidence],
      )
      .where(sql`revoked_at is null`),
    uniqueIndex('lessons_once').on(t.installationId, t.repositoryId, t.number, t.cause, t.subjectKey),
    index('lessons_newest').on(t.installationId, t.repositoryId, t.at.desc().nullsFirst(), t.id),
    index('lessons_subject').on(t.installationId, t.repositoryId, t.subjectKey, t.at.desc().nullsFirst()),
    index('lessons_person').on(t.installationId, t.repositoryId, t.byId),
  ],
);

/** Each label's place on the ladder, with the figures that it was earned by. */
export const standings = pgTable(
  'standings',
  {
    ...tenant(),
    /** The label's name in lower case. */
    label: text('label').notNull(),
    dimension: text('dimension').notNull(),
    value: text('value').notNull(),
    autonomy: text('autonomy', { enum: ['observe', 'suggest', 'apply'] }).notNull(),
    /** A sentence in rows of an early version. */
    why: jsonb('why').$type<Stored<RecordReason>>().notNull(),
    threshold: doublePrecision('threshold').notNull(),
    /** Outcomes at or over the threshold, of the replay and live ones. */
    right: integer('right').notNull(),
    wrong: integer('wrong').notNull(),
    /** Issues that carry the label, and those of them that would have been given it. */
    seen: integer('seen').notNull(),
    covered: integer('covered').notNull(),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
    changedAt: at('changed_at').notNull(),
    computedAt: at('computed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId, t.label] })],
);

/** Whom a repository has taught to believe, and what its people and teams have earned, one row a repository. */
export const sourceTrusts = pgTable(
  'source_trusts',
  {
    ...tenant(),
    /** By `Opinion.source`. */
    trust: jsonb('trust').$type<Record<string, number>>().notNull(),
    sharpness: doublePrecision('sharpness').notNull(),
    /** Judged issues that it was learnt from. */
    lessons: integer('lessons').notNull(),
    /** Those with most outcomes first; empty before the first. */
    owners: jsonb('owners').$type<OwnerTrackRecord[]>().notNull().default([]),
    computedAt: at('computed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId] })],
);

/** Reports of the replay of a repository's past, newest counts. */
export const replays = pgTable(
  'replays',
  {
    ...tenant(),
    id: uuid('id').primaryKey(),
    report: jsonb('report').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [index('replays_newest').on(t.installationId, t.repositoryId, t.createdAt.desc().nullsFirst())],
);

/** What people should look at in the console: a label stepped down, a burst of like issues, a leaked secret. */
export const notices = pgTable(
  'notices',
  {
    ...tenant(),
    id: uuid('id').primaryKey(),
    /** For example `drift`, `promoted`, `burst`, `secret`, `vulnerability`, `flood`. */
    kind: text('kind').notNull(),
    /** The same kind and subject stand once while open. */
    subject: text('subject').notNull(),
    number: integer('number'),
    /** Shown from write permission up. */
    private: boolean('private').notNull(),
    /** What it tells people; early versions kept an English sentence, which named the column. */
    reason: jsonb('words').$type<Stored<NoticeReason>>().notNull(),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    settledBy: jsonb('settled_by').$type<Account>(),
    settledAt: at('settled_at'),
  },
  (t) => [
    uniqueIndex('notices_open')
      .on(t.installationId, t.repositoryId, t.kind, t.subject)
      .where(sql`settled_at is null`),
    index('notices_newest').on(t.installationId, t.repositoryId, t.createdAt.desc().nullsFirst()),
  ],
);
