import { createLocalEmbedder } from '../../src/classify/embedding/local-embedder.ts';
import type { RankedIssue } from '../../src/domain/similarity/ranker/rank-candidates.ts';
import { openDatabase } from '../../src/store/core/open-database.ts';
import { keepUp } from '../../src/store/core/upkeep.ts';
import { createIssueStore } from '../../src/store/issues/issues.ts';
import { duplicateLinks } from '../../src/store/schema/search-schema.ts';
import { createPostings } from '../../src/store/similar/postings.ts';
import { createSimilarStore } from '../../src/store/similar/similar.ts';
import type { Postings } from '../../src/triage/ports/search.ts';
import { searchSimilar } from '../../src/triage/similar/search-similar.ts';
import type { History, RecordedIssue } from './read-history.ts';

export const repo = { installationId: 1, repositoryId: 1, owner: 'bench', name: 'history', private: false };

/** How many of the nearest by vector become candidates, as in src/triage/similar/ranked-similar.ts. */
const nearestByVector = 50;

/** The product's own index on a fresh embedded database that knows the links, each with its time, but no issue yet. */
export async function openProduct(
  history: History,
  { byVector }: { byVector: boolean },
): Promise<{
  postings: Postings;
  save: (issue: RecordedIssue) => Promise<void>;
  /** Candidates by words and, where asked for, by vector, in the ranker's order; `allowed` leaves some out. */
  search: (issue: RecordedIssue, allowed?: (number: number) => boolean) => Promise<RankedIssue[]>;
  /** What the embedded database does every ten minutes by itself. */
  keepUp: () => Promise<void>;
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
  const postings = createPostings(database);
  const vectors = createSimilarStore(database);
  const embedder = createLocalEmbedder();
  const embed = async (issue: RecordedIssue) => {
    const [embedding] = await embedder.embed([issue]);
    if (!embedding) throw new Error('the embedder returned no vector');
    return embedding;
  };
  return {
    postings,
    search: async (issue, allowed = () => true) => {
      const near = byVector
        ? await vectors.findSimilar(repo, issue.number, await embed(issue), nearestByVector)
        : [];
      return searchSimilar(postings, repo, issue, { also: near.map(({ number }) => number), allowed });
    },
    keepUp: async () => {
      if (database.raw.kind === 'embedded') await keepUp(database.raw.pglite);
    },
    save: async (issue) => {
      if (byVector) await vectors.saveEmbedding(repo, issue.number, await embed(issue));
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
