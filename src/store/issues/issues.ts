import { and, eq, type SQL, sql } from 'drizzle-orm';
import { handsOffLabel } from '../../domain/decide/skip-reason.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import { Postponed } from '../../domain/issue/postponed.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { IssueStore } from '../../triage/ports/core.ts';
import type { Tenants } from '../core/database.ts';
import { isForgotten, ofForgotten } from '../core/forgotten-issues.ts';
import type { Tx } from '../core/transaction.ts';
import { whole, wholeArray } from '../core/values/literal.ts';
import { storableJson } from '../core/values/storable.ts';
import { textArray } from '../core/values/text-array.ts';
import { refreshWaits } from '../record/refresh-waits.ts';
import { askings } from '../schema/follow-up-schema.ts';
import { issuePasts } from '../schema/history-schema.ts';
import { decisions, events } from '../schema/record-schema.ts';
import { embeddings, forgottenIssues, issues } from '../schema/repository-schema.ts';
import { themeIssues } from '../schema/themes-schema.ts';
import { forgetLinks } from '../similar/duplicate-rows.ts';
import { removeFromIndex } from '../similar/posting-writes.ts';

type Stored = typeof issues.$inferSelect;
/** Columns that the database or other writers keep. */
type Kept = 'outcome' | 'waits' | 'dismissed' | 'unusableLook' | 'searchedTitle' | 'searchedLabels';
type IssueRow = Omit<Stored, Kept>;
const ofPlace = ({ installationId, repositoryId }: RepositoryKey) =>
  sql`${issues.installationId} = ${whole(installationId)} and ${issues.repositoryId} = ${whole(repositoryId)}`;

const at = (repository: RepositoryKey, number: number) =>
  sql`${ofPlace(repository)} and ${issues.number} = ${whole(number)}`;

/** An issue that GitHub does not show for this long is gone, in seconds; a replica may be behind for less. */
const certainSeconds = 30;
/** It is asked for again after this, in seconds, so that one that was hidden for a moment does not wait for long. */
const lookAgainSeconds = 5;

const ofThemeIssue = (repository: RepositoryKey, number: number) =>
  and(
    eq(themeIssues.installationId, repository.installationId),
    eq(themeIssues.repositoryId, repository.repositoryId),
    eq(themeIssues.number, number),
  );

/**
 * What is known of issues. Whichever of two versions GitHub says is newer stays, so events may come in any order; an
 * issue that left for good is not taken up again (the given version is returned, and nothing is kept).
 */
export function createIssueStore(tenants: Tenants): IssueStore {
  return {
    saveIssue: (repo, issue) => saveIssue(tenants, repo, issue, null),
    savePastIssue: (repo, issue) => saveIssue(tenants, repo, issue, 'past'),

    saveSeen: async (repo, issue) => {
      await tenants.withTenant(repo.installationId, (tx) =>
        tx.delete(forgottenIssues).where(ofForgotten(repo, issue.number)),
      );
      return saveIssue(tenants, repo, issue, null);
    },

    forgetMissing: async (repo, number) => {
      const left = await tenants.withTenant(repo.installationId, (tx) => noteMissing(tx, repo, number));
      if (left > 0)
        throw new Postponed(
          `GitHub does not show #${number}; it is asked for again`,
          Math.min(left, lookAgainSeconds),
        );
      await forgetIssue(tenants, repo, number);
    },

    getIssue: (repo, number) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const row = await read(tx, repo, number);
        return row ? toIssue(row) : null;
      }),

    getIssues: (repo, numbers) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const rows = await tx
          .select()
          .from(issues)
          .where(sql`${ofPlace(repo)} and ${issues.number} = any(${wholeArray(numbers)})`);
        return rows.map(toIssue);
      }),

    isForgotten: (repo, number) =>
      tenants.withTenant(repo.installationId, (tx) => isForgotten(tx, repo, number)),

    async noteLabels(repo, number, { added, removed }) {
      if (added.length + removed.length === 0) return;
      const gone = textArray([...added, ...removed].map((name) => name.toLowerCase()));
      const kept = sql`array(select each from unnest(${issues.labels}) each where lower(each) <> all (${gone}))`;
      await tenants.withTenant(repo.installationId, (tx) =>
        tx
          .update(issues)
          .set({ labels: sql`${kept} || ${textArray(added)}` })
          .where(at(repo, number)),
      );
    },

    renameLabel: (repo, from, to) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        // GitHub compares names without regard to case, and an issue carries a label once.
        const kept = sql`array(select each from unnest(${issues.labels}) each where lower(each) not in (${from.toLowerCase()}, ${(to ?? from).toLowerCase()}))`;
        await tx
          .update(issues)
          .set({ labels: to === null ? kept : sql`${kept} || ${to}::text` })
          .where(
            and(
              eq(issues.installationId, repo.installationId),
              eq(issues.repositoryId, repo.repositoryId),
              sql`${from.toLowerCase()} in (select lower(each) from unnest(${issues.labels}) each)`,
            ),
          );
      }),

    forgetIssue: (repo, number) => forgetIssue(tenants, repo, number),
  };
}

