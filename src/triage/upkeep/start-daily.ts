import type { RepositoryRef } from '../../domain/issue/repository.ts';

/**
 * Begins a repository's daily chore when the repository is first heard of in this process. The chore itself stands once,
 * whoever begins it.
 */
export function createDaily(begin: (repo: RepositoryRef) => Promise<void>) {
  const begun = new Set<string>();
  return async (repo: RepositoryRef): Promise<void> => {
    // Installed anew, it is another installation: the chore ended with the one before.
    const key = `${repo.installationId}/${repo.repositoryId}`;
    if (begun.has(key)) return;
    await begin(repo);
    begun.add(key);
  };
}
