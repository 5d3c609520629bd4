import { describe, expect, it } from 'vitest';
import type { RepositoryKey } from '../../../src/domain/issue/repository.ts';
import {
  forEveryRepository,
  reconcileRepositories,
} from '../../../src/triage/chores/reconcile-repositories.ts';
import type { Embedder } from '../../../src/triage/ports/search.ts';

const gone = new Error('the installation was removed');
const keysOf: Record<number, RepositoryKey[] | Error> = {
  1: [{ installationId: 1, repositoryId: 10 }],
  2: gone,
  3: [
    { installationId: 3, repositoryId: 30 },
    { installationId: 3, repositoryId: 31 },
  ],
};
const every = {
  appReads: { installations: async () => [1, 2, 3] },
  installedRepositories: async (id: number) => {
    const keys = keysOf[id];
    if (!keys || keys instanceof Error) throw keys;
    return keys;
  },
  isForgotten: (error: unknown) => error === gone,
};

describe('forEveryRepository', () => {
  it('skips an installation that was removed, and no other', async () => {
    const seen: number[] = [];
    await forEveryRepository(every, async ({ repositoryId }) => void seen.push(repositoryId));
    expect(seen).toEqual([10, 30, 31]);
  });

  it('lets every other error through', async () => {
    const boom = new Error('boom');
    await expect(forEveryRepository(every, () => Promise.reject(boom))).rejects.toBe(boom);
  });
});

describe('reconcileRepositories', () => {
  it('begins a backfill that never began, and queues what lacks a vector', async () => {
    const calls: string[] = [];
    const deps: Parameters<typeof reconcileRepositories>[0] = {
      ...every,
      findRepository: async (key) => ({
        ...key,
        owner: 'acme',
        name: `r${key.repositoryId}`,
        private: false,
      }),
      repositories: { getSettings: async () => null } as never,
      chores: {
        add: async (id) => void calls.push(`add ${id}`),
        hurry: async (id) => void calls.push(`hurry ${id}`),
      },
      backfills: {
        get: async ({ repositoryId }) => (repositoryId === 10 ? ({ state: 'done' } as never) : null),
        begin: async ({ repositoryId }) => void calls.push(`begin ${repositoryId}`),
      },
      themes: {
        lacking: async ({ repositoryId }, part) => (repositoryId === 31 && part === 'index' ? [4] : []),
      },
      embedder: { model: 'local' } as Embedder,
    };
    expect(await reconcileRepositories(deps)).toBe('done');
    expect(calls).toEqual([
      ...['begin 30', 'add backfill/3/30'],
      ...['hurry themes/3/31', 'begin 31', 'add backfill/3/31'],
    ]);
  });
});