/** Forgets the issue and everything that quotes it. */
function forgetIssue(tenants: Tenants, repo: RepositoryKey, number: number): Promise<void> {
  return tenants.withTenant(repo.installationId, async (tx) => {
    const { installationId, repositoryId } = repo;
    await tx
      .insert(forgottenIssues)
      .values({ installationId, repositoryId, number, missingSince: null })
      .onConflictDoUpdate({
        target: [forgottenIssues.installationId, forgottenIssues.repositoryId, forgottenIssues.number],
        set: { missingSince: null },
      });
    await tx.delete(issues).where(at(repo, number));
    await removeFromIndex(tx, repo, number);
    // What was thought of it and what happened to it quote it; the audit log does not.
    for (const table of [decisions, events, askings])
      await tx
        .delete(table)
        .where(
          and(
            eq(table.installationId, installationId),
            eq(table.repositoryId, repositoryId),
            eq(table.number, number),
          ),
        );
    await forgetLinks(tx, repo, number);
    await tx.delete(themeIssues).where(ofThemeIssue(repo, number));
    await tx
      .delete(issuePasts)
      .where(
        and(
          eq(issuePasts.installationId, installationId),
          eq(issuePasts.repositoryId, repositoryId),
          eq(issuePasts.number, number),
        ),
      );
    await tx
      .delete(embeddings)
      .where(
        and(
          eq(embeddings.installationId, installationId),
          eq(embeddings.repositoryId, repositoryId),
          eq(embeddings.number, number),
        ),
      );
  });
}

/** Notes that GitHub does not show the issue; returns the seconds until that is certain, 0 once it is. */
async function noteMissing(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
  number: number,
): Promise<number> {
  await tx
    .insert(forgottenIssues)
    .values({ installationId, repositoryId, number, missingSince: sql`now()` })
    .onConflictDoNothing();
  const [row] = await tx
    .select({
      missingFor: sql<number | null>`extract(epoch from now() - ${forgottenIssues.missingSince})::float8`,
    })
    .from(forgottenIssues)
    .where(ofForgotten({ installationId, repositoryId }, number));
  const missingFor = row?.missingFor ?? null;
  return missingFor === null ? 0 : Math.max(0, certainSeconds - missingFor);
}

/**
 * `outcome` is kept only where the issue was not known before. One that left for good is not kept: the table's trigger
 * (`dispatch_skip_forgotten`) sees to it.
 */
function saveIssue(
  tenants: Tenants,
  repo: RepositoryKey,
  issue: Issue,
  outcome: 'past' | null,
): Promise<Issue> {
  return tenants.withTenant(repo.installationId, async (tx) => {
    const row = toRow(repo, issue);
    const [saved] = await tx
      .insert(issues)
      .values({ ...row, outcome })
      .onConflictDoUpdate({
        target: [issues.installationId, issues.repositoryId, issues.number],
        set: { ...row, dismissed: sql`${issues.dismissed} and not ${writableAgain}` },
        setWhere: sql`${issues.updatedAt} <= excluded.updated_at`,
      })
      .returning();
    // A label that came with it may be the one that was suggested.
    if (saved?.waits) await refreshWaits(tx, repo, issue.number);
    return toIssue(saved ?? (await read(tx, repo, issue.number)) ?? row);
  });
}

const handsOff = (labels: SQL) => sql`${handsOffLabel} in (select lower(each) from unnest(${labels}) each)`;

/** Where nothing may be written, a person can only dismiss an issue; once something may, it waits again. */
const writableAgain = sql`(
  (${issues.locked} or ${handsOff(sql`${issues.labels}`)}) and not excluded.locked and not ${handsOff(sql`excluded.labels`)})`;

async function read(tx: Tx, repository: RepositoryKey, number: number): Promise<IssueRow | null> {
  const [row] = await tx.select().from(issues).where(at(repository, number));
  return row ?? null;
}

function toRow(repository: RepositoryKey, raw: Issue): IssueRow {
  const { author, createdAt, updatedAt, closedAt, ...issue } = storableJson(raw);
  return {
    ...issue,
    installationId: repository.installationId,
    repositoryId: repository.repositoryId,
    authorLogin: author.login,
    authorId: author.id,
    authorKind: author.kind,
    createdAt: new Date(createdAt),
    updatedAt: new Date(updatedAt),
    closedAt: closedAt === null ? null : new Date(closedAt),
  };
}

/** The issue of a row, for everybody who reads rows of this table. */
export function toIssue(row: IssueRow & Partial<Pick<Stored, Kept>>): Issue {
  const {
    installationId: _,
    outcome: __,
    waits: ___,
    dismissed: ____,
    unusableLook: _______,
    searchedTitle: _____,
    searchedLabels: ______,
    authorLogin,
    authorId,
    authorKind,
    createdAt,
    updatedAt,
    closedAt,
    ...issue
  } = row;
  return {
    ...issue,
    author: { login: authorLogin, id: authorId, kind: authorKind },
    createdAt: isoSeconds(createdAt),
    updatedAt: isoSeconds(updatedAt),
    closedAt: closedAt === null ? null : isoSeconds(closedAt),
  };
}

/** As GitHub writes times: without milliseconds where there are none. */
function isoSeconds(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}
