import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';

export interface BacklogReads {
  /** How many open issues were never decided; those of bots and locked ones are left out. */
  count(repository: RepositoryKey): Promise<number>;
  /** The newest of them, with their text. */
  newest(repository: RepositoryKey, limit: number): Promise<Issue[]>;
  /** The numbers of all of them, newest first. */
  numbers(repository: RepositoryKey, limit: number): Promise<number[]>;
  /** Open issues from after the App came that were never decided, or that changed since then (ISO 8601); newest first. */
  changedSince(repository: RepositoryKey, since: string | null, limit: number): Promise<number[]>;
}
