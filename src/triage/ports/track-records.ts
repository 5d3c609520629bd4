import type { JudgedIssue } from '../../domain/autonomy/label-outcome.ts';
import type { LabelTrackRecord, StoredTrackRecord } from '../../domain/autonomy/label-track-record.ts';
import type { Replay } from '../../domain/autonomy/replay.ts';
import type { LearnedState } from '../../domain/decide/learned-state.ts';
import type { Trust } from '../../domain/decide/trust.ts';
import type { LabelMeaning } from '../../domain/issue/decision.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { OwnerTrackRecord, RoutedIssue } from '../../domain/routing/owner-track-record.ts';
import type { LearntDimension, Said, Trainer } from './models.ts';

/** Trains models and asks them, away from the event loop. */
export interface ReplayTrainer extends Pick<Trainer, 'train'> {
  /** What is said of each issue; null is the shipped model, by which areas' names speak. */
  ask(
    task: {
      dimension: LearntDimension;
      model: Uint8Array | null;
      issues: { title: string; body: string }[];
      meanings: readonly LabelMeaning[];
    },
    signal?: AbortSignal,
  ): Promise<Said[]>;
  /** What the newest past issues' areas, oldest first, would have been said to be by what the issues before each taught. */
  replayAreas(
    task: { rows: { title: string; body: string; labels: string[] }[]; areas?: string[] },
    signal?: AbortSignal,
  ): Promise<Said[]>;
}

export interface ReplayStore {
  /** Keeps the newest few. */
  add(repository: RepositoryKey, replay: Replay): Promise<void>;
  /** With when it was made (ISO 8601, UTC); null before the first. */
  newest(repository: RepositoryKey): Promise<{ replay: Replay; at: string } | null>;
}

export interface TrackRecordStore {
  /** By label name. */
  list(repository: RepositoryKey): Promise<StoredTrackRecord[]>;
  /** Of people and teams, those with most outcomes first. */
  listOwners(repository: RepositoryKey): Promise<OwnerTrackRecord[]>;
  /**
   * Keeps these standings in place of all before, whom to believe, and what people and teams have earned. A step on the ladder is audited; one down from
   * `apply` opens a notice `drift`, which is settled when the label is written again, and one up opens `promoted` unless
   * it is the repository's first. Returns the labels that stepped, and the people and teams as `@name`.
   */
  save(
    repository: RepositoryKey,
    standings: readonly LabelTrackRecord[],
    trust: Trust & { lessons: number },
    owners: readonly OwnerTrackRecord[],
  ): Promise<string[]>;
  /** What `decide` goes by. */
  learnedState(repository: RepositoryKey): Promise<LearnedState>;
}

export interface JudgedReads {
  /** Issues that people have judged by lessons that stand, of the newest `count` of them, the last judged last. */
  newest(repository: RepositoryKey, count: number): Promise<JudgedIssue[]>;
}

export interface RoutedReads {
  /** Issues that were routed, by the newest `count` decisions, with who had to do with them since; by number. */
  newest(repository: RepositoryKey, count: number): Promise<RoutedIssue[]>;
}
