import { and, desc, eq, lt } from 'drizzle-orm';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { givenLabels } from '../../domain/lessons/given-labels.ts';
import { taughtValues } from '../../domain/lessons/taught-values.ts';
import type { TaughtIssue, TaughtIssues } from '../../triage/ports/models.ts';
import type { Database } from '../core/database.ts';
import type { Tx } from '../core/transaction.ts';
import { toIssue } from '../issues/issues.ts';
import { readHandling } from '../issues/read-handling.ts';
import { issuePasts } from '../schema/history-schema.ts';
import { issues } from '../schema/repository-schema.ts';
import { readKnownLabels, readLessonsOf } from './read-lessons.ts';

/** Issues in one transaction: the embedded database has one connection, and live work waits for it. */
const atOnce = 200;
/** Characters of a text that are learnt from. */
const longest = 20_000;

/**
 * Issues with the labels that people gave them: by GitHub's events from before our time, and by the lessons since, of which
 * revoked ones count for nothing.
 */
export function createTaughtIssues(database: Database): TaughtIssues {
  return {
    async newest(repo, count) {
      const found: TaughtIssue[] = [];
      let before = Number.MAX_SAFE_INTEGER;
      while (found.length < count) {
        const limit = Math.min(atOnce, count - found.length);
        const page = await database.withTenant(repo.installationId, (tx) =>
          readPage(tx, repo, before, limit),
        );
        found.push(...page);
        before = page.at(-1)?.number ?? 0;
        if (page.length < limit) break;
      }
      return found.reverse();
    },
  };
}

async function readPage(tx: Tx, repo: RepositoryRef, before: number, limit: number): Promise<TaughtIssue[]> {
  const { installationId, repositoryId } = repo;
  const rows = await tx
    .select({ issue: issues, filedTitle: issuePasts.filedTitle, marks: issuePasts.labels })
    .from(issues)
    .leftJoin(
      issuePasts,
      and(
        eq(issuePasts.installationId, issues.installationId),
        eq(issuePasts.repositoryId, issues.repositoryId),
        eq(issuePasts.number, issues.number),
      ),
    )
    .where(
      and(
        eq(issues.installationId, installationId),
        eq(issues.repositoryId, repositoryId),
        lt(issues.number, Math.min(before, 2_147_483_647)),
      ),
    )
    .orderBy(desc(issues.number))
    .limit(limit);
  const numbers = rows.map(({ issue }) => issue.number);
  const lessons = await readLessonsOf(tx, repo, numbers);
  const known = await readKnownLabels(tx, repo);
  const handling = await readHandling(
    tx,
    repo,
    rows.map(({ issue }) => issue),
  );
  return rows.map(({ issue, filedTitle, marks }) => {
    const { number, title, body } = issue;
    const own = lessons.get(number) ?? [];
    const whose = handling.get(number);
    const words = taughtValues(givenLabels(toIssue(issue), marks ?? {}, own, known), own, known);
    const right = words.filter((word) => word.right);
    return {
      number,
      title: filedTitle ?? title,
      body: body.slice(0, longest),
      labels: right.flatMap(({ label }) => label ?? []),
      values: right
        .filter(({ label }) => label === null)
        .map(({ dimension, value }) => ({ dimension, value })),
      labeledAt:
        words
          .map(({ at }) => new Date(at).toISOString())
          .sort()
          .at(-1) ?? null,
      ...(whose ? { handling: whose } : {}),
    };
  });
}
