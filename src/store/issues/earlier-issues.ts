import { and, between, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { OtherIssue } from '../../domain/guards/flood.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { EarlierIssues } from '../../triage/ports/guards.ts';
import type { Database, Tenants } from '../core/database.ts';
import { readRows } from '../core/read-rows.ts';
import { whole } from '../core/values/literal.ts';
import { issues } from '../schema/repository-schema.ts';

/** More of one author in a day is a flood in any case. */
const most = 20;
const dayMs = 86_400_000;

/** What an author filed lately: issues that are known, and those whose first delivery still waits for a worker. */
export function earlierOf(database: Database): EarlierIssues {
  return async (repo, issue, filedBefore) => {
    const [known, arrived] = [
      filedBefore ?? (await knownBefore(database, repo, issue)),
      await arrivedOf(database, repo, issue),
    ];
    const numbers = new Set(arrived.map(({ number }) => number));
    return [...arrived, ...known.filter(({ number }) => !numbers.has(number))];
  };
}

/** What its author filed within the day before. */
export function knownBefore(tenants: Tenants, repo: RepositoryRef, issue: Issue): Promise<OtherIssue[]> {
  const { installationId, repositoryId } = repo;
  const filed = new Date(issue.createdAt);
  return tenants.withTenant(installationId, async (tx) => {
    const { number, title, body, createdAt } = issues;
    const rows = await tx
      .select({ number, title, body, createdAt })
      .from(issues)
      .where(
        and(
          eq(issues.installationId, installationId),
          eq(issues.repositoryId, repositoryId),
          issue.author.id === null
            ? eq(issues.authorLogin, issue.author.login)
            : eq(issues.authorId, issue.author.id),
          between(issues.createdAt, new Date(filed.getTime() - dayMs), filed),
        ),
      )
      .orderBy(desc(issues.createdAt), desc(issues.number))
      .limit(most);
    return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  });
}

/** By the inbox: what was delivered and has a lower number, or was delivered earlier. Deliveries of one commit share a time. */
async function arrivedOf(database: Database, repo: RepositoryRef, issue: Issue): Promise<OtherIssue[]> {
  const { id: authorId } = issue.author;
  if (authorId === null) return [];
  const rows = await database.system((tx) =>
    readRows<{ body: Uint8Array; arrived_first: boolean }>(
      tx,
      sql`
      with theirs as (
        select number, received_at, body from deliveries
        where installation_id = ${whole(repo.installationId)} and repository_id = ${whole(repo.repositoryId)}
          and opened_by = ${whole(authorId)}
          -- Those that are ignored are kept without their body.
          and status <> 'ignored'
      ), own as (select min(received_at) as received_at from theirs where number = ${whole(issue.number)})
      select theirs.body, coalesce(theirs.received_at < own.received_at, false) as arrived_first
      from theirs, own
      where theirs.number <> ${whole(issue.number)}
        and (theirs.number < ${whole(issue.number)} or theirs.received_at < own.received_at)
      order by abs(theirs.number - ${whole(issue.number)})
      limit ${whole(most)}`,
    ),
  );
  return rows.flatMap(({ body, arrived_first: arrivedFirst }) => {
    const filed = readFiled(body);
    return filed ? { ...filed, arrivedFirst } : [];
  });
}

const payload = z.object({
  issue: z.object({
    number: z.int(),
    title: z.string(),
    body: z.string().nullish(),
    created_at: z.string(),
  }),
});

/** The issue as it was filed, in a signed payload; null for what is none after all. */
function readFiled(body: Uint8Array): Omit<OtherIssue, 'arrivedFirst'> | null {
  const read = payload.safeParse(JSON.parse(Buffer.from(body).toString('utf8')));
  if (!read.success) return null;
  const { number, title, body: text, created_at: createdAt } = read.data.issue;
  return { number, title, body: text ?? '', createdAt };
}
