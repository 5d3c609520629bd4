import type { Account, Issue } from '../../domain/issue/issue.ts';
import type { IssuePast, PastEvent } from '../../domain/issue/issue-past.ts';
import type { RepositoryKey, RepositoryRef } from '../../domain/issue/repository.ts';
import type { BackfillProgress } from '../../domain/past/backfill-progress.ts';

/** What is left of GitHub's hourly quota of an installation. */
export interface Quota {
  limit: number;
  remaining: number;
  /** When it is full again: ISO 8601, UTC. */
  resetsAt: string;
}

/** A page of one of GitHub's lists. */
export interface PastPage<T> {
  /** Null where GitHub did not say. */
  quota: Quota | null;
  /** Null where the page is as it was: nothing of the quota was used. */
  read: {
    items: T[];
    /** Query of the next page; null on the last. */
    next: string | null;
    etag: string | null;
    /** Null where GitHub does not say. */
    pagesTotal: number | null;
  } | null;
}

export interface PastRequest {
  /** Query of the page; null for the first. */
  page: string | null;
  /** Of the last time this page was read. */
  etag: string | null;
}

/** A repository's past at GitHub, in pages of 100. Throws as the port `GitHub` does. */
export interface GitHubPast {
  /** Oldest first; pull requests are left out. */
  listIssues(repo: RepositoryRef, request: PastRequest): Promise<PastPage<Issue>>;
  /** Newest first; events on pull requests are left out. */
  listEvents(repo: RepositoryRef, request: PastRequest): Promise<PastPage<PastEvent>>;
}

export interface Backfill extends BackfillProgress {
  repo: RepositoryRef;
  /** Query of the stage's next page; null for its first. */
  cursor: string | null;
}

/** Whose past it is: a chore knows no more. */
export interface BackfillStore {
  /** From the start, unless it is under way. Pages that did not change since the last time cost nothing. */
  begin(repository: RepositoryKey): Promise<void>;
  /** Null where none was begun, or the repository is not known (any more). */
  get(repository: RepositoryKey): Promise<Backfill | null>;
  /** The page's etag and what followed it, when it was last read. */
  knownPage(repository: RepositoryKey, page: string): Promise<{ etag: string; next: string | null } | null>;
  /** A page was worked on: where to go on from. `next` null ends the stage. */
  pageRead(
    repository: RepositoryKey,
    read: {
      stage: 'issues' | 'events';
      page: string;
      etag: string | null;
      next: string | null;
      pagesTotal: number | null;
      issues: number;
    },
  ): Promise<void>;
  rest(repository: RepositoryKey, until: string | null): Promise<void>;
  failed(repository: RepositoryKey, problem: string): Promise<void>;
}

/** Who has handled what in a repository. */
export interface HandlerReads {
  /** Who closed these issues last, where that is known. */
  closers(repo: RepositoryRef, numbers: readonly number[]): Promise<Map<number, Account>>;
  /** Open issues assigned to each of these logins; all in lower case. */
  openLoad(repo: RepositoryRef, logins: readonly string[]): Promise<Map<string, number>>;
}

export interface PastStore {
  /** Adds events, newest first, to what is known of their issues. */
  addEvents(repo: RepositoryRef, events: readonly PastEvent[]): Promise<void>;
  getPasts(repo: RepositoryRef, numbers: readonly number[]): Promise<Map<number, IssuePast>>;
  /** When the oldest of the newest `count` issues was filed; null where there are fewer. */
  filedSince(repo: RepositoryRef, count: number): Promise<string | null>;
}
