import type { Issue } from '../../domain/issue/issue.ts';
import type { Place } from './past.ts';

export interface BacklogReads {
  /** How many open issues were never decided; those of bots and locked ones are left out. */
  count(place: Place): Promise<number>;
  /** The newest of them, with their text. */
  newest(place: Place, limit: number): Promise<Issue[]>;
  /** The numbers of all of them, newest first. */
  numbers(place: Place, limit: number): Promise<number[]>;
  /** Open issues from after the App came that were never decided, or that changed since then (ISO 8601); newest first. */
  changedSince(place: Place, since: string | null, limit: number): Promise<number[]>;
}
