import type { Tenants } from '../store/core/database.ts';
import { inUnitOfWork } from '../store/core/unit-of-work.ts';
import { knownBefore } from '../store/issues/earlier-issues.ts';
import { createHandlerReads } from '../store/issues/handlers.ts';
import { createInfoRequestStore } from '../store/issues/info-requests.ts';
import { createIssueStore } from '../store/issues/issues.ts';
import { readModelsInUse } from '../store/learning/model-versions.ts';
import { createRankerStore } from '../store/learning/rankers.ts';
import { createTrackRecordStore } from '../store/learning/track-records.ts';
import { createTaughtExamples } from '../store/lessons/taught-examples.ts';
import { createDecisionStore } from '../store/record/decisions.ts';
import { createEffectStore } from '../store/record/effects.ts';
import { createTimelineStore } from '../store/record/timeline.ts';
import { createPublicRepositories } from '../store/repositories/public-repositories.ts';
import { createRepositoryReads } from '../store/repositories/repositories.ts';
import { createDuplicateLinks } from '../store/similar/duplicate-links.ts';
import { createPostings } from '../store/similar/postings.ts';
import { createSimilarStore } from '../store/similar/similar.ts';
import { createThemeStore } from '../store/similar/themes.ts';
import { findTaught } from '../triage/learn/find-taught.ts';
import type { UnitOfWork, UnitStores } from '../triage/ports/unit-of-work.ts';
import { hideVetoed } from '../triage/similar/hide-vetoed.ts';
import { createRankerMemory } from '../triage/similar/ranker-cache.ts';
import { createSimilar } from './create-similar.ts';

/** Creates units of work over a database. What wraps a store elsewhere wraps it here too. */
export function createUnitOfWork(database: Tenants): UnitOfWork {
  const rankers = createRankerMemory();
  return ({ installationId }, work) =>
    inUnitOfWork(database, installationId, (unit) => work(createUnitStores(unit, rankers)));
}

function createUnitStores(unit: Tenants, rankers: ReturnType<typeof createRankerMemory>): UnitStores {
  const issues = createIssueStore(unit);
  const repositories = createRepositoryReads(unit);
  const duplicates = createDuplicateLinks(unit);
  const postings = createPostings(unit);
  const examples = createTaughtExamples(unit);
  const themes = createThemeStore(unit);
  return {
    ...{ issues, repositories },
    timeline: createTimelineStore(unit),
    decisions: hideVetoed(createDecisionStore(unit), duplicates),
    effects: createEffectStore(unit),
    askings: createInfoRequestStore(unit),
    handlers: createHandlerReads(unit),
    taught: (repo, issue) => findTaught({ examples, postings }, repo, issue),
    modelsInUse: (repo) => readModelsInUse(unit, repo),
    learnedState: createTrackRecordStore(unit).learnedState,
    filedBefore: (repo, issue) => knownBefore(unit, repo, issue),
    similar: createSimilar(
      {
        ...{ issues, repositories, duplicates, postings },
        vectors: createSimilarStore(unit),
        publicRepositories: createPublicRepositories(unit),
      },
      rankers(createRankerStore(unit)),
      (repo, number) => themes.dropLinks(repo, number),
    ),
  };
}
