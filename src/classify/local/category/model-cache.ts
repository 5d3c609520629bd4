import { LRUCache } from 'lru-cache';
import type { RepositoryRef } from '../../../domain/issue/repository.ts';
import type { ModelsInUse } from '../../../triage/ports/models.ts';
import { modelFromBytes, type RepositoryModel } from './repository-model.ts';

/** A repository's model as the database keeps it. */
export interface StoredModel {
  version: number;
  bytes: Uint8Array;
}

/** Where models are kept. */
export interface ModelSource {
  /**
   * Version in force, or null while the repository has taught nothing; by `inUse` where that was looked up already. Asked for
   * every issue: make it quick.
   */
  latestVersion(repo: RepositoryRef, inUse?: ModelsInUse): Promise<number | null>;
  getModel(repo: RepositoryRef, version: number): Promise<StoredModel | null>;
}

/** Memory of a model's arrays, in bytes. */
export function modelSize({ local, templates }: RepositoryModel): number {
  const blocks =
    local?.design.blocks.reduce((sum, block) => sum + block.keys.byteLength + block.idf.byteLength, 0) ?? 0;
  return templates.byteLength + blocks + (local?.weights.byteLength ?? 0) + 10_000;
}

/** How bytes become a model, and what it takes in memory. */
export interface ModelShape<M> {
  read: (bytes: Uint8Array) => M;
  size: (model: M) => number;
}

export const repositoryModelShape: ModelShape<RepositoryModel> = { read: modelFromBytes, size: modelSize };

interface Kept {
  model: object;
  version: number;
  /** Memory that it takes. */
  bytes: number;
}

/** Room for models of all kinds and repositories together. */
export type ModelMemory = LRUCache<string, Kept>;

/** @param most bytes of all models together; a repository's take 9.5 MB at most */
export const createModelMemory = (most = 128 * 1024 * 1024): ModelMemory =>
  new LRUCache<string, Kept>({ maxSize: most, sizeCalculation: ({ bytes }) => bytes });

/** All caches of a process share one memory, so that the sum is bounded. */
const processMemory = createModelMemory();
let caches = 0;

/**
 * Keeps models of one kind in memory; where it is short, the least recently used model of any kind is given up first. A new
 * version in the database is seen at the next issue.
 */
export function createModelCache<M extends object>(
  source: ModelSource,
  { read, size }: ModelShape<M>,
  memory: ModelMemory = processMemory,
) {
  const own = ++caches;
  return async (repo: RepositoryRef, inUse?: ModelsInUse): Promise<{ model: M; version: number } | null> => {
    const version = await source.latestVersion(repo, inUse);
    if (version === null) return null;
    const key = `${own}/${repo.repositoryId}`;
    const known = memory.get(key);
    if (known?.version === version) return { model: known.model as M, version };
    const stored = await source.getModel(repo, version);
    if (!stored) return null;
    const model = read(stored.bytes);
    memory.set(key, { model, version, bytes: size(model) });
    return { model, version };
  };
}
