import { shippedPrior } from '../../classify/local/prior/shipped-prior.ts';
import { Postponed } from '../../domain/issue/postponed.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import { createPast } from '../../github/calls/past.ts';
import type { ChoreEnd, DoChore } from '../../queue/chores.ts';
import { isForgottenInstallation } from '../../store/core/database-error.ts';
import { loadSettings } from '../../triage/core/load-settings.ts';
import { loadTaxonomy } from '../../triage/core/load-taxonomy.ts';
import { acceptWhatStands } from '../../triage/learn/record-lesson.ts';
import { trainModel } from '../../triage/learn/train-model.ts';
import { type BackfillDeps, stepBackfill } from '../../triage/past/backfill.ts';
import { type ChoreKind, choreId } from '../../triage/ports/chores.ts';
import { learntDimensions } from '../../triage/ports/models.ts';
import { createAutonomyChores } from './autonomy-chores.ts';
import type { ChoreParts } from './chore-parts.ts';
import { createBacktestChore } from './create-backtest-chore.ts';
import { createReconcileRepositories } from './create-reconcile-repositories.ts';
import { createSimilarChores } from './create-similar-chores.ts';
import { createUpkeep } from './create-upkeep.ts';

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
  const kinds: Record<
    ChoreKind,
    (place: RepositoryKey, signal: AbortSignal, rest: string[]) => Promise<ChoreEnd>
  > = {
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
    ...createReconcileRepositories(parts),
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

function backfillDeps({ services, octokit }: ChoreParts): BackfillDeps {
  const { backfills, pasts, issues, repositories, embedder, vectors, postings } = services;
  return {
    past: createPast(octokit),
    backfills,
    pasts,
    issues,
    repositories,
    embedder,
    vectors,
    postings,
    now: Date.now,
  };
}

/** Accepts what stood for long; true where more waits. */
function createAccept({ services }: ChoreParts) {
  const { lessons, uncorrectedWrites: standing, decisions } = services;
  return async (place: RepositoryKey) => {
    const repo = await services.findRepository(place);
    return repo !== null && acceptWhatStands({ lessons, standing, decisions }, repo, Date.now());
  };
}

function createTrain({ services, github, trainer }: ChoreParts) {
  const { repositories, taughtIssues: taught } = services;
  const basis = shippedPrior().version;
  return async (place: RepositoryKey, signal: AbortSignal) => {
    const repo = await services.findRepository(place);
    if (!repo || (await repositories.isPaused(repo))) return [];
    const deps = { github: await github(repo.installationId), repositories };
    const { settings } = await loadSettings(deps, repo);
    const meanings = await loadTaxonomy(deps, repo, settings);
    const issues = await taught.newest(repo, mostTaught);
    const learnt = [];
    for (const dimension of learntDimensions) {
      const models = services.models[dimension];
      const subject = { dimension, issues, meanings };
      const one = await trainModel({ models, trainer, basis }, repo, subject, signal);
      if (one) learnt.push({ dimension, ...one });
    }
    return learnt;
  };
}
