import type { Logger } from './ops/logger.ts';
import type { ChoreEnd } from './queue/chores.ts';
import type { Queue } from './queue/queue.ts';
import type { Database } from './store/database.ts';
import { findRepository } from './store/find-repository.ts';
import { createJudgedReads } from './store/judged-issues.ts';
import { createReplayStore } from './store/replays.ts';
import { createRepositoryStore } from './store/repositories.ts';
import { createStandingStore } from './store/standings.ts';
import { createTaughtIssues } from './store/taught-issues.ts';
import { loadSettings } from './triage/load-settings.ts';
import { loadTaxonomy } from './triage/load-taxonomy.ts';
import type { Place } from './triage/past-ports.ts';
import type { GitHub } from './triage/ports.ts';
import { recomputeStandings } from './triage/recompute-standings.ts';
import { replayPast } from './triage/replay-past.ts';
import type { ReplayTrainer } from './triage/standing-ports.ts';

export interface AutonomyParts {
  database: Database;
  queue: Pick<Queue, 'forgetJobs'>;
  log: Logger;
  github: (installationId: number) => Promise<GitHub>;
  trainer: ReplayTrainer;
}

/** At most this many issues are looked at: the newest. */
const mostTaught = 5_000;
/** A repository that is paused is looked at again after this. */
const pausedSeconds = 900;

/** The chores by which labels earn their place. */
export function createAutonomyChores({ database, queue, log, github, trainer }: AutonomyParts) {
  const repositories = createRepositoryStore(database, queue.forgetJobs);
  const taught = createTaughtIssues(database);
  const replays = createReplayStore(database);
  const stores = { replays, judged: createJudgedReads(database), standings: createStandingStore(database) };

  const standings = async (place: Place): Promise<ChoreEnd> => {
    const repo = await findRepository(database, place);
    if (!repo) return 'done';
    const deps = { github: await github(repo.installationId), repositories, ...stores };
    const stepped = await recomputeStandings(deps, repo);
    if (stepped.length > 0) log.info({ ...place, labels: stepped }, 'labels stepped on the ladder');
    return 'done';
  };
  return {
    /** Whether the repository's past was ever replayed. */
    wasReplayed: async (place: Place) => (await replays.newest(place)) !== null,

    /** Replays the past out of fold, keeps what it showed, and places the labels by it. */
    async replay(place: Place, signal: AbortSignal): Promise<ChoreEnd> {
      const repo = await findRepository(database, place);
      if (!repo) return 'done';
      if (await repositories.isPaused(repo)) return { againAfterSeconds: pausedSeconds };
      const deps = { github: await github(repo.installationId), repositories };
      const { settings } = await loadSettings(deps, repo);
      const meanings = await loadTaxonomy(deps, repo, settings);
      const issues = await taught.newest(repo, mostTaught);
      const started = performance.now();
      const replay = await replayPast(trainer, { issues, meanings, settings }, signal);
      await replays.add(repo, replay);
      const tookMs = Math.round(performance.now() - started);
      log.info({ ...place, issues: replay.issues, tookMs }, 'the past was replayed');
      return standings(place);
    },

    standings,
  };
}
