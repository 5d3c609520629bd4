import { isUnsure } from '../classify/is-unsure.ts';
import { countPrompt, estimatePrices } from '../classify/llm/estimate-prices.ts';
import { localBasis } from '../classify/local/local-basis.ts';
import { createSimilarityThread } from '../classify/similarity/similarity-thread.ts';
import type { ChoreEnd } from '../domain/issue/chore-end.ts';
import { Postponed } from '../domain/issue/postponed.ts';
import type { RepositoryKey, RepositoryRef } from '../domain/issue/repository.ts';
import type { ServesAccount } from '../domain/settings/serves-account.ts';
import { createDuplicateReads } from '../github/calls/duplicate-reads.ts';
import { createPast, type InstallationOctokit } from '../github/calls/past.ts';
import { type RedeliveryDeps, sweepRedeliveries } from '../github/redelivery/redelivery.ts';
import type { Logger } from '../ops/logger.ts';
import type { DoChore } from '../queue/chores.ts';
import type { Queue } from '../queue/queue.ts';
import { isForgottenInstallation } from '../store/core/database-error.ts';
import { catchUpRepository, checkInstallations } from '../triage/chores/check-installations.ts';
import { forEveryRepository, reconcileRepositories } from '../triage/chores/reconcile-repositories.ts';
import { replayHistory, updateTrackRecords } from '../triage/chores/replay-history.ts';
import { resumeTriage } from '../triage/chores/resume-triage.ts';
import { runBacktest } from '../triage/chores/run-backtest.ts';
import { trainModels } from '../triage/chores/train-models.ts';
import { updateSimilar } from '../triage/chores/update-similar.ts';
import { proposeDuplicate } from '../triage/duplicates/propose-duplicate.ts';
import { sweepDuplicates } from '../triage/duplicates/sweep-duplicates.ts';
import { acceptWhatStands } from '../triage/learn/record-lesson.ts';
import { stepBackfill } from '../triage/past/backfill.ts';
import { type Chore, type ChoreKind, choreId, readAppSwitch } from '../triage/ports/chores.ts';
import type { GitHub } from '../triage/ports/core.ts';
import type { AppReads } from '../triage/ports/follow-up.ts';
import type { FormHabitLearner, Trainer } from '../triage/ports/models.ts';
import type { ReplayTrainer } from '../triage/ports/track-records.ts';
import { buildInBackground } from '../triage/similar/build-in-background.ts';
import { followUp } from '../triage/upkeep/follow-up.ts';
import { forgetOld } from '../triage/upkeep/forget-old.ts';
import { labelPast } from '../triage/weak-labels/label-past.ts';
import { batchLabelers, type HostedModels } from './create-hosted-models.ts';
import { reasonOf } from './create-reason-not-served.ts';
import type { Services } from './services.ts';

export interface ChoreParts {
  services: Services;
  queue: Pick<Queue, 'chores'>;
  appReads: AppReads;
  /** Which accounts' installations are looked after; all where it is not given. */
  serves?: ServesAccount | undefined;
  /** The Octokit of the App itself. */
  asApp: RedeliveryDeps['asApp'];
  log: Logger;
  octokit: InstallationOctokit;
  github: (installationId: number) => Promise<GitHub>;
  trainer: Trainer & ReplayTrainer & FormHabitLearner;
}

const daySeconds = 86_400;
/** Between two looks at GitHub's list of deliveries. */
const sweepSeconds = 120;

/** Queued at every start; they queue themselves again. */
export const upkeepIds = (['redelivery', 'installations', 'hosted-models'] as const).map((kind) =>
  choreId(kind, { installationId: 0, repositoryId: 0 }),
);

/**
 * Runs a chore by its id: the kind, the repository, and what the kind adds. A wait that GitHub asked for is kept, and chores
 * of a removed installation end.
 */
