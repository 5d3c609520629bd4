import type { RepositoryRef } from './domain/repository.ts';

/**
 * Begins a repository's daily chore when the repository is first heard of in this process. The chore itself stands once,
 * whoever begins it.
 */
export function createDaily(begin: (repo: RepositoryRef) => Promise<void>) {
  const begun = new Set<number>();
  return async (repo: RepositoryRef): Promise<void> => {
    if (begun.has(repo.repositoryId)) return;
    await begin(repo);
    begun.add(repo.repositoryId);
  };
}
