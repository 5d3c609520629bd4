import type { SimilarIssue } from '../../domain/issue/decision.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Idf } from '../../domain/similarity/idf.ts';
import type { RankedIssue } from '../../domain/similarity/ranker/rank-candidates.ts';
import type { Ranker } from '../../domain/similarity/ranker/ranker.ts';
import { sharedTraits } from '../../domain/similarity/shared-traits.ts';
import { withoutTemplate } from '../../domain/similarity/template-lines.ts';
import type { IssueStore } from '../ports/core.ts';
import type { DuplicateLinks } from '../ports/duplicates.ts';
import type { IndexState, Postings, SimilarStore } from '../ports/search.ts';
import { indexIssues } from './index-issues.ts';
import { searchElsewhere } from './search-elsewhere.ts';
import { searchSimilar } from './search-similar.ts';

export interface RankedSimilarDeps {
  /** Exact search by vector: its nearest are candidates too. */
  vectors: SimilarStore;
  postings: Postings;
  issues: Pick<IssueStore, 'getIssue' | 'getIssues'>;
  /** How telling words are, for what two issues share. */
  idf: Idf;
  /** What people said is not the same problem is never named. */
  duplicates?: Pick<DuplicateLinks, 'vetoedWith'>;
  /** The repository's own ranker; null or absent: the shipped one. */
  loadRanker?: (repo: RepositoryRef) => Promise<Ranker | null>;
  /** The public repositories of the same installation where this one's settings want to look too. */
  elsewhere?: (repo: RepositoryRef) => Promise<RepositoryRef[]>;
  /** Told of each issue that was put into the index. */
  indexed?: (repo: RepositoryRef, number: number) => Promise<void>;
}

/** How many of the nearest by vector become candidates. */
const nearestByVector = 50;

/**
 * Similar issues by words and by vector, put in order by the ranker, each with what it shares. An issue that is not in
 * the store has no text to go by: for it, the nearest by vector. They also fill a list that is short.
 */
export function createRankedSimilar(deps: RankedSimilarDeps): SimilarStore {
  const { vectors, postings, issues, idf } = deps;
  return {
    async saveEmbedding(repo, number, embedding) {
      const [issue, state] = await Promise.all([
        issues.getIssue(repo, number),
        postings.readCollection(repo),
        vectors.saveEmbedding(repo, number, embedding),
      ]);
      if (issue) await indexIssues(postings, repo, [issue], state);
      if (issue) await deps.indexed?.(repo, number);
    },

    async findSimilar(repo, number, embedding, limit) {
      const finding = vectors.findSimilar(repo, number, embedding, nearestByVector);
      // Whoever waits for `nearing` hears of its failure.
      finding.catch(() => undefined);
      const [vetoes, asking, state, ranker] = await Promise.all([
        deps.duplicates?.vetoedWith(repo, number),
        issues.getIssue(repo, number),
        postings.readCollection(repo),
        deps.loadRanker?.(repo),
      ]);
      const vetoed = new Set(vetoes);
      const nearing = finding.then((found) => found.filter((issue) => !vetoed.has(issue.number)));
      if (!asking) return (await nearing).slice(0, limit);
      const also = nearing.then((found) => found.map((issue) => issue.number));
      also.catch(() => undefined);
      const searching = searchSimilar(postings, repo, asking, {
        ...{ also, state },
        allowed: (candidate) => !vetoed.has(candidate),
        ...(ranker ? { ranker } : {}),
      });
      const searchingElsewhere = elsewhereOf(deps, repo, asking, limit);
      const [near, ranked, others] = await Promise.all([nearing, searching, searchingElsewhere]);
      const own = await describeAll(
        deps,
        repo,
        { asking, ranked: ranked.slice(0, limit + spare), state },
        limit,
      );
      const known = new Set(own.map(({ issue }) => issue.number));
      // Each list is in its ranker's order; likelihood is what compares across repositories, and keeps that order.
      const found =
        others.length === 0 ? own : [...own, ...others].sort((a, b) => b.likelihood - a.likelihood);
      const fill = near.filter((issue) => !known.has(issue.number));
      return [...found.map(({ issue }) => issue), ...fill].slice(0, limit);
    },
  };

  async function elsewhereOf(
    { elsewhere, loadRanker }: RankedSimilarDeps,
    repo: RepositoryRef,
    asking: Issue,
    limit: number,
  ): Promise<Described[]> {
    const found: Described[] = [];
    for (const other of (await elsewhere?.(repo)) ?? []) {
      const ranker = await loadRanker?.(other);
      const ranked = await searchElsewhere(postings, repo, other, asking, ranker ?? undefined);
      const state = await postings.readCollection(other);
      const described = await describeAll({ issues, idf }, other, { asking, ranked, state }, limit);
      const repository = `${other.owner}/${other.name}`;
      found.push(
        ...described.map(({ issue, likelihood }) => ({ issue: { ...issue, repository }, likelihood })),
      );
    }
    return found;
  }
}

interface Described {
  issue: SimilarIssue;
  likelihood: number;
}

/** Indexed issues may have left meanwhile; this many more are looked up. */
const spare = 10;

async function describeAll(
  { issues, idf }: Pick<RankedSimilarDeps, 'issues' | 'idf'>,
  repo: RepositoryRef,
  { asking, ranked, state }: { asking: Issue; ranked: readonly RankedIssue[]; state: IndexState },
  limit: number,
): Promise<Described[]> {
  const text = prose(asking, state.template);
  const found: Described[] = [];
  for (let from = 0; from < ranked.length && found.length < limit; from += limit) {
    const some = ranked.slice(from, from + limit);
    const read = await issues.getIssues(
      repo,
      some.map(({ number }) => number),
    );
    const known = new Map(read.map((issue) => [issue.number, issue]));
    for (const candidate of some) {
      const issue = known.get(candidate.number);
      if (issue) found.push(describe(issue, candidate, text, idf, state.template));
    }
  }
  return found.slice(0, limit);
}

function describe(
  issue: Issue,
  candidate: RankedIssue,
  asking: { title: string; body: string },
  idf: Idf,
  template: ReadonlySet<number>,
): Described {
  const { number, title, state, stateReason, labels } = issue;
  const { similarity, likelihood } = candidate;
  const shared = sharedTraits(asking, prose(issue, template), idf);
  return { issue: { number, title, state, stateReason, labels, similarity, shared }, likelihood };
}

function prose({ title, body }: Issue, template: ReadonlySet<number>): { title: string; body: string } {
  return { title, body: withoutTemplate(body, template) };
}
