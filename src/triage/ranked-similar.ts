import type { SimilarIssue } from '../domain/decision.ts';
import type { Issue } from '../domain/issue.ts';
import type { Idf } from '../domain/similarity/idf.ts';
import type { RankedIssue } from '../domain/similarity/rank-candidates.ts';
import { sharedTraits } from '../domain/similarity/shared-traits.ts';
import { withoutTemplate } from '../domain/similarity/template-lines.ts';
import { indexIssues } from './index-issues.ts';
import type { IssueStore } from './ports.ts';
import type { Postings, SimilarStore } from './search-ports.ts';
import { searchSimilar } from './search-similar.ts';

export interface RankedSimilarDeps {
  /** Exact search by vector: its nearest are candidates too. */
  vectors: SimilarStore;
  postings: Postings;
  issues: IssueStore;
  /** How telling words are, for what two issues share. */
  idf: Idf;
}

/** How many of the nearest by vector become candidates. */
const nearestByVector = 50;

/**
 * Similar issues by words and by vector, put in order by the ranker, each with what it shares. An issue that is not in
 * the store has no text to go by: for it, the nearest by vector. They also fill a list that is short.
 */
export function createRankedSimilar({ vectors, postings, issues, idf }: RankedSimilarDeps): SimilarStore {
  return {
    async saveEmbedding(repo, number, embedding) {
      await vectors.saveEmbedding(repo, number, embedding);
      const issue = await issues.getIssue(repo, number);
      if (issue) await indexIssues(postings, repo, [issue]);
    },

    async findSimilar(repo, number, embedding, limit) {
      const near = await vectors.findSimilar(repo, number, embedding, nearestByVector);
      const asking = await issues.getIssue(repo, number);
      if (!asking) return near.slice(0, limit);
      const ranked = await searchSimilar(postings, repo, asking, { also: near.map((issue) => issue.number) });
      const { template } = await postings.readCollection(repo);
      const found: SimilarIssue[] = [];
      for (const candidate of ranked) {
        if (found.length === limit) break;
        const issue = await issues.getIssue(repo, candidate.number);
        if (issue) found.push(describe(issue, candidate, prose(asking, template), idf, template));
      }
      const known = new Set(found.map(({ number }) => number));
      return [...found, ...near.filter(({ number }) => !known.has(number))].slice(0, limit);
    },
  };
}

function describe(
  issue: Issue,
  candidate: RankedIssue,
  asking: { title: string; body: string },
  idf: Idf,
  template: ReadonlySet<number>,
): SimilarIssue {
  return {
    number: issue.number,
    title: issue.title,
    state: issue.state,
    stateReason: issue.stateReason,
    labels: issue.labels,
    similarity: candidate.similarity,
    shared: sharedTraits(asking, prose(issue, template), idf),
  };
}

function prose({ title, body }: Issue, template: ReadonlySet<number>): { title: string; body: string } {
  return { title, body: withoutTemplate(body, template) };
}
