import type { LearnedState } from '../../domain/decide/learned-state.ts';
import type { OtherIssue } from '../../domain/guards/flood.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryKey, RepositoryRef } from '../../domain/issue/repository.ts';
import type { NearTaught } from '../../domain/lessons/mix-taught.ts';
import type { DecisionStore, IssueStore, RepositoryStore, TimelineStore } from './core.ts';
import type { EffectStore } from './effects.ts';
import type { InfoRequestStore } from './follow-up.ts';
import type { ModelsInUse } from './models.ts';
import type { HandlerReads } from './past.ts';
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
  similar: SimilarStore;
  /** Who has handled what. */
  handlers: HandlerReads;
  /** The issues with lessons that are most like this one. */
  taught: (repo: RepositoryRef, issue: Issue) => Promise<NearTaught[]>;
  /** The repository's own models in use. */
  modelsInUse: (repo: RepositoryRef) => Promise<ModelsInUse>;
  /** What the repository has taught. */
  learnedState: (repo: RepositoryRef) => Promise<LearnedState>;
  /** What the author filed within the day before. */
  filedBefore: (repo: RepositoryRef, issue: Issue) => Promise<OtherIssue[]>;
}

/**
 * Runs `work` in one transaction of the repository's tenant, with the stores that belong to it. Never await the network
 * inside, and use no other store there. Write events last, and audit rows before them: both hold locks until the end.
 */
export type UnitOfWork = <T>(
  repository: RepositoryKey,
  work: (stores: UnitStores) => Promise<T>,
) => Promise<T>;
