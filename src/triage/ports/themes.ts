import type { Burst, Weeks } from '../../domain/clusters/burst.ts';
import type { ThemePosition } from '../../domain/clusters/join-theme.ts';
import type { Neighbor } from '../../domain/clusters/neighbor.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';

/** An issue as the map is drawn from it. */
export interface MapIssue extends ThemePosition {
  number: number;
  title: string;
  neighbors: Neighbor[];
}

/** Themes and places as a drawing gives them. Issues that are like no others have no theme. */
export interface ThemeMap {
  /** By theme, the most telling terms. */
  terms: Map<number, string[]>;
  issues: { number: number; theme: number | null; x: number; y: number }[];
}

/** Draws maps, away from the event loop. The same issues give the same map. */
export interface MapDrawer {
  /** `firstFree`: the first id that no theme ever had. */
  draw(task: { issues: MapIssue[]; firstFree: number }, signal?: AbortSignal): Promise<ThemeMap>;
}

/** How far similarity has come in a repository. */
export interface SimilarProgress {
  issues: number;
  /** Those that can be found by their words, and by a vector of the model in use. */
  indexed: number;
  embedded: number;
  /** Those whose nearest are known, and those on the latest map. */
  linked: number;
  mapped: number;
}

export interface ThemeStore {
  /** Numbers of the issues that lack a part, ascending, after a number; `model` is the embedding's. */
  lacking(
    place: RepositoryKey,
    part: 'index' | 'embedding' | 'links',
    model: string,
    after: number,
    most: number,
  ): Promise<number[]>;
  /** Counts how far it has come, and keeps that for the console. */
  countProgress(place: RepositoryKey, model: string): Promise<SimilarProgress>;
  /** Vectors of other models are of no use once all issues have one of this. */
  dropOtherVectors(place: RepositoryKey, model: string): Promise<void>;
  standings(place: RepositoryKey, numbers: readonly number[]): Promise<Map<number, ThemePosition>>;
  saveLinks(
    place: RepositoryKey,
    number: number,
    neighbors: Neighbor[],
    standing: ThemePosition,
  ): Promise<void>;
  /** What the issue says has changed: its nearest are looked for again. */
  dropLinks(place: RepositoryKey, number: number): Promise<void>;
  /** Issues since the latest map, how many of them have neighbors and no theme, and how many it was drawn from (null: none was). */
  sinceMap(place: RepositoryKey): Promise<{ newcomers: number; homeless: number; drawnFrom: number | null }>;
  /** All issues with links, and the first free id of a theme. */
  readIssues(place: RepositoryKey): Promise<{ issues: MapIssue[]; firstFree: number }>;
  saveMap(place: RepositoryKey, map: ThemeMap): Promise<void>;
  /** Issues a week, newest week first, up to thirteen, of each theme that has any in the last week, and of the repository. */
  weeks(place: RepositoryKey): Promise<{ repository: Weeks; themes: Map<number, Weeks>; count: number }>;
  /** `null` leaves the theme's last burst to be seen. Returns the theme's terms. */
  saveBurst(place: RepositoryKey, theme: number, burst: Burst): Promise<string[]>;
  /** Themes whose burst was last seen before a time (ISO 8601), and is not marked as over; marks them so. */
  endBursts(place: RepositoryKey, before: string): Promise<number[]>;
}
