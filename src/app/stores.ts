import type { RepositoryKey } from '../domain/issue/repository.ts';
import type { Queue } from '../queue/queue.ts';
import { createActivityReads } from '../store/console/activity-reads.ts';
import { createTokenStore } from '../store/console/api-tokens.ts';
import { createBacklogReads } from '../store/console/backlog-reads.ts';
import { createConsoleReads } from '../store/console/console-reads.ts';
import { createIdempotencyStore } from '../store/console/idempotency-keys.ts';
import { createInboxReads } from '../store/console/inbox-reads.ts';
import { createLabelReads } from '../store/console/label-reads.ts';
import { createOverviewReads } from '../store/console/overview-reads.ts';
import { createReceivedReads } from '../store/console/received-reads.ts';
import { createRequestReads } from '../store/console/request-reads.ts';
import { createSessionStore } from '../store/console/sessions.ts';
import { createSimilarReads } from '../store/console/similar-reads.ts';
import type { Database } from '../store/core/database.ts';
import { createBackfillStore } from '../store/issues/backfills.ts';
import { earlierOf } from '../store/issues/earlier-issues.ts';
import { createHandlerReads } from '../store/issues/handlers.ts';
import { createInfoRequestStore } from '../store/issues/info-requests.ts';
import { createIssueStore } from '../store/issues/issues.ts';
import { openNumbers } from '../store/issues/open-numbers.ts';
import { createPastStore } from '../store/issues/pasts.ts';
import { createBacktestStore } from '../store/learning/backtests.ts';
import { createJudgedReads } from '../store/learning/judged-issues.ts';
import { createLabelingRuns } from '../store/learning/labeling-runs.ts';
import { readModelVersions } from '../store/learning/model-versions.ts';
import { createModelStore } from '../store/learning/models.ts';
import { createRankerStore } from '../store/learning/rankers.ts';
import { createReplayStore } from '../store/learning/replays.ts';
import { createRoutedReads } from '../store/learning/routed-issues.ts';
import { createTrackRecordStore } from '../store/learning/track-records.ts';
import { createLabelMarkReads } from '../store/lessons/label-marks.ts';
import { createLessonStore } from '../store/lessons/lessons.ts';
import { createRemainingWrites } from '../store/lessons/remaining-writes.ts';
import { createTaughtExamples } from '../store/lessons/taught-examples.ts';
import { createTaughtIssues } from '../store/lessons/taught-issues.ts';
import { createAuditLog } from '../store/record/audit.ts';
import { createAuditExport } from '../store/record/audit-export.ts';
import { createDecisionStore } from '../store/record/decisions.ts';
import { createDismissalStore } from '../store/record/dismissals.ts';
import { createEffectStore } from '../store/record/effects.ts';
import { createNoticeStore } from '../store/record/notices.ts';
import { createOldEvidence } from '../store/record/old-evidence.ts';
import { createSpendingStore } from '../store/record/spending.ts';
import { createTimelineStore } from '../store/record/timeline.ts';
import { createUndoReads } from '../store/record/undo-reads.ts';
import { createCheckpoints } from '../store/repositories/checkpoints.ts';
import { createDeliveryStore } from '../store/repositories/deliveries.ts';
import { findRepository } from '../store/repositories/find-repository.ts';
import { createAccountOf } from '../store/repositories/installation-accounts.ts';
import { installedRepositories } from '../store/repositories/installed-repositories.ts';
import { knownDeliveries } from '../store/repositories/known-deliveries.ts';
import { newestChange } from '../store/repositories/newest-change.ts';
import { createPauseStore } from '../store/repositories/pauses.ts';
import { createPublicRepositories } from '../store/repositories/public-repositories.ts';
import { createRepositoryStore } from '../store/repositories/repositories.ts';
import { repositoriesOf } from '../store/repositories/repositories-of.ts';
import { createDuplicateLinks } from '../store/similar/duplicate-links.ts';
import { createDuplicateWatch } from '../store/similar/duplicate-watch.ts';
import { createLinkedIssues } from '../store/similar/linked-issues.ts';
import { createNearIndexes } from '../store/similar/near-indexes.ts';
import { createPostings } from '../store/similar/postings.ts';
import { createSimilarStore } from '../store/similar/similar.ts';
import { createThemeStore } from '../store/similar/themes.ts';
import { createUnusableLooks } from '../store/similar/unusable-looks.ts';
import { type LearntDimension, learntDimensions } from '../triage/ports/models.ts';

