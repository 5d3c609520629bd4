import type { RepositoryKey, RepositoryRef } from '../../domain/issue/repository.ts';
import type { Ranker } from '../../domain/similarity/ranker/ranker.ts';
import type { PastInfoRequest, Retrained } from '../../domain/similarity/ranker/retrain-ranker.ts';
import type { ModelMetrics } from './models.ts';

/** The versions of each repository's own ranker; at most one is in use. */
export interface RankerStore {
  /** Version in use, or null while the repository has taught nothing. Asked for every search. */
  latestVersion(repository: RepositoryKey): Promise<number | null>;
  get(repository: RepositoryKey, version: number): Promise<Ranker | null>;
  /** How the newest version came to be, in use or not. */
  newest(repository: RepositoryKey): Promise<ModelMetrics | null>;
  add(repository: RepositoryKey, ranker: Ranker, metrics: ModelMetrics, use: boolean): Promise<number>;
}

/** Trains rankers, away from the event loop. */
export interface RankerTrainer {
  retrain(task: { askings: PastInfoRequest[]; before: Ranker }, signal?: AbortSignal): Promise<Retrained>;
}

/** What people linked, and issues that nobody linked, for a repository's ranker to learn from. */
export interface LinkedIssues {
  /** Newest links first; `root` is the end of the chain. Links that a model proposed do not count before a person let them stand. */
  linked(repo: RepositoryRef, most: number): Promise<{ number: number; root: number }[]>;
  /** Numbers of the newest issues that nobody linked. */
  unlinked(repo: RepositoryRef, most: number): Promise<number[]>;
}
