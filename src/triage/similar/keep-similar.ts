import { setImmediate as letOthers } from 'node:timers/promises';
import { joinTheme } from '../../domain/clusters/join-theme.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { IssueStore } from '../ports/core.ts';
import type { Embedder, Postings, SimilarStore } from '../ports/search.ts';
import type { ThemeStore } from '../ports/themes.ts';
import { indexIssues } from './index-issues.ts';
import { searchSimilar } from './search-similar.ts';

export interface KeepSimilarDeps {
  themes: ThemeStore;
  issues: Pick<IssueStore, 'getIssue'>;
  embedder: Embedder;
  vectors: Pick<SimilarStore, 'saveEmbedding'>;
  postings: Postings;
}

/** Issues in one go: other chores wait for no more than these. */
const atOnce = 200;
/** Issues indexed in one transaction. */
const batch = 5;
/** An issue is tied to at most so many of its nearest, and to none that is less alike than this. */
const maxNeighbors = 5;
const minLikeness = 0.25;

const parts = ['index', 'embedding', 'links'] as const;

/** `more` waits, or what is left has to wait for a hosted model that cannot be asked now. */
export type KeepSimilarEnd = 'done' | 'more' | 'later';

/**
 * Gives the issues of a repository what similarity needs and they lack: those from before there was an index are indexed,
 * those with a vector of another model get one of this, and each is tied to its nearest. Takes up to some hundreds.
 */
export async function keepSimilar(
  deps: KeepSimilarDeps,
  repo: RepositoryRef,
  signal?: AbortSignal,
): Promise<KeepSimilarEnd> {
  const end = await fillAll(deps, repo, signal);
  if (!signal?.aborted) await deps.themes.countProgress(repo, deps.embedder.model);
  return end;
}

async function fillAll(
  deps: KeepSimilarDeps,
  repo: RepositoryRef,
  signal?: AbortSignal,
): Promise<KeepSimilarEnd> {
  let end: KeepSimilarEnd = 'done';
  for (const part of parts) {
    const worked = await fill(deps, repo, part, signal);
    if (worked === 'more' || signal?.aborted) return 'more';
    if (worked === 'later') end = 'later';
    // Also where none lacked one: reading the past, and edits, bring vectors of this model beside those of another.
    else if (part === 'embedding') await deps.themes.dropOtherVectors(repo, deps.embedder.model);
  }
  return end;
}

/** How many were filled, all that lack the part; `more` or `later` where a part of them remains. */
async function fill(
  deps: KeepSimilarDeps,
  repo: RepositoryRef,
  part: (typeof parts)[number],
  signal?: AbortSignal,
): Promise<number | 'more' | 'later'> {
  const { model } = deps.embedder;
  let filled = 0;
  // A text without a known word gets no vector: passing over it, the list still comes to its end.
  let after = 0;
  while (filled < atOnce) {
    if (signal?.aborted) return 'more';
    const numbers = await deps.themes.lacking(repo, part, model, after, batch);
    if (numbers.length === 0) return filled;
    after = numbers.at(-1) ?? after;
    const found: Issue[] = [];
    for (const number of numbers) {
      const issue = await deps.issues.getIssue(repo, number);
      if (issue) found.push(issue);
    }
    const worked = await work[part](deps, repo, found);
    if (worked === null) return 'later';
    filled += worked;
    await letOthers();
  }
  return 'more';
}

/** How many of the issues got the part; null where that cannot be had now. */
const work: Record<
  (typeof parts)[number],
  (deps: KeepSimilarDeps, repo: RepositoryRef, issues: Issue[]) => Promise<number | null>
> = {
  async index({ postings }, repo, issues) {
    await indexIssues(postings, repo, issues);
    return issues.length;
  },

  async embedding({ embedder, vectors }, repo, issues) {
    const embedded = await embedder.embed(issues);
    if (embedded.some(({ model }) => model !== embedder.model)) return null;
    let filled = 0;
    for (const [i, { number }] of issues.entries()) {
      const embedding = embedded[i];
      if (!embedding) continue;
      await vectors.saveEmbedding(repo, number, embedding);
      if (embedding.vector.some((each) => each !== 0)) filled++;
      await letOthers();
    }
    return filled;
  },

  async links({ postings, themes }, repo, issues) {
    for (const issue of issues) {
      const ranked = await searchSimilar(postings, repo, issue);
      const neighbors = ranked
        .toSorted((a, b) => b.similarity - a.similarity)
        .filter(({ similarity }) => similarity >= minLikeness)
        .slice(0, maxNeighbors)
        .map(({ number, similarity }) => ({ number, weight: Math.round(similarity * 1000) / 1000 }));
      const standings = await themes.standings(
        repo,
        neighbors.map(({ number }) => number),
      );
      const standing = joinTheme(neighbors, (number) => standings.get(number));
      await themes.saveLinks(repo, issue.number, neighbors, standing);
      await letOthers();
    }
    return issues.length;
  },
};