export type Stores = ReturnType<typeof createStores>;

/**
 * Creates every store of a database exactly once, so that each cache, such as pauses, exists once per
 * process. `services.ts` wraps some of them; use those from there.
 */
export function createStores(database: Database, queue: Pick<Queue, 'forgetJobs'>) {
  return {
    ...repositoryStores(database, queue),
    ...issueStores(database),
    ...recordStores(database),
    ...learningStores(database),
    ...similarStores(database),
    ...consoleStores(database),
  };
}

function repositoryStores(database: Database, queue: Pick<Queue, 'forgetJobs'>) {
  return {
    repositories: createRepositoryStore(database, queue.forgetJobs),
    publicRepositories: createPublicRepositories(database),
    pauses: createPauseStore(database),
    deliveries: createDeliveryStore(database),
    checkpoints: createCheckpoints(database),
    findRepository: (key: RepositoryKey) => findRepository(database, key),
    repositoriesOf: (installationId: number) => repositoriesOf(database, installationId),
    installedRepositories: (installationId: number) => installedRepositories(database, installationId),
    knownDeliveries: (ids: readonly string[]) => knownDeliveries(database, ids),
    newestChange: (key: RepositoryKey) => newestChange(database, key),
  };
}

function issueStores(database: Database) {
  return {
    issues: createIssueStore(database),
    infoRequests: createInfoRequestStore(database),
    handlers: createHandlerReads(database),
    pasts: createPastStore(database),
    backfills: createBackfillStore(database),
    earlierOf: earlierOf(database),
    openNumbers: (key: RepositoryKey) => openNumbers(database, key),
  };
}

function recordStores(database: Database) {
  return {
    decisions: createDecisionStore(database),
    effects: createEffectStore(database),
    undo: createUndoReads(database),
    timeline: createTimelineStore(database),
    notices: createNoticeStore(database),
    accountOf: createAccountOf(database),
    dismissals: createDismissalStore(database),
    spending: createSpendingStore(database),
    audit: createAuditLog(database),
    auditExport: createAuditExport(database),
    oldEvidence: createOldEvidence(database),
  };
}

function learningStores(database: Database) {
  return {
    lessons: createLessonStore(database),
    uncorrectedWrites: createRemainingWrites(database),
    taughtExamples: createTaughtExamples(database),
    taughtIssues: createTaughtIssues(database),
    labelMarks: createLabelMarkReads(database),
    /** The repositories' own models, by kind. */
    models: Object.fromEntries(
      learntDimensions.map((kind) => [kind, createModelStore(database, kind)]),
    ) as Record<LearntDimension, ReturnType<typeof createModelStore>>,
    modelVersions: (key: RepositoryKey, kinds: readonly LearntDimension[]) =>
      readModelVersions(database, key, kinds),
    rankers: createRankerStore(database),
    replays: createReplayStore(database),
    trackRecords: createTrackRecordStore(database),
    judged: createJudgedReads(database),
    routed: createRoutedReads(database),
    backtests: createBacktestStore(database),
    labelingRuns: createLabelingRuns(database),
  };
}

function similarStores(database: Database) {
  return {
    vectors: createSimilarStore(database),
    postings: createPostings(database),
    nearIndexes: createNearIndexes(database),
    linkedIssues: createLinkedIssues(database),
    duplicates: createDuplicateLinks(database),
    duplicateWatch: createDuplicateWatch(database),
    unusableLooks: createUnusableLooks(database),
    themes: createThemeStore(database),
  };
}

function consoleStores(database: Database) {
  return {
    consoleReads: createConsoleReads(database),
    inboxReads: createInboxReads(database),
    overviewReads: createOverviewReads(database),
    labelReads: createLabelReads(database),
    activityReads: createActivityReads(database),
    backlogReads: createBacklogReads(database),
    receivedReads: createReceivedReads(database),
    similarReads: createSimilarReads(database),
    requestReads: createRequestReads(database),
    sessions: createSessionStore(database),
    tokens: createTokenStore(database),
    idempotency: createIdempotencyStore(database),
  };
}
