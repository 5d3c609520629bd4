import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
  vector,
} from 'drizzle-orm/pg-core';
import type { OwnerRule } from '../domain/codeowners.ts';
import type { IssueForm } from '../domain/issue-form.ts';
import { at, bytea, githubId, plainText, tenant } from './columns.ts';

// Row-level security, grants, triggers, partitions and the covering index are SQL of their own: drizzle/0001_*.sql.
// A new tenant table needs the same there; test/store/tenancy.test.ts fails for one that has none.

/** Every similarity vector, local or hosted, has this width. */
export const embeddingWidth = 512;

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
    /** Read with the settings: the issue forms, and the rules of CODEOWNERS in the file's order. */
    issueForms: jsonb('issue_forms').$type<IssueForm[]>().notNull().default([]),
    codeowners: jsonb('codeowners').$type<OwnerRule[]>().notNull().default([]),
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
    /** The title and the labels as searches compare them, kept short so that an index can carry them. */
    searchedTitle: plainText('searched_title').generatedAlwaysAs(sql`left(lower(title), 300)`),
    searchedLabels: plainText('searched_labels').generatedAlwaysAs(sql`dispatch_searched_labels(labels)`),
  },
  (t) => [
    primaryKey({ columns: [t.installationId, t.repositoryId, t.number] }),
    index('issues_waiting')
      .on(t.installationId, t.repositoryId, t.number.desc().nullsFirst())
      .where(sql`state = 'open' and waits`),
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
  { ...tenant(), number: integer('number').notNull() },
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

export const decisions = pgTable(
  'decisions',
  {
    ...tenant(),
    id: uuid('id').primaryKey(),
    number: integer('number').notNull(),
    inputHash: text('input_hash').notNull(),
    deliveryId: text('delivery_id'),
    decision: jsonb('decision').notNull(),
    opinions: jsonb('opinions').notNull(),
    tookMs: integer('took_ms').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('decisions_input').on(t.installationId, t.repositoryId, t.number, t.inputHash),
    index('decisions_issue').on(t.installationId, t.repositoryId, t.number, t.createdAt.desc().nullsFirst()),
    // What was triaged lately, and by whom.
    index('decisions_newest').on(t.installationId, t.repositoryId, t.createdAt.desc().nullsFirst(), t.number),
  ],
);

/** The ledger of writes on GitHub: a row before the call, marked done after it. */
export const effects = pgTable(
  'effects',
  {
    ...tenant(),
    id: uuid('id').primaryKey(),
    number: integer('number').notNull(),
    kind: text('kind').notNull(),
    /** The label's id, or `living` for the comment. */
    target: text('target').notNull(),
    cause: text('cause').notNull(),
    /** Place among the actions of its cause. */
    position: integer('position').notNull(),
    action: jsonb('action').notNull(),
    by: jsonb('by').notNull(),
    status: text('status', { enum: ['intended', 'done', 'refused'] }).notNull(),
    reason: text('reason'),
    githubId: githubId('github_id'),
    deletedByPerson: boolean('deleted_by_person').notNull().default(false),
    createdAt: at('created_at').notNull().defaultNow(),
    doneAt: at('done_at'),
  },
  (t) => [
    uniqueIndex('effects_once').on(t.installationId, t.repositoryId, t.number, t.kind, t.target, t.cause),
    index('effects_intended').on(t.installationId, t.createdAt).where(sql`status = 'intended'`),
    index('effects_newest').on(t.installationId, t.repositoryId, t.createdAt.desc().nullsFirst()),
  ],
);

/** What happened, in the order of commit; the timeline and live pages are views over it. */
export const events = pgTable(
  'events',
  {
    ...tenant(),
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    number: integer('number').notNull(),
    kind: text('kind').notNull(),
    actor: jsonb('actor'),
    deliveryId: text('delivery_id'),
    detail: jsonb('detail').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    index('events_issue').on(t.installationId, t.repositoryId, t.number, t.id),
    index('events_repository').on(t.installationId, t.repositoryId, t.id),
  ],
);

/** Append-only, hash-chained per repository. */
export const audit = pgTable(
  'audit',
  {
    ...tenant(),
    /** 1, 2, 3 … within the repository; a gap is a row that was taken out. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    number: integer('number'),
    kind: text('kind').notNull(),
    actor: jsonb('actor').notNull(),
    deliveryId: text('delivery_id'),
    effectId: uuid('effect_id'),
    detail: jsonb('detail').notNull(),
    createdAt: at('created_at').notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
    /** What the log is filtered by, as filters compare it; said again of the row, and so not in its hash. */
    filterWho: plainText('filter_who').generatedAlwaysAs(sql`left(lower(actor ->> 'login'), 100)`),
    filterLabel: plainText('filter_label').generatedAlwaysAs(sql`left(lower(detail ->> 'label'), 100)`),
    filterModels: plainText('filter_models').generatedAlwaysAs(sql`left((detail -> 'models')::text, 300)`),
    written: boolean('written').generatedAlwaysAs(sql`effect_id is not null`),
  },
  (t) => [
    primaryKey({ columns: [t.installationId, t.repositoryId, t.seq] }),
    // Filters read this index alone, however rare what they look for is; a row is added at its end.
    index('audit_filtered').on(
      ...[
        t.installationId,
        t.repositoryId,
        t.seq,
        t.createdAt,
        t.written,
        t.kind,
        t.filterWho,
        t.filterLabel,
        t.filterModels,
      ],
    ),
    index('audit_issue').on(t.installationId, t.repositoryId, t.number),
  ],
);

/**
 * How far each repository's log has come, so that a tail that was cut off shows. Written by a trigger alone: the App's role
 * may only read it (drizzle/*_audit_heads.sql).
 */
export const auditHeads = pgTable(
  'audit_heads',
  { ...tenant(), seq: bigint('seq', { mode: 'number' }).notNull(), hash: text('hash').notNull() },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId] })],
);

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
