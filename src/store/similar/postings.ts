import { and, desc, eq, sql } from 'drizzle-orm';
import type { Postings } from '../../triage/ports/search.ts';
import type { Tenants } from '../core/database.ts';
import { whole } from '../core/values/literal.ts';
import { issues } from '../schema/repository-schema.ts';
import { searchCollections } from '../schema/search-schema.ts';
import { readFrequencies, readLists } from './posting-reads.ts';
import { lockCollection, replaceTexts } from './posting-writes.ts';
import { readCandidates } from './search-candidates.ts';

/** The inverted index in the database; see search-schema.ts for how lists are kept. Each method is one transaction. */
export function createPostings(tenants: Tenants): Postings {
  return {
    readCollection: (repo) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const [row] = await tx.select().from(searchCollections).where(ofCollection(repo));
        const { documents, titleWords, bodyWords, template } = row ?? nothing;
        return { collection: { documents, titleWords, bodyWords }, template: unpackTemplate(template) };
      }),

    readFrequencies: (repo, terms) =>
      tenants.withTenant(repo.installationId, (tx) => readFrequencies(tx, repo, terms)),

    readLists: (repo, terms, choose) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const frequencies = await readFrequencies(tx, repo, terms);
        return { frequencies, lists: await readLists(tx, repo, choose(frequencies)) };
      }),

    readCandidates: (repo, numbers, at) =>
      tenants.withTenant(repo.installationId, (tx) =>
        readCandidates(tx, repo, Array.from(numbers), new Date(at)),
      ),

    readLatestBodies: (repo, count) =>
      tenants.withTenant(repo.installationId, async (tx) => {
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
      tenants.withTenant(repo.installationId, (tx) => replaceTexts(tx, repo, texts)),

    saveTemplate: (repo, template) =>
      tenants.withTenant(repo.installationId, async (tx) => {
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
  sql`${searchCollections.installationId} = ${whole(place.installationId)}
      and ${searchCollections.repositoryId} = ${whole(place.repositoryId)}`;

function packTemplate(template: ReadonlySet<number>): Uint8Array {
  return new Uint8Array(Uint32Array.from(template).buffer);
}

/** Keys of template lines as `search_collections` keeps them. */
export function unpackTemplate(bytes: Uint8Array): ReadonlySet<number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new Set(Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(4 * i, true)));
}
