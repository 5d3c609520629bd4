import { and, desc, eq, notInArray } from 'drizzle-orm';
import { findRoot } from '../../domain/duplicates/find-root.ts';
import type { LinkedIssues } from '../../triage/ports/rankers.ts';
import type { Database } from '../core/database.ts';
import { issues } from '../schema/repository-schema.ts';
import { duplicateLinks } from '../schema/search-schema.ts';
import { ofRepository, readParents } from './duplicate-rows.ts';

/** What people linked in a repository. */
export function createLinkedIssues(database: Database): LinkedIssues {
  return {
    linked: (repo, most) =>
      database.withTenant(repo.installationId, async (tx) => {
        const parents = await readParents(tx, repo);
        const rows = await tx
          .select({ number: duplicateLinks.number })
          .from(duplicateLinks)
          .where(and(ofRepository(repo), eq(duplicateLinks.state, 'linked')))
          .orderBy(desc(duplicateLinks.linkedAt))
          .limit(most);
        return rows.map(({ number }) => ({ number, root: findRoot(number, parents) }));
      }),

    unlinked: (repo, most) =>
      database.withTenant(repo.installationId, async (tx) => {
        const parents = await readParents(tx, repo);
        const linked = [...new Set([...parents.keys(), ...parents.values()])];
        const rows = await tx
          .select({ number: issues.number })
          .from(issues)
          .where(
            and(
              eq(issues.installationId, repo.installationId),
              eq(issues.repositoryId, repo.repositoryId),
              linked.length > 0 ? notInArray(issues.number, linked) : undefined,
            ),
          )
          .orderBy(desc(issues.number))
          .limit(most);
        return rows.map(({ number }) => number);
      }),
  };
}
