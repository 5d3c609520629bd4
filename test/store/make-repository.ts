import type { Issue } from '../../src/domain/issue/issue.ts';
import type { RepositoryRef } from '../../src/domain/issue/repository.ts';

let next = 1_000;

/** A repository that no other test knows. */
export function makeRepository(given: Partial<RepositoryRef> = {}): RepositoryRef {
  next += 1;
  return {
    installationId: next,
    repositoryId: next * 10,
    owner: 'tide',
    name: `chart-${next}`,
    private: false,
    ...given,
  };
}

export function makeIssue(repo: RepositoryRef, number: number, given: Partial<Issue> = {}): Issue {
  return {
    repositoryId: repo.repositoryId,
    number,
    title: `The harbour light number ${number} is out`,
    body: 'Since the storm.',
    author: { login: 'maren', id: 4, kind: 'person' },
    authorAssociation: 'NONE',
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    type: null,
    locked: false,
    createdAt: '2026-11-01T08:00:00Z',
    updatedAt: '2026-11-01T08:00:00Z',
    closedAt: null,
    ...given,
  };
}
