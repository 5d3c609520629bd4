import type { RepositoryCounts, VisibleRepository } from '../../src/read/console.ts';

export type Theme = 'light' | 'dark' | 'auto';

/** What every page of a signed-in person knows. */
export interface Frame {
  person: { login: string; avatarUrl: string };
  theme: Theme;
  /** The page's own path with its query, to come back to. */
  path: string;
  repositories: VisibleRepository[];
  /** By repository id; a repository without counts is drawn without. */
  counts: ReadonlyMap<number, RepositoryCounts>;
  current: VisibleRepository | null;
}
