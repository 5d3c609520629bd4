import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { at, bytea, githubId } from './columns.ts';

/** The inbox. Belongs to the system, not to a tenant: a delivery is kept before anyone knows whose it is. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: text('id').primaryKey(),
    event: text('event').notNull(),
    action: text('action'),
    bodySha256: bytea('body_sha256').notNull(),
    /** The raw bytes as signed; jsonb would refuse `\u0000`, which issue bodies may hold. */
    body: bytea('body').notNull(),
    installationId: githubId('installation_id'),
    repositoryId: githubId('repository_id'),
    number: integer('number'),
    /** Of an opened issue: its author's id, so that a flood is seen before it is worked on. */
    openedBy: githubId('opened_by'),
    status: text('status', { enum: ['queued', 'done', 'ignored', 'dead'] }).notNull(),
    reason: text('reason'),
    /** How often a worker took it up. */
    attempts: integer('attempts').notNull().default(0),
    receivedAt: at('received_at').notNull().defaultNow(),
    finishedAt: at('finished_at'),
  },
  (t) => [
    uniqueIndex('deliveries_body_sha256').on(t.bodySha256),
    // How much came lately, from the index alone: a flood is counted as fast as a quiet day.
    index('deliveries_repository').on(t.installationId, t.repositoryId, t.receivedAt, t.event),
    index('deliveries_received').on(t.receivedAt),
    index('deliveries_dead').on(t.receivedAt).where(sql`status = 'dead'`),
    /** How much of one installation waits: floods are worked on after the others. */
    index('deliveries_queued').on(t.installationId).where(sql`status = 'queued'`),
    index('deliveries_opened').on(t.repositoryId, t.openedBy, t.number).where(sql`opened_by is not null`),
    /** What people asked for in the console and through the API. */
    index('deliveries_requests')
      .on(t.installationId, t.repositoryId, t.receivedAt)
      .where(sql`event = 'dispatch_request'`),
  ],
);

/** Installations whose data was forgotten. Only the number is kept, so that a late delivery cannot bring data back. */
export const forgottenInstallations = pgTable('forgotten_installations', {
  id: githubId('id').primaryKey(),
  forgottenAt: at('forgotten_at').notNull().defaultNow(),
});
