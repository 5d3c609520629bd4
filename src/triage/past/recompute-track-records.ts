import { computeTrackRecords } from '../../domain/autonomy/compute-track-records.ts';
import { trustLessons } from '../../domain/autonomy/label-outcome.ts';
import { learnTrust } from '../../domain/decide/trust.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { loadSettings } from '../core/load-settings.ts';
import { loadTaxonomy } from '../core/load-taxonomy.ts';
import type { GitHub, RepositoryStore } from '../ports/core.ts';
import type { JudgedReads, ReplayStore, TrackRecordStore } from '../ports/track-records.ts';

export interface RecomputeDeps {
  github: Pick<GitHub, 'getFile' | 'listFiles' | 'getRepository' | 'canSee' | 'listLabels'>;
  repositories: RepositoryStore;
  replays: ReplayStore;
  judged: JudgedReads;
  standings: TrackRecordStore;
}

/** Live outcomes count so far back, in issues. */
const maxJudged = 1_000;
/** Issues that say whom to believe, the newest: what a source was worth long ago says little. */
const maxTrusted = 300;

/**
 * Places every label of a repository on the ladder anew, and learns whom to believe, from the last replay and from what
 * people have said since. Trains nothing. Returns the labels that stepped up or down.
 */
export async function recomputeTrackRecords(deps: RecomputeDeps, repo: RepositoryRef): Promise<string[]> {
  const { replays, judged, standings } = deps;
  const { settings } = await loadSettings(deps, repo);
  const meanings = await loadTaxonomy(deps, repo, settings);
  const replay = await replays.newest(repo);
  const issues = await judged.newest(repo, maxJudged);
  const before = await standings.list(repo);
  const next = computeTrackRecords(
    { replay, judged: issues },
    {
      meanings,
      target: settings.target_precision,
      thresholds: lowerCased(settings.labels.thresholds),
      before: new Map(before.map(({ label, autonomy }) => [label.toLowerCase(), autonomy])),
    },
  );
  const lessons = issues.slice(-maxTrusted).flatMap(trustLessons);
  return standings.save(repo, next, { ...learnTrust(lessons), lessons: lessons.length });
}

const lowerCased = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]));
