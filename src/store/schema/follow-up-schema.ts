import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { at, tenant } from './columns.ts';

/** Issues whose author was asked for something, and what became of it. A tenant table: see schema.ts. */
export const askings = pgTable(
  'askings',
  {
    ...tenant(),
    number: integer('number').notNull(),
    /** The fields that were asked for. */
    fields: jsonb('fields').$type<string[]>().notNull(),
    /** What was given since, in an edit or a reply: it is not asked for again. */
    given: jsonb('given').$type<string[]>().notNull().default([]),
    askedAt: at('asked_at').notNull(),
    nudgedAt: at('nudged_at'),
    /** When it was given, or the issue was closed; null while it is open. */
    settledAt: at('settled_at'),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId, t.number] })],
);

/** One row an activity that goes on from where it stopped. A system table. */
export const marks = pgTable('marks', {
  /** `alive`: when a worker last ran. `redelivery`: how far the list of deliveries was read. */
  id: text('id').primaryKey(),
  at: at('at').notNull(),
  detail: jsonb('detail').$type<Record<string, unknown>>().notNull().default({}),
});
