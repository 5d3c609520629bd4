import type { Request } from '../domain/commands/request.ts';
import type { InboxCandidate } from '../domain/inbox/inbox-order.ts';
import type {
  DecidedValue,
  Dimension,
  LabelMeaning,
  Opinion,
  SimilarIssue,
} from '../domain/issue/decision.ts';
import type { Account, Issue } from '../domain/issue/issue.ts';
import type { RepositoryRef } from '../domain/issue/repository.ts';

/** An issue that waits for a person, with all that its card shows. */
export interface InboxCard {
  issue: Issue;
  /** True where the author has filed nothing here before. */
  firstIssue: boolean;
  /** The beginning of the text, plain, without template lines. */
  excerpt: string;
  /** What is suggested and not settled; empty where nothing could be said. */
  values: DecidedValue[];
  opinions: Opinion[];
  similar: SimilarIssue[];
  /** The newest event that a card depends on; a form says which it was drawn from. */
  version: number;
}

/** What a person may choose of each dimension; the label is null where the repository has none. */
export interface Choices extends Record<Dimension, { value: string; label: string | null }[]> {
  /** All labels of the repository. */
  labels: readonly string[];
}

/** What a correction of one issue would change on another open one. */
export interface AlikeChange {
  number: number;
  title: string;
  dimension: Dimension;
  /** What is decided now; null for nothing. */
  from: string | null;
  /** What would be decided; null for an area that would go. */
  to: string | null;
  /** 0 to 1. */
  confidence: number;
  label: string | null;
  /** How a person asks for it. */
  request: Request;
}

/** Open issues that would be decided otherwise after what was taught of one; most alike first. It decides each anew: ask when asked. */
export type AlikeChanges = (repository: RepositoryRef, number: number) => Promise<AlikeChange[]>;

/** What was done without anybody's help, for an Inbox that is empty. */
export interface DoneAlone {
  triaged: number;
  applied: number;
  /** The newest of those whose labels were written. */
  newest: { number: number; title: string; labels: string[] }[];
}

/** What the Inbox reads. Each method is a fixed number of queries, whatever the size. */
export interface InboxReads {
  /** The newest issues that wait, at most `limit`: two queries. */
  waiting(repository: RepositoryRef, limit: number): Promise<InboxCandidate[]>;
  /** Cards in the order of `numbers`; those that wait no more are left out. Five queries. */
  cards(repository: RepositoryRef, numbers: readonly number[]): Promise<InboxCard[]>;
  /**
   * What became of requests that a worker has run: the writes that stand, and the lessons not revoked, which are those of the
   * person with this id alone. Two queries.
   */
  doneBy(
    repository: RepositoryRef,
    numbers: readonly number[],
    requestIds: readonly string[],
    userId: number,
  ): Promise<{ number: number; effects: string[]; lessons: string[] }[]>;
  /** What the repository's labels mean: one query. */
  meanings(repository: RepositoryRef): Promise<LabelMeaning[]>;
  /** Of the issues that changed since then: one query. */
  doneAlone(repository: RepositoryRef, since: Date): Promise<DoneAlone>;
  /** Median of milliseconds from opening a card to the answer, and of how many; null where nothing was measured. One query. */
  medianOpenMs(repository: RepositoryRef, since: Date): Promise<{ median: number; count: number } | null>;
}

/** What people dismiss from the Inbox, and bring back. */
export interface InboxDismissals {
  /**
   * Takes these issues out of the Inbox until their next decision, or puts them back. Nothing is learned from it. Audited.
   * Returns the numbers of those that it changed.
   */
  set(
    repository: RepositoryRef,
    numbers: readonly number[],
    dismissed: boolean,
    by: Account,
  ): Promise<number[]>;
}
