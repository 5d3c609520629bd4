import { createLocalEmbedder } from '../../src/classify/embedding/local-embedder.ts';
import type { Issue } from '../../src/domain/issue/issue.ts';
import type { RepositoryRef } from '../../src/domain/issue/repository.ts';
import type { Database } from '../../src/store/core/database.ts';
import { embeddings, issues as issuesTable } from '../../src/store/schema/repository-schema.ts';
import { createPostings } from '../../src/store/similar/postings.ts';
import { indexIssues } from '../../src/triage/similar/index-issues.ts';

const batch = 500;
const embedder = createLocalEmbedder();

/** Writes issues, vectors and the index in batches, as an import of a history does. */
export async function fillRepository(
  database: Database,
  repo: RepositoryRef,
  issues: readonly Issue[],
): Promise<void> {
  const postings = createPostings(database);
  for (let i = 0; i < issues.length; i += batch) {
    const some = issues.slice(i, i + batch);
    const vectors = await embedder.embed(some);
    await database.withTenant(repo.installationId, async (tx) => {
      await tx.insert(issuesTable).values(some.map((issue) => toRow(repo, issue)));
      await tx.insert(embeddings).values(
        some.map(({ number }, k) => ({
          installationId: repo.installationId,
          repositoryId: repo.repositoryId,
          number,
          model: embedder.model,
          embedding: [...(vectors[k]?.vector ?? [])],
        })),
      );
    });
    await indexIssues(postings, repo, some);
  }
}

function toRow({ installationId, repositoryId }: RepositoryRef, issue: Issue) {
  const { author, createdAt, updatedAt, closedAt: _, ...rest } = issue;
  return {
    ...rest,
    installationId,
    repositoryId,
    authorLogin: author.login,
    authorId: author.id,
    authorKind: author.kind,
    createdAt: new Date(createdAt),
    updatedAt: new Date(updatedAt),
    closedAt: null,
  };
}
