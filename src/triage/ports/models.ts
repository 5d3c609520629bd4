import type { FiledIssue, FormHabit } from '../../domain/forms/form-habits.ts';
import type { IssueForm } from '../../domain/forms/issue-form.ts';
import type { Stored } from '../../domain/issue/autonomy-reason.ts';
import { type Dimension, dimensions, type LabelMeaning } from '../../domain/issue/decision.ts';
import type { RepositoryKey, RepositoryRef } from '../../domain/issue/repository.ts';
import type { Handling } from '../../domain/routing/handling.ts';
import type { MarkedIssue } from '../../domain/taxonomy/process-labels.ts';
import type { WeakExample } from '../../domain/weak-labels/weak-labels.ts';

/** An issue as it stood when filed, as nearly as GitHub lets one know, and the labels that people gave it. */
export interface TaughtIssue {
  number: number;
  /** The title it was filed with; the text is today's, since GitHub keeps no other. */
  title: string;
  body: string;
  /** Names of the labels that people hold to be right for it: those they put on, set, or let stand. */
  labels: string[];
  /** Values that people said are right and for which the repository has no label. */
  values?: { dimension: Dimension; value: string }[];
  /** When the newest word was spoken, also of a label that is wrong: ISO 8601, UTC; null without one. */
  labeledAt: string | null;
  /** Who had to do with it; absent where that is not known. */
  handling?: Handling;
}

export interface TaughtIssues {
  /** The newest issues of the repository, labeled or not, oldest of them first. */
  newest(repo: RepositoryRef, count: number): Promise<TaughtIssue[]>;
}

/** The dimensions that a repository's labels teach, each a model of its own: all of them. */
export const learntDimensions = dimensions;
export type LearntDimension = Dimension;

/** The versions of a repository's own models that are in use, and what each was trained on top of. */
export type ModelsInUse = Partial<Record<LearntDimension, { version: number; basis: string }>>;

/** How a trained model compares with the one before on issues held out; `too_large` for one over `most` bytes of memory. */
export type TrainingVerdict = { code: 'better_or_same' | 'worse' } | { code: 'too_large'; most: number };

/** How a version of a repository's model came to be and what it was worth. */
export interface ModelMetrics {
  /** What it was trained on top of: on another basis it is of no use. */
  basis: string;
  /** Issues it was taught by, of each value. */
  lessons: Record<string, number>;
  /** How many issues these are: one may have several areas, or none. */
  issues: number;
  /** Numbers of the issues held out to judge the training, and those of them that were told rightly. */
  heldOut: number[];
  right: number[];
  /** On the same issues: how many the version before told rightly, or the shipped model where there was none. */
  rightBefore: number;
  /** The run whose weak labels were tried in its training; absent without any. */
  weakRun?: string;
  /** Memory in bytes. */
  size: number;
  /** Why it is in use or is not; early versions kept an English sentence. */
  verdict: Stored<TrainingVerdict>;
}

export interface ModelVersion {
  version: number;
  metrics: ModelMetrics;
  /** ISO 8601, UTC. */
  createdAt: string;
}

export interface ModelStore {
  /** The version in use and made on this basis; null where there is none. */
  inUse(repository: RepositoryKey, basis: string): Promise<ModelVersion | null>;
  /** The newest version, in use or not. */
  newest(repository: RepositoryKey): Promise<ModelVersion | null>;
  bytes(repository: RepositoryKey, version: number): Promise<Uint8Array | null>;
  /** True where a lesson of its dimension that came before it was revoked after it. */
  isTainted(repository: RepositoryKey, version: number): Promise<boolean>;
  /** No version is in use any more. */
  retire(repository: RepositoryKey): Promise<void>;
  /** Keeps a new version; in use, it takes the place of the one before. Returns its number. */
  add(
    repository: RepositoryKey,
    model: { bytes: Uint8Array; metrics: ModelMetrics; use: boolean },
  ): Promise<number>;
}

/** What a model says of one issue's values, 0 to 1 each; `open` as in `Opinion`. */
export interface Said {
  probabilities: Record<string, number>;
  open?: Record<string, number>;
}

export interface FormHabitTask {
  issues: readonly FiledIssue[];
  forms: readonly IssueForm[];
  meanings: readonly LabelMeaning[];
}

/** How labels were used. */
export interface LabelMarkReads {
  /** The newest issues of which GitHub's events are known, at most `count`. */
  newest(repository: RepositoryKey, count: number): Promise<MarkedIssue[]>;
}

/** Learns from the past what the options of issue forms mean, away from the event loop. */
export interface FormHabitLearner {
  formHabits(task: FormHabitTask, signal?: AbortSignal): Promise<FormHabit[]>;
}

/** Trains and asks models, away from the event loop. */
export interface Trainer {
  /**
   * Lessons newest last; in `history`, labeled or not, the repository's template lines are looked for. Of areas `rows` are all
   * past issues, also those without one, and `areas` are all that the repository has.
   */
  train(
    task: {
      dimension: LearntDimension;
      rows: { title: string; body: string; labels: string[] }[];
      history: { title: string; body: string }[];
      areas?: string[];
      /** Past issues with areas that a hosted model gave them: they teach less, and no answer is judged by them. */
      weak?: WeakExample[];
    },
    signal?: AbortSignal,
  ): Promise<Uint8Array>;
  /**
   * What each model says of each issue (its likeliest value, or areas likelier than not), and its memory in bytes. Null is
   * the shipped model.
   */
  check(
    task: {
      dimension: LearntDimension;
      models: (Uint8Array | null)[];
      issues: { title: string; body: string }[];
    },
    signal?: AbortSignal,
  ): Promise<{ size: number; said: string[][] }[]>;
}
