import { pgTable, text } from 'drizzle-orm/pg-core';
import { at, bytea, githubId } from './columns.ts';

/** Console sessions and single-use sign-in states. System tables: they belong to a person, not to a tenant. */
export const sessions = pgTable('sessions', {
  /** sha256 of the cookie's value. */
  id: text('id').primaryKey(),
  login: text('login').notNull(),
  userId: githubId('user_id').notNull(),
  avatarUrl: text('avatar_url').notNull(),
  /** The person's GitHub token, AES-256-GCM under a key derived from SESSION_SECRET. */
  token: bytea('token').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  expiresAt: at('expires_at').notNull(),
});

export const signIns = pgTable('sign_ins', {
  /** sha256 of the OAuth `state`. */
  state: text('state').primaryKey(),
  verifier: text('verifier').notNull(),
  returnTo: text('return_to').notNull(),
  expiresAt: at('expires_at').notNull(),
});
