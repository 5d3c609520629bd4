import type { RepositoryRef } from '../domain/repository.ts';
import type { Candidate } from '../domain/similarity/features.ts';
import { indexText } from '../domain/similarity/indexed-text.ts';
import type { IssueText } from '../domain/similarity/issue-text.ts';
import { chooseTerms, createQuery, type Query } from '../domain/similarity/query.ts';
import { type PostingLists, scorePostings } from '../domain/similarity/score-postings.ts';
import type { Postings } from './search-ports.ts';

export interface AskingIssue extends IssueText {
  number: number;
  /** ISO 8601: candidates are judged by what was known then. */
  createdAt: string;
}

export interface SearchOptions {
  /** Further candidates, for example the nearest by vector, which may still be looked for. */
  also?: readonly number[] | Promise<readonly number[]>;
  /** False for issues to leave out; the asking one always is. */
  allowed?: (number: number) => boolean;
}

/** Stage one: the asking issue as a query, and the candidates with all that ranking needs of them. */
export async function gatherCandidates(
  postings: Postings,
  repo: RepositoryRef,
  asking: AskingIssue,
  options: SearchOptions = {},
): Promise<{ query: Query; candidates: Candidate[] }> {
  const { collection, template } = await postings.readCollection(repo);
  const text = indexText(asking, template);
  const frequencies = await postings.readFrequencies(repo, text.terms);
  const query = createQuery(text, collection, (term) => frequencies.get(term) ?? 0);
  const lists = await readChosenLists(postings, repo, query);
  const allowed = (number: number) => number !== asking.number && (options.allowed?.(number) ?? true);
  const scored = scorePostings(query, lists, allowed);
  const numbers = new Set([...scored, ...((await options.also) ?? []).filter(allowed)]);
  return { query, candidates: await postings.readCandidates(repo, numbers, asking.createdAt) };
}

async function readChosenLists(postings: Postings, repo: RepositoryRef, query: Query): Promise<PostingLists> {
  const terms = chooseTerms(query).map((position) => ({ position, term: query.text.terms[position] ?? 0 }));
  const lists = await postings.readLists(
    repo,
    terms.map(({ term }) => term),
  );
  return new Map(terms.map(({ position, term }) => [position, lists.get(term) ?? new Uint8Array()]));
}
