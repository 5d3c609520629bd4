import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { KeptBacktest } from '../../domain/past/backtest.ts';
import { at, tenant } from './columns.ts';

// Tenant table: see schema.ts.

/** The latest backtest of each repository: how far it has come, and its last report. */
export const backtests = pgTable(
  'backtests',
  {
    ...tenant(),
    stage: text('stage', { enum: ['waiting', 'running', 'done', 'failed'] }).notNull(),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    problem: text('problem'),
    startedAt: at('started_at'),
    finishedAt: at('finished_at'),
    kept: jsonb('kept').$type<KeptBacktest>(),
    keptAt: at('kept_at'),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId] })],
);
