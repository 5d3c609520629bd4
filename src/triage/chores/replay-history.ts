import type { ChoreEnd } from '../../domain/issue/chore-end.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import { loadSettings } from '../core/load-settings.ts';
import { loadTaxonomy } from '../core/load-taxonomy.ts';
import { recomputeTrackRecords } from '../past/recompute-track-records.ts';
import { replayPast } from '../past/replay-past.ts';
import type { ChoreDeps } from '../ports/chores.ts';
import type { TaughtIssues } from '../ports/models.ts';
import type {
  JudgedReads,
  ReplayStore,
  ReplayTrainer,
  RoutedReads,
  TrackRecordStore,
} from '../ports/track-records.ts';

export interface TrackRecordChoreDeps extends ChoreDeps {
  replays: ReplayStore;
  judged: JudgedReads;
  routed: RoutedReads;
  standings: TrackRecordStore;
}

export interface ReplayHistoryDeps extends TrackRecordChoreDeps {
  taught: TaughtIssues;
  trainer: ReplayTrainer;
}

/** Only the newest issues are replayed, at most this many. */
const maxIssues = 5_000;
/** A paused repository is checked again after this. */
const pausedSeconds = 900;

/** Replays the repository's history out of fold, stores the outcome, and updates every label's and owner's track record from it. */
export async function replayHistory(
  deps: ReplayHistoryDeps,
  key: RepositoryKey,
  signal: AbortSignal,
): Promise<ChoreEnd> {
  const repo = await deps.findRepository(key);
  if (!repo) return 'done';
  if (await deps.repositories.isPaused(repo)) return { againAfterSeconds: pausedSeconds };
  const reads = { github: await deps.github(repo.installationId), repositories: deps.repositories };
  const { settings, codeowners } = await loadSettings(reads, repo);
  const meanings = await loadTaxonomy(reads, repo, settings);
  const issues = await deps.taught.newest(repo, maxIssues);
  const started = performance.now();
  const routing = { codeowners, repository: `${repo.owner}/${repo.name}` };
  const replay = await replayPast(deps.trainer, { issues, meanings, settings, routing }, signal);
  await deps.replays.add(repo, replay);
  const tookMs = Math.round(performance.now() - started);
  deps.log.info({ ...key, issues: replay.issues, tookMs }, 'history replayed');
  return updateTrackRecords(deps, key);
}

/** Updates every label's track record, and with it what the label has earned. Logs labels, people and teams that moved up or down. */
export async function updateTrackRecords(deps: TrackRecordChoreDeps, key: RepositoryKey): Promise<ChoreEnd> {
  const repo = await deps.findRepository(key);
  if (!repo) return 'done';
  const github = await deps.github(repo.installationId);
  const moved = await recomputeTrackRecords({ ...deps, github }, repo);
  if (moved.length > 0) deps.log.info({ ...key, moved }, 'labels, people or teams gained or lost autonomy');
  return 'done';
}
