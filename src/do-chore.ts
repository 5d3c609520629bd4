import type { Probot } from 'probot';
import { createLocalEmbedder } from './classify/embedding/local-embedder.ts';
import { RateLimited } from './github/call.ts';
import { createPast } from './github/past.ts';
import type { Logger } from './ops/logger.ts';
import type { ChoreEnd, DoChore } from './queue/chores.ts';
import { createBackfillStore } from './store/backfills.ts';
import type { Database } from './store/database.ts';
import { isForgottenInstallation } from './store/database-error.ts';
import { createIssueStore } from './store/issues.ts';
import { createPastStore } from './store/pasts.ts';
import { createPostings } from './store/postings.ts';
import { createRepositoryStore } from './store/repositories.ts';
import { createSimilarStore } from './store/similar.ts';
import { type BackfillDeps, stepBackfill } from './triage/backfill.ts';
import type { Place } from './triage/past-ports.ts';

type Kind = 'backfill';

/** The id of a chore: what is to be done, and for which repository. */
export const choreId = (kind: Kind, { installationId, repositoryId }: Place) =>
  `${kind}/${installationId}/${repositoryId}`;

/** What the worker does where it has time. GitHub's wish to wait is kept; a repository that was forgotten is left. */
export function createDoChore({ database, queue, log }: ChoreParts, probot: Pick<Probot, 'auth'>): DoChore {
  const backfill = backfillDeps(database, queue, probot);
  const kinds: Record<Kind, (place: Place) => Promise<ChoreEnd>> = {
    async backfill(place) {
      const step = await stepBackfill(backfill, place);
      if (step === 'done') return 'done';
      return { againAfterSeconds: step === 'more' ? 0 : step.restSeconds };
    },
  };
  return async (id) => {
    const [kind = '', installationId, repositoryId] = id.split('/');
    const doIt = Object.hasOwn(kinds, kind) ? kinds[kind as Kind] : null;
    if (!doIt) throw new Error(`no chore is called ${kind}`);
    try {
      return await doIt({ installationId: Number(installationId), repositoryId: Number(repositoryId) });
    } catch (error) {
      if (isForgottenInstallation(error)) return 'done';
      if (error instanceof RateLimited) return { againAfterSeconds: error.retryAfterSeconds };
      log.error({ err: error, chore: id }, 'a chore failed; it is tried again');
      throw error;
    }
  };
}

interface ChoreParts {
  database: Database;
  queue: { forgetJobs: Parameters<typeof createRepositoryStore>[1] };
  log: Logger;
}

function backfillDeps(
  database: Database,
  queue: ChoreParts['queue'],
  probot: Pick<Probot, 'auth'>,
): BackfillDeps {
  return {
    past: createPast((installationId) => probot.auth(installationId)),
    backfills: createBackfillStore(database),
    pasts: createPastStore(database),
    issues: createIssueStore(database),
    repositories: createRepositoryStore(database, queue.forgetJobs),
    embedder: createLocalEmbedder(),
    vectors: createSimilarStore(database),
    postings: createPostings(database),
    now: Date.now,
  };
}
