import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { DecisionStore, IssueStore, RepositoryStore, TimelineStore } from './core.ts';
import type { EffectStore } from './effects.ts';
import type { InfoRequestStore } from './follow-up.ts';
import type { SimilarStore } from './search.ts';

/** What is read of a repository in a unit of work; what changes it is written apart. */
export type RepositoryReads = Pick<
  RepositoryStore,
  'getRepository' | 'isPaused' | 'getSettings' | 'getLabels' | 'knownLabels' | 'labelUse'
>;

/** The stores of one unit of work: all that is read through them is one transaction, and so is all that is written. */
export interface UnitStores {
  repositories: RepositoryReads;
  issues: IssueStore;
  timeline: TimelineStore;
  decisions: DecisionStore;
  effects: EffectStore;
  askings: InfoRequestStore;
  /** Puts an issue into the index of similar issues. */
  similar: Pick<SimilarStore, 'saveEmbedding'>;
}

/**
 * Runs `work` in one transaction of the repository's tenant, with the stores that belong to it. Never await the network
 * inside, and use no other store there. Write events last, and audit rows before them: both hold locks until the end.
 */
export type UnitOfWork = <T>(
  repository: RepositoryKey,
  work: (stores: UnitStores) => Promise<T>,
) => Promise<T>;
