import { createCascade } from '../classify/cascade.ts';
import type { OperatorLimits } from '../domain/settings/unmet-wishes.ts';
import { createDelayedWork } from '../queue/delayed-work.ts';
import { createFailureActions } from '../queue/failure-actions.ts';
import type { Queue } from '../queue/queue.ts';
import { createUserRequests } from '../queue/user-requests.ts';
import type { Database } from '../store/core/database.ts';
import { createSettingsActions } from '../store/repositories/settings-reads.ts';
import { createLearnedState } from '../triage/decide/learned-state.ts';
import type { Evidencer } from '../triage/ports/core.ts';
import { hideVetoed } from '../triage/similar/hide-vetoed.ts';
import { createRankerCache } from '../triage/similar/ranker-cache.ts';
import { createEmbedder } from './create-embedder.ts';
import { createExampleMemory } from './create-example-memory.ts';
import type { HostedModels } from './create-hosted-models.ts';
import { createLessons } from './create-lessons.ts';
import { createLocalEvidence } from './create-local-evidence.ts';
import { createPausing } from './create-pausing.ts';
import { createAfterIndexing, createSimilar } from './create-similar.ts';
import { createUndoActions } from './create-undo-actions.ts';
import { createUnitOfWork } from './create-unit-of-work.ts';
import { createStores, type Stores } from './stores.ts';

/** The queue operations that services need. Tests and scripts that run no jobs provide less than a started queue. */
export type ServiceQueue = Pick<Queue, 'forgetJobs' | 'enqueue' | 'revive'> & {
  chores: Pick<Queue['chores'], 'add' | 'hurry'>;
};

export interface ServiceParts {
  database: Database;
  queue: ServiceQueue;
  /** Stores that are already open because something else had to read them first. */
  stores?: Stores;
  /** Hosted models with a configured key. */
  hosted?: HostedModels;
  /** Server-wide limits on repository settings. */
  limits?: OperatorLimits;
}

export type Services = ReturnType<typeof createServices>;

/**
 * Creates what web, worker and chores share in one process: the stores and their wrappers. A store that is
 * wrapped here (lessons that schedule training, decisions without dismissed duplicates, pauses that resume
 * work) must only be used through its wrapper. Models are loaded on first use, so a process that only serves
 * pages loads none.
 */
export function createServices({
  database,
  queue,
  stores = createStores(database, queue),
  hosted = {},
  limits,
}: ServiceParts) {
  const examples = createExampleMemory(stores);
  const learnedState = createLearnedState(stores.trackRecords);
  const requests = createUserRequests(database, queue);
  const localEvidence = onFirstUse(() => createLocalEvidence({ models: stores.models, examples }));
  return {
    ...stores,
    hosted,
    examples,
    learnedState,
    requests,
    localEvidence,
    lessons: createLessons(stores.lessons, queue),
    decisions: hideVetoed(stores.decisions, stores.duplicates),
    pauses: createPausing(stores, queue),
    later: createDelayedWork(database, queue),
    failures: createFailureActions(database, queue),
    settingsReads: createSettingsActions(database, Object.keys(hosted), limits),
    undoActions: createUndoActions(stores, requests),
    embedder: createEmbedder(hosted),
    similar: createSimilar(stores, createRankerCache(stores.rankers)),
    indexed: createAfterIndexing(queue, { looksAgain: Object.keys(hosted).length > 0 }),
    unit: createUnitOfWork(database),
    evidencer: createCascade({
      ...{ base: localEvidence, hosted, learnedState },
      shareOfLabeled: stores.repositories.shareOfLabeled,
    }),
  };
}

/** Creates the evidencer on its first use. */
function onFirstUse(make: () => Evidencer): Evidencer {
  let made: Evidencer | null = null;
  return {
    gather(input) {
      made ??= make();
      return made.gather(input);
    },
  };
}
