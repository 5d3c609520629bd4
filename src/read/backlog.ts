import type { BacklogReads } from '../triage/ports/backlog.ts';
import type { ReplayStore, TrackRecordStore } from '../triage/ports/track-records.ts';

/** What the Backlog page reads: what waits, and what the replay of the past showed. One query each. */
export interface BacklogActions {
  waiting: BacklogReads;
  replays: Pick<ReplayStore, 'newest'>;
  standings: Pick<TrackRecordStore, 'list'>;
}
