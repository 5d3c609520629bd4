import { generalIdf } from '../classify/embedding/general-idf.ts';
import type { Tenants } from '../store/core/database.ts';
import { inUnitOfWork } from '../store/core/unit-of-work.ts';
import { createInfoRequestStore } from '../store/issues/info-requests.ts';
import { createIssueStore } from '../store/issues/issues.ts';
import { createDecisionStore } from '../store/record/decisions.ts';
import { createEffectStore } from '../store/record/effects.ts';
import { createTimelineStore } from '../store/record/timeline.ts';
import { createRepositoryReads } from '../store/repositories/repositories.ts';
import { createDuplicateLinks } from '../store/similar/duplicate-links.ts';
import { createPostings } from '../store/similar/postings.ts';
import { createSimilarStore } from '../store/similar/similar.ts';
import { createThemeStore } from '../store/similar/themes.ts';
import type { UnitOfWork, UnitStores } from '../triage/ports/unit-of-work.ts';
import { hideVetoed } from '../triage/similar/hide-vetoed.ts';
import { createRankedSimilar } from '../triage/similar/ranked-similar.ts';

/** Creates units of work over a database. What wraps a store elsewhere wraps it here too. */
export function createUnitOfWork(database: Tenants): UnitOfWork {
  return ({ installationId }, work) =>
    inUnitOfWork(database, installationId, (unit) => work(createUnitStores(unit)));
}

function createUnitStores(unit: Tenants): UnitStores {
  const issues = createIssueStore(unit);
  const themes = createThemeStore(unit);
  return {
    issues,
    repositories: createRepositoryReads(unit),
    timeline: createTimelineStore(unit),
    decisions: hideVetoed(createDecisionStore(unit), createDuplicateLinks(unit)),
    effects: createEffectStore(unit),
    askings: createInfoRequestStore(unit),
    similar: createRankedSimilar({
      ...{ issues, postings: createPostings(unit), vectors: createSimilarStore(unit), idf: generalIdf },
      indexed: (repo, number) => themes.dropLinks(repo, number),
    }),
  };
}
