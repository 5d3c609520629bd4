import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import { packText, unpackText } from '../../domain/similarity/pack-text.ts';
import { withoutEntry } from '../../domain/similarity/posting-entry.ts';
import type { IndexedIssue } from '../../triage/ports/search.ts';
import type { Tx } from '../core/transaction.ts';
import { forgottenIssues } from '../schema/repository-schema.ts';
import { searchCollections, searchPostings, searchTexts } from '../schema/search-schema.ts';
import { appendsOf, blockOf, signed } from './block-lists.ts';

type Collection = typeof searchCollections.$inferSelect;

const ofCollection = (repository: RepositoryKey) =>
  and(
    eq(searchCollections.installationId, repository.installationId),
    eq(searchCollections.repositoryId, repository.repositoryId),
  );

const ofText = (repository: RepositoryKey, number: number) =>
  and(
    eq(searchTexts.installationId, repository.installationId),
    eq(searchTexts.repositoryId, repository.repositoryId),
    eq(searchTexts.number, number),
  );

/** The repository's row, held until the transaction ends: writers of one repository take turns, so none deadlock. */
export async function lockCollection(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
): Promise<Collection> {
  const empty = { documents: 0, titleWords: 0, bodyWords: 0, template: new Uint8Array() };
  const [row] = await tx
    .insert(searchCollections)
    .values({ installationId, repositoryId, ...empty })
    // Changes nothing, and so holds the row and answers with it.
    .onConflictDoUpdate({
      target: [searchCollections.installationId, searchCollections.repositoryId],
      set: { documents: sql`${searchCollections.documents}` },
    })
    .returning();
  if (!row) throw new Error('the row of the index is gone while it is held');
  return row;
}

/** Replaces what is indexed of these issues; those that left for good are passed over. */
export async function replaceTexts(
  tx: Tx,
  repository: RepositoryKey,
  given: readonly IndexedIssue[],
): Promise<void> {
  const collection = await lockCollection(tx, repository);
  const issues = await withoutForgotten(tx, repository, given);
  if (issues.length === 0) return;
  for (const { number } of issues) await takeOut(tx, repository, number, collection);
  for (const { text } of issues) count(collection, text, 1);
  await append(tx, repository, issues);
  await tx.insert(searchTexts).values(
    issues.map(({ number, text, norms }) => ({
      ...ids(repository),
      number,
      packed: packText(text, norms),
    })),
  );
  await saveCounts(tx, repository, collection);
}

/** Takes an issue out of the index; nothing happens for one that is not in it. */
export async function removeFromIndex(tx: Tx, repository: RepositoryKey, number: number): Promise<void> {
  const collection = await lockCollection(tx, repository);
  await takeOut(tx, repository, number, collection);
  await saveCounts(tx, repository, collection);
}

async function takeOut(
  tx: Tx,
  repository: RepositoryKey,
  number: number,
  collection: Collection,
): Promise<void> {
  const [old] = await tx
    .delete(searchTexts)
    .where(ofText(repository, number))
    .returning({ packed: searchTexts.packed });
  if (!old) return;
  const { text } = unpackText(old.packed);
  count(collection, text, -1);
  const inLists = and(
    eq(searchPostings.installationId, repository.installationId),
    eq(searchPostings.repositoryId, repository.repositoryId),
    inArray(searchPostings.term, Array.from(text.terms, signed)),
    eq(searchPostings.block, blockOf(number)),
  );
  const rows = await tx.delete(searchPostings).where(inLists).returning();
  const left = rows
    .map((row) => ({ ...row, entries: withoutEntry(row.entries, number) }))
    .filter(({ entries }) => entries.length > 0);
  if (left.length > 0) await tx.insert(searchPostings).values(left);
}

/** One parameter for all rows: a thousand would take longer to bind than the rows to write. */
async function append(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
  issues: readonly IndexedIssue[],
): Promise<void> {
  await tx.execute(sql`
    insert into search_postings (installation_id, repository_id, term, block, entries)
    select ${installationId}::bigint, ${repositoryId}::bigint, row.term, row.block, decode(row.entries, 'base64')
    from jsonb_to_recordset(${JSON.stringify(appendsOf(issues))}::text::jsonb) as row (term int, block int, entries text)
    on conflict (installation_id, repository_id, term, block)
    do update set entries = search_postings.entries || excluded.entries`);
}

async function withoutForgotten(
  tx: Tx,
  repository: RepositoryKey,
  issues: readonly IndexedIssue[],
): Promise<IndexedIssue[]> {
  const found = await tx
    .select({ number: forgottenIssues.number })
    .from(forgottenIssues)
    .where(
      and(
        eq(forgottenIssues.installationId, repository.installationId),
        eq(forgottenIssues.repositoryId, repository.repositoryId),
        inArray(
          forgottenIssues.number,
          issues.map(({ number }) => number),
        ),
        isNull(forgottenIssues.missingSince),
      ),
    );
  const forgotten = new Set(found.map(({ number }) => number));
  return issues.filter(({ number }) => !forgotten.has(number));
}

function count(
  collection: Collection,
  text: { titleLength: number; bodyLength: number },
  sign: 1 | -1,
): void {
  collection.documents += sign;
  collection.titleWords += sign * text.titleLength;
  collection.bodyWords += sign * text.bodyLength;
}

async function saveCounts(
  tx: Tx,
  repository: RepositoryKey,
  { documents, titleWords, bodyWords }: Collection,
): Promise<void> {
  await tx
    .update(searchCollections)
    .set({ documents, titleWords, bodyWords })
    .where(ofCollection(repository));
}

function ids({ installationId, repositoryId }: RepositoryKey): RepositoryKey {
  return { installationId, repositoryId };
}
