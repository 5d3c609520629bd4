import { sql } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import { entryBytes } from '../../domain/similarity/posting-entry.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { whole, wholeArray } from '../core/values/literal.ts';
import { joinLists, signed, unsigned } from './block-lists.ts';

/** In how many issues each term stands; a term that none has is absent. */
export async function readFrequencies(
  tx: Tx,
  repository: RepositoryKey,
  terms: Iterable<number>,
): Promise<Map<number, number>> {
  const rows = await readRows<{ term: number; issues: number }>(
    tx,
    // The length of a value is known without reading it.
    sql`select term, (sum(octet_length(entries)) / ${whole(entryBytes)})::int as issues from search_postings
        where ${ofTerms(repository, terms)} group by term`,
  );
  return new Map(rows.map(({ term, issues }) => [unsigned(term), issues]));
}

/** The list of each term: packed entries, in any order. */
export async function readLists(
  tx: Tx,
  repository: RepositoryKey,
  terms: Iterable<number>,
): Promise<Map<number, Uint8Array>> {
  const rows = await readRows<{ term: number; entries: string }>(
    tx,
    sql`select term, encode(entries, 'base64') as entries from search_postings where ${ofTerms(repository, terms)}`,
  );
  return joinLists(rows.map(({ term, entries }) => ({ term, entries: Buffer.from(entries, 'base64') })));
}

const ofTerms = ({ installationId, repositoryId }: RepositoryKey, terms: Iterable<number>) =>
  sql`installation_id = ${whole(installationId)} and repository_id = ${whole(repositoryId)}
      and term = any(${wholeArray(Array.from(terms, signed))})`;
