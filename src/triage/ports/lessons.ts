import type { Account } from '../../domain/issue/issue.ts';
import type { Lesson, NewLesson } from '../../domain/issue/lesson.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { RemainingWrite } from '../../domain/lessons/lessons-of-event.ts';
import type { NearTaught } from '../../domain/lessons/mix-taught.ts';

export interface LessonFilter {
  number?: number;
  /** A label's name, whatever the case. */
  label?: string;
  /** Of this person, by GitHub's numeric id. */
  by?: number;
  /** Revoked ones too. */
  revoked?: boolean;
  /** Only those older than this lesson: for the next page. */
  before?: string;
}

export interface LessonStore {
  /**
   * Keeps lessons with a live event (`corrected`) and an audit row each; the same cause and subject once. `told` is
   * told with the event (the door, the milliseconds that an answer took). Returns the new ones.
   */
  teach(
    repo: RepositoryRef,
    lessons: readonly NewLesson[],
    told?: Record<string, unknown>,
  ): Promise<Lesson[]>;
  /** A closing as a duplicate, of which somebody (`by`) said later of what: told and audited like a lesson, and still one. */
  nameCanonical(repo: RepositoryRef, id: string, of: number, by: Account): Promise<void>;
  /** Newest first. */
  list(repo: RepositoryRef, filter: LessonFilter, limit: number): Promise<Lesson[]>;
  /**
   * By their ids, or all of one person, whose labels from before our time become lessons for it, revoked from the start.
   * Audited. Returns those that were not revoked before.
   */
  revoke(
    repo: RepositoryRef,
    which: { ids: string[] } | { person: number },
    by: Account,
    request?: string,
  ): Promise<Lesson[]>;
}

/** Labels that we put on by ourselves, of a dimension, that stand untouched and have taught nothing yet. */
export interface RemainingWrites {
  ofIssue(repo: RepositoryRef, number: number): Promise<RemainingWrite[]>;
  /** Written before a time (ISO 8601), longest ago first. */
  writtenBefore(repo: RepositoryRef, time: string, limit: number): Promise<RemainingWrite[]>;
}

/** Issues with what people taught of them. */
export interface TaughtExamples {
  /** Numbers of the issues with a lesson by a person on a label or value, newest lesson first. */
  numbers(repo: RepositoryRef, limit: number): Promise<number[]>;
  /**
   * What people taught of these issues; those of which nothing is known are left out. `before` adds the labels from before
   * our time.
   */
  wordsOf(
    repo: RepositoryRef,
    numbers: readonly number[],
    before: boolean,
  ): Promise<Omit<NearTaught, 'similarity'>[]>;
}
