import { and, desc, eq, sql } from 'drizzle-orm';
import { entryBytes } from '../domain/similarity/posting-entry.ts';
import type { Postings } from '../triage/search-ports.ts';
import { intArray, joinLists, signed, unsigned } from './block-lists.ts';
import type { Database } from './database.ts';
import { lockCollection, replaceTexts } from './posting-writes.ts';
import { readRows } from './read-rows.ts';
import { issues } from './schema.ts';
import { readCandidates } from './search-candidates.ts';
import { searchCollections } from './search-schema.ts';

/** The inverted index in the database; see search-schema.ts for how lists are kept. Each method is one transaction. */
export function createPostings(database: Database): Postings {
  return {
    readCollection: (repo) =>
      database.withTenant(repo.installationId, async (tx) => {
        const [row] = await tx.select().from(searchCollections).where(ofCollection(repo));
        const { documents, titleWords, bodyWords, template } = row ?? nothing;
        return { collection: { documents, titleWords, bodyWords }, template: unpackTemplate(template) };
      }),

    readFrequencies: (repo, terms) =>
      database.withTenant(repo.installationId, async (tx) => {
        const rows = await readRows<{ term: number; issues: number }>(
          tx,
          // The length of a value is known without reading it.
          sql`select term, (sum(octet_length(entries)) / ${entryBytes}::int)::int as issues from search_postings
              where installation_id = ${repo.installationId} and repository_id = ${repo.repositoryId}
                and term = any(${intArray(Array.from(terms, signed))}::int[])
              group by term`,
        );
        return new Map(rows.map(({ term, issues }) => [unsigned(term), issues]));
      }),

    readLists: (repo, terms) =>
      database.withTenant(repo.installationId, async (tx) => {
        const rows = await readRows<{ term: number; entries: string }>(
          tx,
          sql`select term, encode(entries, 'base64') as entries from search_postings
              where installation_id = ${repo.installationId} and repository_id = ${repo.repositoryId}
                and term = any(${intArray(Array.from(terms, signed))}::int[])`,
        );
        return joinLists(
          rows.map(({ term, entries }) => ({ term, entries: Buffer.from(entries, 'base64') })),
        );
      }),

    readCandidates: (repo, numbers, at) =>
      database.withTenant(repo.installationId, (tx) =>
        readCandidates(tx, repo, Array.from(numbers), new Date(at)),
      ),

    readLatestBodies: (repo, count) =>
      database.withTenant(repo.installationId, async (tx) => {
        const rows = await tx
          .select({ body: issues.body })
          .from(issues)
          .where(
            and(eq(issues.installationId, repo.installationId), eq(issues.repositoryId, repo.repositoryId)),
          )
          .orderBy(desc(issues.number))
          .limit(count);
        return rows.map(({ body }) => body);
      }),

    saveTexts: (repo, texts) =>
      database.withTenant(repo.installationId, (tx) => replaceTexts(tx, repo, texts)),

    saveTemplate: (repo, template) =>
      database.withTenant(repo.installationId, async (tx) => {
        await lockCollection(tx, repo);
        await tx
          .update(searchCollections)
          .set({ template: packTemplate(template) })
          .where(ofCollection(repo));
      }),
  };
}

const nothing = { documents: 0, titleWords: 0, bodyWords: 0, template: new Uint8Array() };

const ofCollection = (place: { installationId: number; repositoryId: number }) =>
  and(
    eq(searchCollections.installationId, place.installationId),
    eq(searchCollections.repositoryId, place.repositoryId),
  );

function packTemplate(template: ReadonlySet<number>): Uint8Array {
  return new Uint8Array(Uint32Array.from(template).buffer);
}

/** Keys of template lines as `search_collections` keeps them. */
export function unpackTemplate(bytes: Uint8Array): ReadonlySet<number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new Set(Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(4 * i, true)));
}
