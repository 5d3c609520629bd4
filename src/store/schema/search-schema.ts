import { bigint, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { linkSources, linkStates, type SecondLook } from '../../domain/duplicates/duplicate-link.ts';
import type { KeptOpen } from '../../domain/duplicates/kept-open.ts';
import type { Stored } from '../../domain/issue/autonomy-reason.ts';
import type { Account } from '../../domain/issue/issue.ts';
import { at, bytea, tenant } from './columns.ts';

/** The index of similar issues, one row a repository: what its lists add up to. Writers of a repository take turns here. */
export const searchCollections = pgTable(
  'search_collections',
  {
    ...tenant(),
    documents: integer('documents').notNull(),
    titleWords: bigint('title_words', { mode: 'number' }).notNull(),
    bodyWords: bigint('body_words', { mode: 'number' }).notNull(),
    /** Keys of template lines, four bytes each. */
    template: bytea('template').notNull(),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId] })],
);

/**
 * Which issues have a term, as packed entries of 8 bytes: a row holds those of up to 4,096 neighboring numbers, so a
 * list is read in few rows, takes a tenth of the room of a row an entry, and grows by appending.
 */
export const searchPostings = pgTable(
  'search_postings',
  {
    ...tenant(),
    /** The term's 32-bit hash, as a signed number. */
    term: integer('term').notNull(),
    /** Issue number divided by 4,096. */
    block: integer('block').notNull(),
    entries: bytea('entries').notNull(),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId, t.term, t.block] })],
);

/** Each indexed issue's terms and sketches, packed: what ranking compares. No word can be read from it. */
export const searchTexts = pgTable(
  'search_texts',
  { ...tenant(), number: integer('number').notNull(), packed: bytea('packed').notNull() },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId, t.number] })],
);

/** What was said of an issue being the same problem as another: linked by a person, proposed by a model, or vetoed. */
export const duplicateLinks = pgTable(
  'duplicate_links',
  {
    ...tenant(),
    number: integer('number').notNull(),
    canonical: integer('canonical').notNull(),
    /** When it came to its present state. */
    linkedAt: at('linked_at').notNull(),
    state: text('state', { enum: linkStates }).notNull().default('linked'),
    source: text('source', { enum: linkSources }).notNull().default('history'),
    /** Who brought it to its present state; null for what was read from the past. */
    by: jsonb('by').$type<Account>(),
    cause: text('cause').notNull().default(''),
    /** What a model's second look gave: the shared root cause, and a quote of each text. */
    look: jsonb('look').$type<SecondLook>(),
    /** Why the issue will not be closed for it (early versions kept an English sentence); null while nothing speaks against. */
    keptOpen: jsonb('kept_open').$type<Stored<KeptOpen>>(),
  },
  (t) => [
    primaryKey({ columns: [t.installationId, t.repositoryId, t.canonical, t.number] }),
    index('duplicate_links_number').on(t.installationId, t.repositoryId, t.number),
    index('duplicate_links_newest').on(
      t.installationId,
      t.repositoryId,
      t.state,
      t.linkedAt.desc().nullsFirst(),
    ),
  ],
);
