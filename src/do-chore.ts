import { createAutonomyChores } from './autonomy-chores.ts';
import { type ChoreKind, choreId } from './chore-id.ts';
import type { ChoreParts } from './chore-parts.ts';
import { shippedPrior } from './classify/local/prior/shipped-prior.ts';
import { createBacktestChore } from './create-backtest-chore.ts';
import { createEmbedder } from './create-embedder.ts';
import { createLessons } from './create-lessons.ts';
import { createLookAround } from './create-look-around.ts';
import { createSimilarChores } from './create-similar-chores.ts';
import { createUpkeep } from './create-upkeep.ts';
import { Postponed } from './domain/postponed.ts';
import { createPast } from './github/past.ts';
import type { ChoreEnd, DoChore } from './queue/chores.ts';
import { createBackfillStore } from './store/backfills.ts';
import { isForgottenInstallation } from './store/database-error.ts';
import { createDecisionStore } from './store/decisions.ts';
import { findRepository } from './store/find-repository.ts';
import { createIssueStore } from './store/issues.ts';
import { createModelStore } from './store/models.ts';
import { createPastStore } from './store/pasts.ts';
import { createPostings } from './store/postings.ts';
import { createRepositoryStore } from './store/repositories.ts';
import { createSimilarStore } from './store/similar.ts';
import { createStandingWrites } from './store/standing-writes.ts';
import { createTaughtIssues } from './store/taught-issues.ts';
import { type BackfillDeps, stepBackfill } from './triage/backfill.ts';
import { acceptWhatStands } from './triage/learn.ts';
import { learnDimension } from './triage/learn-dimension.ts';
import { loadSettings } from './triage/load-settings.ts';
import { loadTaxonomy } from './triage/load-taxonomy.ts';
import { learntDimensions } from './triage/model-ports.ts';
import type { Place } from './triage/past-ports.ts';

/** At most this many issues teach: the newest. */
const mostTaught = 5_000;
/** What came in while a training ran is looked at after this, in seconds. */
const lookAgainAfter = 60;
const daySeconds = 86_400;

/** What the worker does where it has time. GitHub's wish to wait is kept; a repository that was forgotten is left. */
export function createDoChore(parts: ChoreParts): DoChore {
  const { queue, log } = parts;
  const backfill = backfillDeps(parts);
  const train = createTrain(parts);
  const accept = createAccept(parts);
  const { replay, standings, wasReplayed } = createAutonomyChores(parts);
  const kinds: Record<ChoreKind, (place: Place, signal: AbortSignal, rest: string[]) => Promise<ChoreEnd>> = {
    ...createSimilarChores(parts),
    async backfill(place) {
      const step = await stepBackfill(backfill, place);
      if (step === 'done') await queue.chores.add(choreId('train', place));
      if (step === 'done') await queue.chores.add(choreId('themes', place));
      if (step === 'done') return 'done';
      return { againAfterSeconds: step === 'more' ? 0 : step.restSeconds };
    },
    async train(place, signal) {
      const learnt = await train(place, signal);
      for (const { dimension, version, metrics } of learnt) {
        const { lessons, verdict, rightBefore } = metrics;
        const heldOut = { issues: metrics.heldOut.length, right: metrics.right.length, rightBefore };
        log.info({ ...place, dimension, version, lessons, heldOut, verdict }, 'a model was trained');
      }
      const changed = learnt.length > 0 || !(await wasReplayed(place));
      await queue.chores.add(choreId(changed ? 'replay' : 'standings', place));
      return learnt.length > 0 ? { againAfterSeconds: lookAgainAfter } : 'done';
    },
    async accept(place) {
      return { againAfterSeconds: (await accept(place)) ? 0 : daySeconds };
    },
    replay,
    standings,
    ...createBacktestChore(parts),
    ...createLookAround(parts),
    ...createUpkeep(parts),
  };
  return async (id, { signal }) => {
    const [kind = '', installationId, repositoryId, ...rest] = id.split('/');
    const doIt = Object.hasOwn(kinds, kind) ? kinds[kind as ChoreKind] : null;
    if (!doIt) {
      // Left over from another version: no try would ever succeed.
      log.error({ chore: id }, 'a chore of an unknown kind was dropped');
      return 'done';
    }
    try {
      const place = { installationId: Number(installationId), repositoryId: Number(repositoryId) };
      return await doIt(place, signal, rest);
    } catch (error) {
      if (isForgottenInstallation(error)) return 'done';
      if (error instanceof Postponed) return { againAfterSeconds: Math.ceil(error.afterSeconds) };
      if (!signal.aborted) log.error({ err: error, chore: id }, 'a chore failed; it is tried again');
      throw error;
    }
  };
}

function backfillDeps({ database, queue, octokit, hosted = {} }: ChoreParts): BackfillDeps {
  return {
    past: createPast(octokit),
    backfills: createBackfillStore(database),
    pasts: createPastStore(database),
    issues: createIssueStore(database),
    repositories: createRepositoryStore(database, queue.forgetJobs),
    embedder: createEmbedder(hosted),
    vectors: createSimilarStore(database),
    postings: createPostings(database),
    now: Date.now,
  };
}

/** Accepts what stood for long; true where more waits. */
function createAccept({ database, queue }: ChoreParts) {
  const deps = {
    lessons: createLessons(database, queue),
    standing: createStandingWrites(database),
    decisions: createDecisionStore(database),
  };
  return async (place: Place) => {
    const repo = await findRepository(database, place);
    return repo !== null && acceptWhatStands(deps, repo, Date.now());
  };
}

function createTrain({ database, queue, github, trainer }: ChoreParts) {
  const repositories = createRepositoryStore(database, queue.forgetJobs);
  const taught = createTaughtIssues(database);
  const basis = shippedPrior().version;
  return async (place: Place, signal: AbortSignal) => {
    const repo = await findRepository(database, place);
    if (!repo || (await repositories.isPaused(repo))) return [];
    const deps = { github: await github(repo.installationId), repositories };
    const { settings } = await loadSettings(deps, repo);
    const meanings = await loadTaxonomy(deps, repo, settings);
    const issues = await taught.newest(repo, mostTaught);
    const learnt = [];
    for (const dimension of learntDimensions) {
      const models = createModelStore(database, dimension);
      const subject = { dimension, issues, meanings };
      const one = await learnDimension({ models, trainer, basis }, repo, subject, signal);
      if (one) learnt.push({ dimension, ...one });
    }
    return learnt;
  };
}
