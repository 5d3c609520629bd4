import { sql } from 'drizzle-orm';
import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { at, githubId } from './columns.ts';

// System tables: they belong to a person or to the whole App, not to a tenant.

/** People's tokens for the API. */
export const apiTokens = pgTable('api_tokens', {
  /** sha256 of the token. */
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  login: text('login').notNull(),
  userId: githubId('user_id').notNull(),
  scopes: text('scopes').array().notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  lastUsedAt: at('last_used_at'),
  /** None lasts for ever. */
  expiresAt: at('expires_at').notNull(),
});

/** Answers to writes that carried an idempotency key, to be given again. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    userId: githubId('user_id').notNull(),
    key: text('key').notNull(),
    /** sha256 of the method, the path and the body. */
    requestHash: text('request_hash').notNull(),
    /** Null while the first one is under way. */
    status: integer('status'),
    answer: jsonb('answer'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] })],
);

/** One row: whether the whole App is paused. */
export const appState = pgTable('app_state', {
  id: integer('id').primaryKey().default(sql`1`),
  paused: boolean('paused').notNull().default(false),
  pausedBy: text('paused_by'),
  pausedAt: at('paused_at'),
});
