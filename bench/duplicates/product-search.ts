import { createIssueStore } from '../../src/store/issues.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { createPostings } from '../../src/store/postings.ts';
import { duplicateLinks } from '../../src/store/search-schema.ts';
import type { Postings } from '../../src/triage/search-ports.ts';
import type { History, RecordedIssue } from './read-history.ts';

export const repo = { installationId: 1, repositoryId: 1, owner: 'bench', name: 'history', private: false };

/** The product's own index on a fresh embedded database that knows the links, each with its time, but no issue yet. */
export async function openProduct(history: History): Promise<{
  postings: Postings;
  save: (issue: RecordedIssue) => Promise<void>;
  close: () => Promise<void>;
}> {
  const database = await openDatabase({ dataDir: null });
  const issues = createIssueStore(database);
  const { installationId, repositoryId } = repo;
  const links = history.links.map(({ duplicate, canonical, linkedAt }) => ({
    installationId,
    repositoryId,
    number: duplicate,
    canonical,
    linkedAt: new Date(linkedAt),
  }));
  await database.withTenant(installationId, async (tx) => {
    for (let i = 0; i < links.length; i += 500) {
      await tx
        .insert(duplicateLinks)
        .values(links.slice(i, i + 500))
        .onConflictDoNothing();
    }
  });
  return {
    postings: createPostings(database),
    save: async (issue) => {
      await issues.saveIssue(repo, {
        ...neutral,
        number: issue.number,
        title: issue.title,
        body: issue.body,
        state: issue.closedAt === null ? 'open' : 'closed',
        createdAt: issue.createdAt,
        updatedAt: issue.createdAt,
        closedAt: issue.closedAt,
      });
    },
    close: () => database.close(),
  };
}

const neutral = {
  repositoryId: repo.repositoryId,
  author: { login: 'someone', id: 1, kind: 'person' as const },
  authorAssociation: 'NONE',
  stateReason: null,
  labels: [],
  assignees: [],
  type: null,
  locked: false,
};