export function createDoChore(parts: ChoreParts): DoChore {
  const { log, services, serves = () => true } = parts;
  const kinds = createChoreTable(parts);
  return async (id, { signal }) => {
    const [kind = '', installationId, repositoryId, ...rest] = id.split('/');
    const run = Object.hasOwn(kinds, kind) ? kinds[kind as ChoreKind] : null;
    if (!run) {
      // Queued by another version: no retry would ever succeed.
      log.error({ chore: id }, 'chore of an unknown kind dropped');
      return 'done';
    }
    try {
      const key = { installationId: Number(installationId), repositoryId: Number(repositoryId) };
      const notServed =
        key.installationId > 0 ? await reasonOf(key.installationId, serves, services.accountOf) : null;
      if (notServed !== null) {
        log.info({ chore: id, reason: notServed }, 'chore put off');
        return { againAfterSeconds: daySeconds };
      }
      return await run(key, signal, rest);
    } catch (error) {
      if (isForgottenInstallation(error)) return 'done';
      if (error instanceof Postponed) return { againAfterSeconds: Math.ceil(error.afterSeconds) };
      if (!signal.aborted) log.error({ err: error, chore: id }, 'chore failed, will be retried');
      throw error;
    }
  };
}

/** What each kind of chore runs, with what it needs. */
function createChoreTable(parts: ChoreParts): Record<ChoreKind, Chore> {
  const { services, queue, log, octokit, github, trainer, appReads } = parts;
  const { repositories, issues, decisions, findRepository, later, pauses } = services;
  const { chores } = queue;
  const common = { findRepository, github, repositories, log };
  const past = createPast(octokit);
  const taught = services.taughtIssues;
  const records = {
    ...{ ...common, taught, trainer, replays: services.replays },
    ...{ judged: services.judged, routed: services.routed },
    standings: services.trackRecords,
  };
  const everywhere = {
    appReads,
    installedRepositories: services.installedRepositories,
    isForgotten: isForgottenInstallation,
  };
  const catchUp = { ...common, ...services, past, chores, later };
  const similar = similarDeps(services);
  const thread = closedOnStop(createSimilarityThread());
  const near = buildInBackground(services.nearIndexes);

  /** Runs `work` unless the repository was removed. */
  const onRepository =
    (work: (repo: RepositoryRef, key: RepositoryKey) => Promise<ChoreEnd>): Chore =>
    async (key) => {
      const repo = await findRepository(key);
      return repo ? work(repo, key) : 'done';
    };

  return {
    async redelivery() {
      const { checkpoints: marks, knownDeliveries: known } = services;
      const swept = await sweepRedeliveries({ asApp: parts.asApp, marks, known, now: Date.now });
      if (swept.asked > 0) log.info(swept, 'redeliveries requested for missed deliveries');
      return { againAfterSeconds: sweepSeconds };
    },
    installations: () => checkInstallations({ ...catchUp, appReads, checkpoints: services.checkpoints }),
    // Providers announce when they shut a model down; whoever runs the App has to hear of it in time.
    async 'hosted-models'() {
      for (const model of Object.values(services.hosted)) await model.lookUpEnd?.();
      return { againAfterSeconds: daySeconds };
    },
    'catch-up': (key, _signal, [seconds = '0']) => catchUpRepository(catchUp, key, Number(seconds)),
    daily: onRepository(async (repo) => {
      const { unit } = services;
      const shared = {
        ...{ github: await github(repo.installationId), unit },
        ...{ repositories, issues, now: Date.now },
      };
      const asked = { effects: services.effects, decisions, askings: services.infoRequests };
      await followUp({ ...shared, ...asked }, repo);
      await forgetOld({ ...shared, decisions: services.oldEvidence }, repo);
      return { againAfterSeconds: daySeconds };
    }),
    async backfill(key) {
      const step = await stepBackfill({ ...services, past, now: Date.now }, key);
      if (step !== 'done') return { againAfterSeconds: step === 'more' ? 0 : step.restSeconds };
      await chores.add(choreId('train', key));
      await chores.add(choreId('themes', key));
      return 'done';
    },
    train: (key, signal) => {
      const basis = localBasis();
      const { labelMarks: marks, models } = services;
      const weak = services.labelingRuns;
      return trainModels({ ...records, chores, marks, models, basis, weakLabels: weak }, key, signal);
    },
    accept: onRepository(async (repo) => {
      const { lessons, uncorrectedWrites: standing } = services;
      const more = await acceptWhatStands({ lessons, standing, decisions }, repo, Date.now());
      return { againAfterSeconds: more ? 0 : daySeconds };
    }),
    themes: (key, signal) => {
      const { linkedIssues: links, rankers, notices } = services;
      const drawer = thread(signal);
      const themes = { themes: services.themes, drawer, notices, now: Date.now };
      const ranking = { ...similar, links, rankers, trainer: drawer };
      return updateSimilar({ ...common, similar, themes, ranking, near }, key, signal);
    },
    duplicates: onRepository(async (repo, key) => {
      const deps = { repositories, issues, duplicates: services.duplicates, decisions, now: Date.now };
      const { duplicateWatch: watch, lessons, effects, unit } = services;
      const people = { watch, lessons, effects, unit };
      const reads = createDuplicateReads(await octokit(repo.installationId));
      await sweepDuplicates({ ...deps, ...people, reads, github: await github(repo.installationId) }, repo);
      // A burst of similar issues ends by itself, even if no new one arrives.
      await chores.add(choreId('themes', key));
      return { againAfterSeconds: daySeconds };
    }),
    'second-look': async (key, _signal, [number]) => {
      const repo = await findRepository(key);
      if (!repo) return 'done';
      const { duplicates, postings } = services;
      const deps = { repositories, issues, duplicates, postings, decisions };
      const models = secondLookModels(services.hosted);
      const kept = { looks: services.unusableLooks, now: Date.now };
      await proposeDuplicate(
        { ...deps, ...kept, models, github: await github(key.installationId) },
        repo,
        Number(number),
      );
      return 'done';
    },
    backtest: (key, signal) =>
      runBacktest(
        { ...common, taught, trainer, isUnsure, countPrompt, estimatePrices, backtests: services.backtests },
        key,
        signal,
      ),
    'weak-labels': (key) =>
      labelPast(
        { ...common, chores, taught, runs: services.labelingRuns, labelers: batchLabelers(services.hosted) },
        key,
      ),
    replay: (key, signal) => replayHistory(records, key, signal),
    standings: (key) => updateTrackRecords(records, key),
    resume: (key) => resumeTriage({ pauses, backlog: services.backlogReads, later }, key),
    'resume-all': () => forEveryRepository(everywhere, (key) => chores.add(choreId('resume', key))),
    'app-switched': (_key, _signal, rest) =>
      forEveryRepository(everywhere, (key) => pauses.noteApp(key, readAppSwitch(rest))),
    'look-around': () => reconcileRepositories({ ...services, ...everywhere, chores }),
  };
}

/** The thread, which ends with the process: an idle one would keep it from stopping. All chores share one signal. */
function closedOnStop(thread: ReturnType<typeof createSimilarityThread>) {
  let stops: AbortSignal | null = null;
  return (signal: AbortSignal) => {
    if (stops !== signal) signal.addEventListener('abort', () => void thread.close(), { once: true });
    stops = signal;
    return thread;
  };
}

function similarDeps({ themes, issues, postings, vectors, embedder }: Services) {
  return { themes, issues, postings, vectors, embedder };
}

function secondLookModels({ openai, anthropic }: HostedModels) {
  return {
    ...(openai?.secondLook ? { openai: openai.secondLook } : {}),
    ...(anthropic?.secondLook ? { anthropic: anthropic.secondLook } : {}),
  };
}
