import {
  bigint,
  boolean,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { labelingProblems, labelingStages } from '../../domain/weak-labels/labeling-run.ts';
import { at, tenant } from './columns.ts';

// Tenant tables: see schema.ts. Money is in millionths of a dollar.

/** The one run of a repository in which a hosted model labels its past issues. */
export const labelingRuns = pgTable(
  'labeling_runs',
  {
    ...tenant(),
    id: uuid('id').notNull(),
    stage: text('stage', { enum: labelingStages }).notNull(),
    source: text('source'),
    model: text('model'),
    issues: integer('issues').notNull().default(0),
    estimateMicroUsd: bigint('estimate_micro_usd', { mode: 'number' }).notNull().default(0),
    spentMicroUsd: bigint('spent_micro_usd', { mode: 'number' }).notNull().default(0),
    halfPrice: boolean('half_price').notNull().default(false),
    waiting: boolean('waiting').notNull().default(false),
    problem: text('problem', { enum: labelingProblems }),
    descriptions: jsonb('descriptions')
      .$type<{ label: string; description: string }[]>()
      .notNull()
      .default([]),
    startedAt: at('started_at').notNull().defaultNow(),
    finishedAt: at('finished_at'),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId] })],
);

/** Its batches at the provider: which issues each asks about, and the money set aside for it. */
export const labelingBatches = pgTable(
  'labeling_batches',
  {
    ...tenant(),
    id: uuid('id').notNull(),
    numbers: integer('numbers').array().notNull(),
    describes: boolean('describes').notNull(),
    model: text('model').notNull(),
    heldDay: date('held_day', { mode: 'string' }).notNull(),
    heldMicroUsd: bigint('held_micro_usd', { mode: 'number' }).notNull(),
    submittedAt: at('submitted_at'),
    providerId: text('provider_id'),
    closed: boolean('closed').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId, t.id] })],
);

/** Areas that the model gave. */
export const weakLabels = pgTable(
  'weak_labels',
  {
    ...tenant(),
    number: integer('number').notNull(),
    value: text('value').notNull(),
    confidence: real('confidence').notNull(),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId, t.number, t.value] })],
);
