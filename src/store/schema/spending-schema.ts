import { bigint, date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { tenant } from './columns.ts';

const count = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0);

/** What hosted models cost, a row for each repository, day (UTC) and model. Money is in millionths of a dollar. */
export const spending = pgTable(
  'spending',
  {
    ...tenant(),
    day: date('day', { mode: 'string' }).notNull(),
    source: text('source').notNull(),
    model: text('model').notNull(),
    calls: integer('calls').notNull().default(0),
    promptTokens: count('prompt_tokens'),
    cachedTokens: count('cached_tokens'),
    completionTokens: count('completion_tokens'),
    /** Spent, and set aside for calls under way. */
    microUsd: count('micro_usd'),
    unpricedCalls: integer('unpriced_calls').notNull().default(0),
  },
  // The day follows the installation: its budget is read over all repositories.
  (t) => [primaryKey({ columns: [t.installationId, t.day, t.repositoryId, t.source, t.model] })],
);
