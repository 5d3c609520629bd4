import type { RepositoryCounts, VisibleRepository } from '../../src/read/console.ts';

export type Theme = 'light' | 'dark' | 'auto';

/** Data that every page of a signed-in user receives. */
export interface Frame {
  person: { login: string; avatarUrl: string };
  theme: Theme;
  /** The page's own path and query, for redirects back to it. */
  path: string;
  repositories: VisibleRepository[];
  /** By repository id. Repositories without an entry are drawn without counts. */
  counts: ReadonlyMap<number, RepositoryCounts>;
  current: VisibleRepository | null;
}
