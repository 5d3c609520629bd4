import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RepositoryRef } from '../../../src/domain/issue/repository.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { readRows } from '../../../src/store/core/read-rows.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { embeddingWidth } from '../../../src/store/schema/repository-schema.ts';
import { createSimilarStore } from '../../../src/store/similar/similar.ts';
import { databases } from '../../support/databases.ts';
import { makeIssue, makeRepository } from '../make-repository.ts';

/** A unit vector of a seed, the same each time. */
function unit(seed: number): Float32Array {
  const vector = Float32Array.from({ length: embeddingWidth }, (_, index) =>
    Math.sin(seed * 37.7 + index * seed),
  );
  const length = Math.hypot(...vector);
  return vector.map((each) => each / length);
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, each, index) => sum + each * (b[index] ?? 0), 0);
}

describe.each(databases)('similar issues, $name', ({ open }) => {
  let database: Database;
  let similar: ReturnType<typeof createSimilarStore>;
  const model = 'local-1';
  const keep = async (repo: RepositoryRef, number: number, vector: Float32Array, by = model) => {
    await createIssueStore(database).saveIssue(
      repo,
      makeIssue(repo, number, { title: `#${number}`, labels: ['bug'] }),
    );
    await similar.saveEmbedding(repo, number, { model: by, vector });
  };
  beforeAll(async () => {
    database = await open();
    similar = createSimilarStore(database);
  });
  afterAll(() => database.close());

  it('finds exactly the nearest by cosine, nearest first, never the issue itself', async () => {
    const repo = makeRepository();
    for (let number = 1; number <= 60; number += 1) await keep(repo, number, unit(number));
    const found = await similar.findSimilar(repo, 7, { model, vector: unit(7) }, 5);
    const exact = Array.from({ length: 60 }, (_, index) => index + 1)
      .filter((number) => number !== 7)
      .map((number) => ({ number, similarity: Math.max(0, cosine(unit(7), unit(number))) }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, 5);
    expect(found.map(({ number }) => number)).toEqual(exact.map(({ number }) => number));
    for (const [index, { similarity }] of found.entries())
      expect(similarity).toBeCloseTo(exact[index]?.similarity ?? Number.NaN, 5);
    expect(found[0]).toMatchObject({
      title: `#${found[0]?.number}`,
      state: 'open',
      stateReason: null,
      labels: ['bug'],
    });
  });

  it('never leaves the repository, the model or the installation', async () => {
    const repos = Array.from({ length: 4 }, () => makeRepository());
    const moved = { ...(repos[0] as RepositoryRef), installationId: 900_000 };
    for (const [index, repo] of [...repos, moved].entries())
      for (let number = 1; number <= 8; number += 1) {
        await keep(repo, index * 100 + number, unit(number + 0.001 * index));
        await keep(repo, index * 100 + number, unit(number), 'other-model');
      }
    await fc.assert(
      fc.asyncProperty(
        fc.nat(4),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 12 }),
        async (at, seed, limit) => {
          const repo = [...repos, moved][at] as RepositoryRef;
          const found = await similar.findSimilar(
            repo,
            at * 100 + seed,
            { model, vector: unit(seed) },
            limit,
          );
          expect(found).toHaveLength(Math.min(limit, 7));
          for (const { number } of found) expect(Math.floor(number / 100)).toBe(at);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives a text without a known word no neighbors', async () => {
    const repo = makeRepository();
    const zero = new Float32Array(embeddingWidth);
    await keep(repo, 1, unit(1));
    await keep(repo, 2, unit(2));
    await keep(repo, 2, zero);
    expect(await similar.findSimilar(repo, 3, { model, vector: zero }, 5)).toEqual([]);
    const found = await similar.findSimilar(repo, 3, { model, vector: unit(1) }, 5);
    expect(found.map(({ number }) => number)).toEqual([1]);
  });

  it('replaces a vector, and forgets it with its issue', async () => {
    const repo = makeRepository();
    await keep(repo, 1, unit(1));
    await keep(repo, 1, unit(2));
    const search = () => similar.findSimilar(repo, 9, { model, vector: unit(2) }, 5);
    expect((await search())[0]?.similarity).toBeCloseTo(1, 5);
    await createIssueStore(database).forgetIssue(repo, 1);
    await similar.saveEmbedding(repo, 1, { model, vector: unit(2) });
    expect(await search()).toEqual([]);
  });

  it('searches through the covering key alone', async () => {
    const repo = makeRepository();
    for (let number = 1; number <= 30; number += 1) await keep(repo, number, unit(number));
    const plan = await database.withTenant(repo.installationId, async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      await tx.execute(sql`set local enable_bitmapscan = off`);
      return readRows<Record<string, string>>(
        tx,
        sql`explain select number, 1 - (embedding <=> ${`[${unit(1).join(',')}]`}::vector) from embeddings
            where repository_id = ${repo.repositoryId} and model = ${model} and number <> 1`,
      );
    });
    const text = plan.map((row) => Object.values(row)[0]).join('\n');
    expect(text).toContain('Index Only Scan');
    // One partition of sixteen.
    expect(
      text.match(/embeddings_p\d+/g)?.filter((name, index, all) => all.indexOf(name) === index).length,
    ).toBeLessThanOrEqual(2);
  });
});
