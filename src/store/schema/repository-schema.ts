import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  vector,
} from 'drizzle-orm/pg-core';
import type { UnusableLook } from '../../domain/duplicates/unusable-look.ts';
import type { FormHabit } from '../../domain/forms/form-habits.ts';
import type { IssueForm } from '../../domain/forms/issue-form.ts';
import type { OwnerRule } from '../../domain/routing/codeowners.ts';
import { at, githubId, plainText, tenant } from './columns.ts';

// Row-level security, grants, triggers, partitions and the covering index are SQL of their own: drizzle/0001_*.sql.
// A new tenant table needs the same there; test/store/tenancy.test.ts fails for one that has none.

/** Every similarity vector, local or hosted, has this width. */
export const embeddingWidth = 512;

export const installations = pgTable('installations', {
  installationId: githubId('installation_id').primaryKey(),
  account: text('account').notNull(),
  accountId: githubId('account_id').notNull(),
  kind: text('kind', { enum: ['organization', 'user'] }).notNull(),
  suspended: boolean('suspended').notNull().default(false),
  paused: boolean('paused').notNull().default(false),
  createdAt: at('created_at').notNull().defaultNow(),
});

export const repositories = pgTable(
  'repositories',
  {
    ...tenant(),
    owner: text('owner').notNull(),
    name: text('name').notNull(),
    private: boolean('private').notNull(),
    archived: boolean('archived').notNull().default(false),
    paused: boolean('paused').notNull().default(false),
    /** The last good settings; null until read once. */
    settings: jsonb('settings'),
    settingsProblems: jsonb('settings_problems').$type<string[]>().notNull().default([]),
    settingsSource: text('settings_source').notNull().default('defaults'),
    /** Null while they must be read again. */
    settingsReadAt: at('settings_read_at'),
    labelsReadAt: at('labels_read_at'),
    /** How often they were marked stale: a read is kept only if this is what it was when the read began. */
    settingsMarks: integer('settings_marks').notNull().default(0),
    labelsMarks: integer('labels_marks').notNull().default(0),
    /** Read with the settings: the issue forms, and the rules of CODEOWNERS in the file's order. */
    issueForms: jsonb('issue_forms').$type<IssueForm[]>().notNull().default([]),
    codeowners: jsonb('codeowners').$type<OwnerRule[]>().notNull().default([]),
    /** Learned from the past along with the models: which areas the options of these forms mean. */
    /** Names in lower case of labels that belong to the process by how they were used. */
    processLabels: jsonb('process_labels').$type<string[]>().notNull().default([]),
    formHabits: jsonb('form_habits').$type<FormHabit[]>().notNull().default([]),
    /** GitHub's own, read with the settings. */
    description: text('description').notNull().default(''),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  // The tenant leads every key: a repository that moved to another account is a row of each, and neither blocks the other.
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId] })],
);

export const labels = pgTable(
  'labels',
  {
    ...tenant(),
    labelId: githubId('label_id').notNull(),
    name: text('name').notNull(),
    color: text('color').notNull(),
    description: text('description').notNull(),
    dimension: text('dimension').notNull(),
    value: text('value').notNull(),
    reason: text('reason').notNull(),
    /** Names that the label had before, the newest last. */
    formerNames: text('former_names').array().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId, t.labelId] })],
);

export const issues = pgTable(
  'issues',
  {
    ...tenant(),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    authorLogin: text('author_login').notNull(),
    authorId: githubId('author_id'),
    authorKind: text('author_kind', { enum: ['person', 'bot'] }).notNull(),
    authorAssociation: text('author_association').notNull(),
    state: text('state', { enum: ['open', 'closed'] }).notNull(),
    stateReason: text('state_reason'),
    labels: text('labels').array().notNull(),
    assignees: text('assignees').array().notNull(),
    type: text('type'),
    locked: boolean('locked').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
    closedAt: at('closed_at'),
    /** What the latest triage came to (domain/outcome.ts), kept here so that lists can filter and count; null before the first. */
    outcome: text('outcome', { enum: ['applied', 'suggested', 'recorded', 'unsure', 'past'] }),
    /** Whether it waits for a person (domain/inbox/waiting-values.ts), kept here so that the Inbox reads an index. */
    waits: boolean('waits').notNull().default(false),
    /** A person dismissed it from the Inbox. The next decision clears this, and so does an unlock. */
    dismissed: boolean('dismissed').notNull().default(false),
    /** Why the last comparison by a hosted model came to nothing; null where it came to a verdict. */
    unusableLook: jsonb('unusable_look').$type<UnusableLook>(),
    /** The title and the labels as searches compare them, kept short so that an index can carry them. */
    searchedTitle: plainText('searched_title').generatedAlwaysAs(sql`left(lower(title), 300)`),
    searchedLabels: plainText('searched_labels').generatedAlwaysAs(sql`dispatch_searched_labels(labels)`),
  },
  (t) => [
    primaryKey({ columns: [t.installationId, t.repositoryId, t.number] }),
    index('issues_waiting')
      .on(t.installationId, t.repositoryId, t.number.desc().nullsFirst())
      .where(sql`state = 'open' and waits and not dismissed`),
    index('issues_author').on(t.installationId, t.repositoryId, t.authorId, t.number),
    // Searches read this index alone. Row-level security keeps LIKE out of any other: only an operator that leaks nothing
    // may be asked before the tenant is.
    index('issues_searched').on(
      t.installationId,
      t.repositoryId,
      t.updatedAt.desc().nullsFirst(),
      t.number.desc().nullsFirst(),
      t.state,
      t.outcome,
      t.searchedTitle,
      t.searchedLabels,
    ),
    index('issues_outcome').on(
      t.installationId,
      t.repositoryId,
      t.outcome,
      t.updatedAt.desc().nullsFirst(),
      t.number.desc().nullsFirst(),
    ),
    // The list as it opens, and its counts (from the index alone).
    index('issues_open')
      .on(
        t.installationId,
        t.repositoryId,
        t.updatedAt.desc().nullsFirst(),
        t.number.desc().nullsFirst(),
        t.outcome,
      )
      .where(sql`state = 'open'`),
    index('issues_updated').on(
      t.installationId,
      t.repositoryId,
      t.updatedAt.desc().nullsFirst(),
      t.number.desc().nullsFirst(),
    ),
  ],
);

/** Issues that left for good. Numbers are never used again, so an event that comes late cannot bring one back. */
export const forgottenIssues = pgTable(
  'forgotten_issues',
  {
    ...tenant(),
    number: integer('number').notNull(),
    /** Since when GitHub does not show it, while that is not certain yet; null once it is. */
    missingSince: at('missing_since'),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId, t.number] })],
);

/** Partitioned by hash of the repository; its key carries the vector, so that a search reads the index alone (drizzle/). */
export const embeddings = pgTable(
  'embeddings',
  {
    ...tenant(),
    number: integer('number').notNull(),
    model: text('model').notNull(),
    embedding: vector('embedding', { dimensions: embeddingWidth }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.repositoryId, t.model, t.number, t.installationId] }),
    // A B-tree entry holds at most 2,704 bytes, of which the vector takes 2,056.
    check('embeddings_model_length', sql`octet_length(model) <= 200`),
  ],
);
