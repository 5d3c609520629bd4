import type { Burst } from '../domain/clusters/burst.ts';
import type { LinkSource, LinkState, SecondLook } from '../domain/duplicates/duplicate-link.ts';
import type { Relation } from '../domain/duplicates/relation.ts';
import type { Account } from '../domain/issue/issue.ts';
import type { RepositoryRef } from '../domain/issue/repository.ts';

// What the Duplicates and Themes pages read. Times are ISO 8601, UTC. Each read is a fixed number of queries.

export interface NamedIssue {
  number: number;
  title: string;
  state: 'open' | 'closed';
  stateReason: string | null;
}

/** One link between two issues, in any state. */
export interface DuplicateRow {
  issue: NamedIssue;
  canonical: NamedIssue;
  relation: Relation;
  source: LinkSource;
  by: Account | null;
  at: string;
  look: SecondLook | null;
  keptOpen: string | null;
}

export interface DuplicatePage {
  /** Newest first. */
  rows: DuplicateRow[];
  counts: Record<LinkState, number>;
}

export interface ThemeRow {
  id: number;
  /** Most telling first; may be empty. */
  terms: string[];
  open: number;
  closed: number;
  /** Filed within the last seven days. */
  week: number;
  burst: Burst | null;
}

/** An issue on the map; places are -1 to 1. */
export interface MapPoint extends NamedIssue {
  theme: number | null;
  x: number;
  y: number;
}

/** How far similarity has come: each number counts issues. */
export interface SimilarState {
  issues: number;
  indexed: number;
  embedded: number;
  linked: number;
}

export interface ThemePage {
  /** Rising ones first, then those with the most issues of this week, then the largest. */
  themes: ThemeRow[];
  /** Open ones first, then the newest. */
  points: MapPoint[];
  /** Null before the first map. */
  drawn: { at: string; issues: number } | null;
  /** As last counted; null where it never was. */
  state: SimilarState | null;
}

export interface SimilarReads {
  duplicates(repository: RepositoryRef, state: LinkState, most: number): Promise<DuplicatePage>;
  themes(repository: RepositoryRef, most: { themes: number; points: number }): Promise<ThemePage>;
  /** Null where there is no such theme. Issues: open ones first, then the newest. */
  theme(
    repository: RepositoryRef,
    id: number,
    most: number,
  ): Promise<{ theme: ThemeRow; issues: NamedIssue[] } | null>;
}
