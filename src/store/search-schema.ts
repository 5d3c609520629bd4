import { bigint, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
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
 * Which issues have a term, as packed entries of 8 bytes: a row holds those of up to 4,096 neighbouring numbers, so a
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

/** Someone said that an issue is the same problem as another. */
export const duplicateLinks = pgTable(
  'duplicate_links',
  {
    ...tenant(),
    number: integer('number').notNull(),
    canonical: integer('canonical').notNull(),
    linkedAt: at('linked_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId, t.canonical, t.number] })],
);
