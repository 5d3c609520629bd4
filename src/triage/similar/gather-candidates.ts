import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Candidate } from '../../domain/similarity/features.ts';
import { indexText } from '../../domain/similarity/indexed-text.ts';
import type { IssueText } from '../../domain/similarity/issue-text.ts';
import { chooseTerms, createQuery, type Query } from '../../domain/similarity/query.ts';
import { scorePostings } from '../../domain/similarity/score-postings.ts';
import type { IndexState, Postings } from '../ports/search.ts';

export interface AskingIssue extends IssueText {
  number: number;
  /** ISO 8601: candidates are judged by what was known then. */
  createdAt: string;
}

export interface SearchOptions {
  /** Further candidates, for example the nearest by vector, which may still be looked for. */
  also?: readonly number[] | Promise<readonly number[]>;
  /** What the index adds up to, where it was read already. */
  state?: IndexState;
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
  const { collection, template } = options.state ?? (await postings.readCollection(repo));
  const text = indexText(asking, template);
  const queryOf = (frequencies: ReadonlyMap<number, number>) =>
    createQuery(text, collection, (term) => frequencies.get(term) ?? 0);
  const termAt = (position: number) => text.terms[position] ?? 0;
  const { frequencies, lists } = await postings.readLists(repo, text.terms, (found) =>
    chooseTerms(queryOf(found)).map(termAt),
  );
  const query = queryOf(frequencies);
  const chosen = chooseTerms(query).map(
    (position) => [position, lists.get(termAt(position)) ?? new Uint8Array()] as const,
  );
  const allowed = (number: number) => number !== asking.number && (options.allowed?.(number) ?? true);
  const scored = scorePostings(query, new Map(chosen), allowed);
  const numbers = new Set([...scored, ...((await options.also) ?? []).filter(allowed)]);
  return { query, candidates: await postings.readCandidates(repo, numbers, asking.createdAt) };
}
