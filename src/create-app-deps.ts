import { createHash } from 'node:crypto';
import { choreId } from './chore-id.ts';
import { createCascade } from './classify/cascade.ts';
import { detectLanguage } from './classify/language/detect-language.ts';
import { redactSecrets } from './classify/llm/redact.ts';
import { createDaily } from './create-daily.ts';
import { createEmbedder } from './create-embedder.ts';
import type { HostedModels } from './create-hosted-models.ts';
import { createLessons } from './create-lessons.ts';
import { createLocalEvidence } from './create-local-evidence.ts';
import { createSimilar } from './create-similar.ts';
import type { AppDeps } from './github/app-deps.ts';
import { createLaterBox } from './queue/later-box.ts';
import type { Queue } from './queue/queue.ts';
import { createAskingStore } from './store/askings.ts';
import { createBackfillStore } from './store/backfills.ts';
import type { Database } from './store/database.ts';
import { createDecisionStore } from './store/decisions.ts';
import { createDuplicateLinks } from './store/duplicate-links.ts';
import { earlierOf } from './store/earlier-issues.ts';
import { createEffectStore } from './store/effects.ts';
import { createHandlerReads } from './store/handlers.ts';
import { createIssueStore } from './store/issues.ts';
import { createNoticeStore } from './store/notices.ts';
import { createRepositoryStore } from './store/repositories.ts';
import { repositoriesOf } from './store/repositories-of.ts';
import { createStandingWrites } from './store/standing-writes.ts';
import { createStandingStore } from './store/standings.ts';
import { createTimelineStore } from './store/timeline.ts';
import { createUndoReads } from './store/undo-reads.ts';
import { hideVetoed } from './triage/hide-vetoed.ts';
import { createIssueTypes } from './triage/issue-types.ts';
import { createLearnedState } from './triage/learned-state.ts';

/** What the handlers work with, over this database; GitHub, the freshness of deliveries and hosted models are the caller's. */
export function createAppDeps(
  database: Database,
  queue: Pick<Queue, 'forgetJobs' | 'enqueue'> & { chores: Pick<Queue['chores'], 'add' | 'hurry'> },
  {
    gateway,
    appReads,
    isStale,
    hosted = {},
    editSeconds = 30,
  }: Pick<AppDeps, 'gateway' | 'appReads' | 'isStale'> & { hosted?: HostedModels; editSeconds?: number },
): AppDeps {
  const issues = createIssueStore(database);
  const backfills = createBackfillStore(database);
  const duplicates = createDuplicateLinks(database);
  const learnedState = createLearnedState(createStandingStore(database));
  return {
    repositories: createRepositoryStore(database, queue.forgetJobs),
    issues,
    timeline: createTimelineStore(database),
    duplicates,
    gateway,
    appReads,
    editSeconds,
    catchUp: (installationId) => queue.chores.add(choreId('catch-up', { installationId, repositoryId: 0 })),
    async settingsChanged(repo, everywhere) {
      const places = everywhere ? await repositoriesOf(database, repo.installationId) : [repo];
      for (const place of places) await queue.chores.hurry(choreId('themes', place));
    },
    async readPast(repo) {
      await backfills.begin(repo);
      await queue.chores.add(choreId('backfill', repo));
    },
    learning: {
      lessons: createLessons(database, queue),
      standing: createStandingWrites(database),
      acceptDaily: createDaily(async (repo) => {
        await queue.chores.add(choreId('accept', repo));
        await queue.chores.add(choreId('daily', repo));
      }),
    },
    commands: {
      undo: createUndoReads(database),
      links: duplicates,
    },
    isStale,
    triage: {
      similar: createSimilar(database, queue, { looksAgain: Object.keys(hosted).length > 0 }),
      decisions: hideVetoed(createDecisionStore(database), duplicates),
      issueTypes: createIssueTypes(Date.now),
      effects: createEffectStore(database),
      embedder: createEmbedder(hosted),
      evidencer: createCascade({
        base: createLocalEvidence(database),
        hosted,
        learnedState,
      }),
      handlers: createHandlerReads(database),
      guards: { notices: createNoticeStore(database), redact: redactSecrets, earlierOf: earlierOf(database) },
      later: createLaterBox(database, queue),
      askings: createAskingStore(database),
      learnedState,
      detectLanguage,
      hash: (text) => createHash('sha256').update(text).digest('hex'),
      now: () => performance.now(),
    },
  };
}
