import type { RepositoryRef } from '../../src/domain/issue/repository.ts';

let made = 0;

/** A repository of its own for each history: they share a database, and nothing else. */
export function nextRepository(): RepositoryRef {
  made += 1;
  return {
    installationId: 50_000 + made,
    repositoryId: 900_000 + made,
    owner: 'acme',
    name: `widgets-${made}`,
    private: false,
  };
}
