import { computeTrackRecords } from '../../domain/autonomy/compute-track-records.ts';
import { trustLessons } from '../../domain/autonomy/label-outcome.ts';
import type { Replay } from '../../domain/autonomy/replay.ts';
import { learnTrust } from '../../domain/decide/trust.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import {
  computeOwnerRecords,
  type OwnerTrackRecord,
  outcomesOf,
  ownerKey,
} from '../../domain/routing/owner-track-record.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { loadSettings } from '../core/load-settings.ts';
import { loadTaxonomy } from '../core/load-taxonomy.ts';
import type { GitHub, RepositoryStore } from '../ports/core.ts';
import type { JudgedReads, ReplayStore, RoutedReads, TrackRecordStore } from '../ports/track-records.ts';

export interface RecomputeDeps {
  github: Pick<GitHub, 'getFile' | 'listFiles' | 'getRepository' | 'canSee' | 'listLabels'>;
  repositories: RepositoryStore;
  replays: ReplayStore;
  judged: JudgedReads;
  routed: RoutedReads;
  standings: TrackRecordStore;
}

/** Live outcomes count so far back, in issues. */
const maxJudged = 1_000;
/** Decisions whose routing counts, the newest. */
const maxRouted = 1_000;
/** Issues that say whom to believe, the newest: what a source was worth long ago says little. */
const maxTrusted = 300;

/**
 * Places every label, person and team of a repository on the ladder anew, and learns whom to believe, from the last replay and
 * from what people have said and done since. Trains nothing. Returns those that stepped up or down.
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
  const trust = { ...learnTrust(lessons), lessons: lessons.length };
  return standings.save(repo, next, trust, await ownerRecords(deps, repo, { settings, replay }));
}

/** An issue that was routed when it came counts by that, any other by the replay. */
async function ownerRecords(
  { routed, standings }: RecomputeDeps,
  repo: RepositoryRef,
  { settings, replay }: { settings: Settings; replay: { replay: Replay } | null },
): Promise<OwnerTrackRecord[]> {
  const live = await routed.newest(repo, maxRouted);
  const numbers = new Set(live.map(({ number }) => number));
  const replayed = (replay?.replay.owners ?? []).filter(({ number }) => !numbers.has(number));
  const before = await standings.listOwners(repo);
  return computeOwnerRecords(
    [
      ...replayed.map((outcome) => ({ ...outcome, live: false })),
      ...live.flatMap((issue) => outcomesOf(issue, settings)),
    ],
    settings.target_precision,
    new Map(before.map(({ kind, name, autonomy }) => [ownerKey(kind, name), autonomy])),
  );
}

const lowerCased = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]));
