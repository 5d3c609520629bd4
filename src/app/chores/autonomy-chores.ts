import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { Logger } from '../../ops/logger.ts';
import type { ChoreEnd } from '../../queue/chores.ts';
import { loadSettings } from '../../triage/core/load-settings.ts';
import { loadTaxonomy } from '../../triage/core/load-taxonomy.ts';
import { recomputeTrackRecords } from '../../triage/past/recompute-track-records.ts';
import { replayPast } from '../../triage/past/replay-past.ts';
import type { GitHub } from '../../triage/ports/core.ts';
import type { ReplayTrainer } from '../../triage/ports/track-records.ts';
import type { Services } from '../services.ts';

export interface AutonomyParts {
  services: Services;
  log: Logger;
  github: (installationId: number) => Promise<GitHub>;
  trainer: ReplayTrainer;
}

/** At most this many issues are looked at: the newest. */
const mostTaught = 5_000;
/** A repository that is paused is looked at again after this. */
const pausedSeconds = 900;

/** The chores by which labels earn their place. */
export function createAutonomyChores({ services, log, github, trainer }: AutonomyParts) {
  const { repositories, taughtIssues: taught, replays, judged, findRepository } = services;
  const stores = { replays, judged, standings: services.trackRecords };

  const standings = async (place: RepositoryKey): Promise<ChoreEnd> => {
    const repo = await findRepository(place);
    if (!repo) return 'done';
    const deps = { github: await github(repo.installationId), repositories, ...stores };
    const stepped = await recomputeTrackRecords(deps, repo);
    if (stepped.length > 0) log.info({ ...place, labels: stepped }, 'labels stepped on the ladder');
    return 'done';
  };
  return {
    /** Whether the repository's past was ever replayed. */
    wasReplayed: async (place: RepositoryKey) => (await replays.newest(place)) !== null,

    /** Replays the past out of fold, keeps what it showed, and places the labels by it. */
    async replay(place: RepositoryKey, signal: AbortSignal): Promise<ChoreEnd> {
      const repo = await findRepository(place);
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
