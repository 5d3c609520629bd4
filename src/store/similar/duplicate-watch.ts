import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { DuplicateWatch } from '../../triage/ports/duplicates.ts';
import type { Database } from '../core/database.ts';
import { effects } from '../schema/record-schema.ts';
import { issues } from '../schema/repository-schema.ts';
import { duplicateLinks } from '../schema/search-schema.ts';
import { ofRepository, toLink } from './duplicate-rows.ts';

/** What the daily sweep looks at. */
export function createDuplicateWatch(database: Database): DuplicateWatch {
  return {
    shown: (repo, since, most) =>
      database.withTenant(repo.installationId, async (tx) => {
        const newest = tx
          .selectDistinctOn([effects.number], {
            number: effects.number,
            githubId: effects.githubId,
            body: sql<string>`${effects.action} ->> 'body'`.as('said_body'),
            deleted: effects.deletedByPerson,
            doneAt: effects.doneAt,
          })
          .from(effects)
          .where(
            and(
              eq(effects.installationId, repo.installationId),
              eq(effects.repositoryId, repo.repositoryId),
              eq(effects.kind, 'comment.upsert'),
              eq(effects.status, 'done'),
              gt(effects.doneAt, new Date(since)),
            ),
          )
          .orderBy(effects.number, desc(effects.doneAt))
          .as('newest');
        const rows = await tx
          .select({
            number: issues.number,
            commentId: newest.githubId,
            login: issues.authorLogin,
            id: issues.authorId,
            kind: issues.authorKind,
          })
          .from(newest)
          .innerJoin(
            issues,
            and(
              eq(issues.installationId, repo.installationId),
              eq(issues.repositoryId, repo.repositoryId),
              eq(issues.number, newest.number),
              eq(issues.state, 'open'),
            ),
          )
          .where(and(eq(newest.deleted, false), sql`${newest.body} ~ '#[0-9]'`))
          .orderBy(desc(newest.doneAt))
          .limit(most);
        return rows.flatMap(({ number, commentId, ...author }) =>
          commentId === null ? [] : [{ number, commentId, author }],
        );
      }),

    pending: (repo, most) =>
      database.withTenant(repo.installationId, async (tx) => {
        const rows = await tx
          .select({ link: duplicateLinks, told: toldAt })
          .from(duplicateLinks)
          .innerJoin(
            issues,
            and(
              eq(issues.installationId, duplicateLinks.installationId),
              eq(issues.repositoryId, duplicateLinks.repositoryId),
              eq(issues.number, duplicateLinks.number),
              eq(issues.state, 'open'),
            ),
          )
          .where(and(ofRepository(repo), eq(duplicateLinks.state, 'linked'), isNull(duplicateLinks.keptOpen)))
          .orderBy(asc(duplicateLinks.linkedAt))
          .limit(most);
        return rows.map(({ link, told }) => ({
          ...toLink(link),
          toldAt: told === null ? null : new Date(told).toISOString(),
        }));
      }),
  };
}

/** Milliseconds since 1970 at which the link was told of; its cause is made in triage/close-duplicate.ts. */
const toldAt = sql<number | null>`(
  select (extract(epoch from max(e.done_at)) * 1000)::float8 from effects e
  where e.installation_id = ${duplicateLinks.installationId} and e.repository_id = ${duplicateLinks.repositoryId}
    and e.number = ${duplicateLinks.number} and e.kind = 'comment.upsert' and e.status = 'done'
    and e.cause = 'duplicate-tell:' || ${duplicateLinks.canonical} || ':' || (extract(epoch from ${duplicateLinks.linkedAt}) * 1000)::bigint
)`;
