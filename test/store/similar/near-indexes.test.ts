import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RepositoryRef } from '../../../src/domain/issue/repository.ts';
import { createRandom } from '../../../src/domain/similarity/ranker/random.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { readRows } from '../../../src/store/core/read-rows.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { embeddingWidth } from '../../../src/store/schema/repository-schema.ts';
import { nearIndexName } from '../../../src/store/similar/near-index.ts';
import { createNearIndexes } from '../../../src/store/similar/near-indexes.ts';
import { createPostings } from '../../../src/store/similar/postings.ts';
import {
  createSimilarStore,
  exactQuery,
  nearQuery,
  prepareSearch,
} from '../../../src/store/similar/similar.ts';
import { indexIssues } from '../../../src/triage/similar/index-issues.ts';
import { databases } from '../../support/databases.ts';
import { makeIssue, makeRepository } from '../make-repository.ts';

const model = "o'local-1";
const least = 200;
const count = 260;

function unit(seed: number): Float32Array {
  const random = createRandom(seed);
  const vector = Float32Array.from({ length: embeddingWidth }, () => random() - 0.5);
  const length = Math.hypot(...vector);
  return vector.map((each) => each / length);
}

describe.each(databases)('search in big repositories, $name', ({ name, open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());

  const keep = (repo: RepositoryRef, by = model) => createNearIndexes(database, least).keep(repo, by);
  const add = async (repo: RepositoryRef, number: number, vector: Float32Array) => {
    await createIssueStore(database).saveIssue(repo, makeIssue(repo, number));
    await createSimilarStore(database).saveEmbedding(repo, number, { model, vector });
  };
  const fill = async (repo: RepositoryRef, issues = count) => {
    const numbers = Array.from({ length: issues }, (_, index) => index + 1);
    for (const number of numbers) await add(repo, number, unit(number));
    await indexIssues(
      createPostings(database),
      repo,
      numbers.map((number) => makeIssue(repo, number)),
    );
  };
  const find = (repo: RepositoryRef, number: number, vector = unit(number), limit = 5) =>
    createSimilarStore(database).findSimilar(repo, number, { model, vector }, limit);
  const query = (repo: RepositoryRef, number: number, limit = 5) => ({
    ...{ installationId: repo.installationId, repositoryId: repo.repositoryId, number, model, limit },
    asked: `[${unit(number).join(',')}]`,
  });
  const exact = (repo: RepositoryRef, number: number, limit = 5) =>
    database.withTenant(repo.installationId, (tx) =>
      readRows<{ number: number }>(tx, exactQuery(query(repo, number, limit))),
    );
  /** The plan as the App's role gets it, once the search has prepared the transaction. */
  const planOf = (repo: RepositoryRef, search: SQL) =>
    database.withTenant(repo.installationId, async (tx) => {
      await prepareSearch(tx, repo, model);
      const rows = await readRows<Record<string, string>>(tx, sql`explain ${search}`);
      return rows.map((row) => Object.values(row)[0]).join('\n');
    });
  const indexes = (repo: RepositoryRef) =>
    database.system((tx) =>
      readRows<{ name: string; valid: boolean }>(
        tx,
        sql`select relname::text as name, indisvalid as valid from pg_class join pg_index on indexrelid = oid
            where relname like ${`embeddings\\_near\\_${repo.installationId}\\_%`}`,
      ),
    );
  /** A repository in the same partition. */
  const besides = async (repo: RepositoryRef): Promise<RepositoryRef> => {
    const [row] = await database.system((tx) =>
      readRows<{ id: number }>(
        tx,
        sql`select id::int from generate_series(5000000, 5001000) id, generate_series(0, 15) part
            where satisfies_hash_partition('embeddings'::regclass, 16, part, id::bigint)
              and satisfies_hash_partition('embeddings'::regclass, 16, part, ${repo.repositoryId}::bigint) limit 1`,
      ),
    );
    return makeRepository({ repositoryId: row?.id ?? 0 });
  };

  if (name === 'embedded') {
    it('looks at every vector, however many there are', async () => {
      const repo = makeRepository();
      await fill(repo, least + 1);
      expect(await keep(repo)).toBe('exact');
      expect(await indexes(repo)).toEqual([]);
      expect(await find(repo, 3)).toHaveLength(5);
    });
    return;
  }

  it('finds what an exact search finds, through an index of the repository alone', async () => {
    const repo = makeRepository();
    const neighbor = await besides(repo);
    await fill(neighbor, 8);
    await fill(repo, least - 1);
    expect(await keep(repo)).toBe('exact');
    await fill(repo);
    expect(await keep(repo)).toBe('built');
    expect(await keep(repo)).toBe('kept');
    expect(await planOf(repo, nearQuery(query(repo, 7)))).toContain(
      `Index Scan using ${nearIndexName(repo, model)}`,
    );
    expect(await planOf(neighbor, nearQuery(query(neighbor, 7)))).not.toContain('embeddings_near');

    let hits = 0;
    for (let number = 1; number <= 40; number += 1) {
      const found = (await find(repo, number)).map((issue) => issue.number);
      expect(found).toHaveLength(5);
      expect(found).not.toContain(number);
      hits += (await exact(repo, number)).filter((row) => found.includes(row.number)).length;
    }
    expect(hits / 200).toBeGreaterThanOrEqual(0.98);
    const near = await find(repo, 7);
    expect(near.map(({ similarity }) => similarity)).toEqual(
      near.map(({ similarity }) => similarity).toSorted((a, b) => b - a),
    );
    expect(await find(neighbor, 7)).toHaveLength(5);
    expect((await find(neighbor, 7, unit(7), 50)).map((issue) => issue.number).toSorted()).toEqual([
      ...[1, 2, 3, 4, 5, 6, 8],
    ]);
  });

  it('finds a new issue at once, and never leaves a list shorter than it could be', async () => {
    const repo = makeRepository();
    await fill(repo);
    expect(await keep(repo)).toBe('built');
    await add(repo, 9_000, unit(7));
    expect((await find(repo, 7))[0]).toMatchObject({ number: 9_000 });
    await createSimilarStore(database).saveEmbedding(repo, 9_000, { model, vector: unit(9_000) });
    expect((await find(repo, 9_001, unit(9_000)))[0]).toMatchObject({ number: 9_000 });
    expect(await find(repo, 7, unit(7), count + 50)).toHaveLength(count);
    await createIssueStore(database).forgetIssue(repo, 9_000);
    expect((await find(repo, 7, unit(7), count + 50)).map(({ number }) => number)).not.toContain(9_000);
  });

  it('does without an index that failed, and builds it again', async () => {
    const repo = makeRepository();
    await fill(repo);
    await keep(repo);
    await database.system((tx) =>
      tx.execute(
        sql`update pg_index set indisvalid = false where indexrelid = to_regclass(${nearIndexName(repo, model)})`,
      ),
    );
    expect((await find(repo, 7)).map(({ number }) => number)).toEqual(
      (await exact(repo, 7)).map(({ number }) => number),
    );
    expect(await keep(repo)).toBe('built');
    expect(await indexes(repo)).toEqual([{ name: nearIndexName(repo, model), valid: true }]);
  });

  it('drops the index with the model, the repository or the installation', async () => {
    const repo = makeRepository();
    const other = makeRepository({ installationId: repo.installationId });
    await fill(repo);
    await fill(other);
    expect(await keep(other)).toBe('built');
    await keep(repo);
    expect(await keep(repo, 'local-2')).toBe('exact');
    expect(await indexes(repo)).toMatchObject([{ name: nearIndexName(other, model) }]);
    await keep(repo);
    const repositories = createRepositoryStore(database, async () => undefined);
    await repositories.forgetRepository(repo);
    expect(await indexes(repo)).toMatchObject([{ name: nearIndexName(other, model) }]);
    expect(await find(other, 7)).toHaveLength(5);
    await repositories.forgetInstallation(repo.installationId);
    expect(await indexes(repo)).toEqual([]);
  });

  it('builds one at a time, and not once the process stops', async () => {
    const [one, other] = [makeRepository(), makeRepository()];
    await fill(one);
    await fill(other);
    const ends = await Promise.all([keep(one), keep(other)]);
    expect(ends.toSorted()).toEqual(['built', 'busy']);
    const late = ends[0] === 'busy' ? one : other;
    const stopped = createNearIndexes(database, least).keep(late, model, AbortSignal.abort());
    await expect(stopped).rejects.toThrow();
    expect(await indexes(late)).toEqual([]);
    expect(await keep(late)).toBe('built');
  });
});
