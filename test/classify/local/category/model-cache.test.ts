import { describe, expect, it } from 'vitest';
import {
  createModelCache,
  createModelMemory,
  modelSize,
  repositoryModelShape,
} from '../../../../src/classify/local/category/model-cache.ts';
import { untaughtModel } from '../../../../src/classify/local/category/predict.ts';
import { modelToBytes } from '../../../../src/classify/local/category/repository-model.ts';
import { shippedPrior } from '../../../../src/classify/local/prior/shipped-prior.ts';
import { classifierInput } from '../../classifier-input.ts';

const model = untaughtModel(shippedPrior());
const { repo } = classifierInput(undefined);

const countingSource = () => {
  const source = { version: 1 as number | null, reads: 0 };
  return {
    source,
    port: {
      latestVersion: async () => source.version,
      getModel: async (_: unknown, version: number) => {
        source.reads++;
        return { version, bytes: modelToBytes(model) };
      },
    },
  };
};

describe('createModelCache', () => {
  it('reads a version once and a new version when there is one', async () => {
    const { source, port } = countingSource();
    const modelOf = createModelCache(port, repositoryModelShape);
    await modelOf(repo);
    expect((await modelOf(repo))?.version).toBe(1);
    source.version = 2;
    expect((await modelOf(repo))?.version).toBe(2);
    expect(source.reads).toBe(2);
  });

  it('has nothing for a repository that has taught nothing', async () => {
    const { source, port } = countingSource();
    source.version = null;
    expect(await createModelCache(port, repositoryModelShape)(repo)).toBeNull();
  });

  it('gives up the least recently used when memory is short', async () => {
    const { source, port } = countingSource();
    const modelOf = createModelCache(port, repositoryModelShape, createModelMemory(modelSize(model) * 2));
    for (const repositoryId of [1, 2, 3, 1]) await modelOf({ ...repo, repositoryId });
    expect(source.reads).toBe(4);
  });

  it('counts the models of all kinds together, and keeps them apart', async () => {
    const memory = createModelMemory(modelSize(model) * 2);
    const [one, other] = [countingSource(), countingSource()];
    const caches = [one, other].map(({ port }) => createModelCache(port, repositoryModelShape, memory));
    for (const modelOf of caches) await modelOf(repo);
    for (const modelOf of caches) await modelOf(repo);
    expect([one.source.reads, other.source.reads]).toEqual([1, 1]);
    await caches[0]?.({ ...repo, repositoryId: 2 });
    for (const modelOf of caches.toReversed()) await modelOf(repo);
    expect([one.source.reads, other.source.reads]).toEqual([3, 1]);
  });
});
