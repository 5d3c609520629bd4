import type { LabelMeaning } from '../../domain/issue/decision.ts';
import type { Account } from '../../domain/issue/issue.ts';
import type { RepositoryKey, RepositoryRef } from '../../domain/issue/repository.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { LabelingProblem, LabelingRun } from '../../domain/weak-labels/labeling-run.ts';
import type { WeakLabel } from '../../domain/weak-labels/weak-labels.ts';

/** What a provider did or would not do. `problem` is null where the same call may work later. */
export class LabelerFailed extends Error {
  readonly problem: LabelingProblem | null;
  constructor(message: string, problem: LabelingProblem | null) {
    super(message);
    this.name = 'LabelerFailed';
    this.problem = problem;
  }
}

/** What a batch asks: areas of issues, and descriptions of labels. */
export interface BatchTask {
  /** Of the batch, a UUID: the provider's copy carries it. */
  id: string;
  issues: readonly { number: number; title: string; body: string }[];
  meanings: readonly LabelMeaning[];
  description: string;
  guidance: string;
  /** Labels without a description, each with titles of issues that carry it. */
  undescribed: readonly { label: string; titles: readonly string[] }[];
}

/** Questions as they go to the provider, and the tokens that they hold and that their answers may take at most. */
export interface WrittenBatch {
  questions: readonly unknown[];
  model: string;
  promptTokens: number;
  answerTokens: number;
}

/** Money set aside for one batch, in millionths of a dollar, on a day (UTC). */
export interface HeldMoney {
  day: string;
  microUsd: number;
}

export type BatchResult =
  | { state: 'running' }
  | { state: 'refused' }
  | {
      state: 'ended';
      labels: WeakLabel[];
      descriptions: { label: string; description: string }[];
      /** What it used, by the provider's count; null where an answer came without one. */
      used: { microUsd: number; promptTokens: number; cachedTokens: number; completionTokens: number } | null;
    };

/** The hosted models that have a key. */
export interface BatchLabelers {
  /** The one that the settings choose first; null without one. */
  chosen(settings: Settings): BatchLabeler | null;
  of(source: string): BatchLabeler | null;
}

/** A hosted model that answers many questions at once, hours later and for less. Every call throws `LabelerFailed` for what a provider does. */
export interface BatchLabeler {
  readonly source: string;
  /** Whether batches cost half the list price, as far as is known. */
  readonly halfPrice: boolean;
  modelFor(settings: Settings): string;
  /** Resolves where the provider takes batches. */
  check(): Promise<void>;
  write(task: BatchTask, model: string): Promise<WrittenBatch>;
  /** What answers of the usual length would cost, in millionths of a dollar. */
  estimate(written: WrittenBatch): number;
  /** Sets the most that the batch can cost aside; null where the rest of the day's budget, `never` where a whole day's is too small. */
  hold(
    input: { repo: RepositoryRef; settings: Settings },
    written: WrittenBatch,
  ): Promise<HeldMoney | null | 'never'>;
  settle(
    repo: RepositoryRef,
    model: string,
    held: HeldMoney,
    used: Extract<BatchResult, { state: 'ended' }>['used'],
  ): Promise<number>;
  /** The provider's id of a batch that was submitted before, `unclear` where that shows only once a batch has ended; null where there is none. */
  find(id: string, since: string, questions: number): Promise<string | 'unclear' | null>;
  submit(id: string, written: WrittenBatch): Promise<string>;
  read(
    providerId: string,
    task: Pick<BatchTask, 'id' | 'meanings' | 'undescribed'>,
    model: string,
  ): Promise<BatchResult>;
  cancel(providerId: string): Promise<void>;
  /** Deletes what the provider keeps of an ended batch. */
  discard(providerId: string): Promise<void>;
}

/** One part of a run at the provider. */
export interface LabelingBatch {
  id: string;
  numbers: number[];
  /** Whether the run's question about descriptions is in it. */
  describes: boolean;
  model: string;
  held: HeldMoney;
  /** When it was first submitted: ISO 8601, UTC; null before. */
  submittedAt: string | null;
  /** Null until the provider's answer is kept. */
  providerId: string | null;
}

export interface WeakLabelReads {
  /** Null where no run has given any, or what it gave was dropped. */
  weakLabels(repository: RepositoryKey): Promise<{ run: string; labels: WeakLabel[] } | null>;
  /** Of area labels that have none on GitHub, by the label's name. */
  descriptions(repository: RepositoryKey): Promise<Map<string, string>>;
}

/** The runs over a repository's past, of which it has one at a time. Changes that people ask for tell whether they were made, and go to the log. */
export interface LabelingRuns extends WeakLabelReads {
  read(repository: RepositoryKey): Promise<LabelingRun | null>;
  /** Asks for a price; false while a run is under way or what an earlier one taught is kept. */
  ask(repository: RepositoryKey, by: Account): Promise<boolean>;
  /** Only the run whose price was shown. */
  confirm(repository: RepositoryKey, run: string, by: Account): Promise<boolean>;
  cancel(repository: RepositoryKey, run: string, by: Account): Promise<boolean>;
  /** Deletes a run that is over, with all that it gave. */
  drop(repository: RepositoryKey, run: string, by: Account): Promise<boolean>;
}

/** What the worker does with them. */
export interface LabelingWork extends LabelingRuns {
  price(
    repository: RepositoryKey,
    priced: Pick<LabelingRun, 'id' | 'issues' | 'estimateMicroUsd' | 'halfPrice'> & {
      source: string;
      model: string;
    },
  ): Promise<void>;
  wait(repository: RepositoryKey, waiting: boolean): Promise<void>;
  /** Cancels a running one for a reason of our own. */
  stop(repository: RepositoryKey, run: string, problem: LabelingProblem): Promise<void>;
  /** `cancelled` becomes `failed` where it was stopped. */
  end(
    repository: RepositoryKey,
    run: string,
    end: { stage: 'done' | 'cancelled' } | { stage: 'failed'; problem: LabelingProblem },
  ): Promise<void>;
  /** Issues that a batch of the run has asked about. */
  askedNumbers(repository: RepositoryKey): Promise<Set<number>>;
  /** The one batch that is not read yet. */
  openBatch(repository: RepositoryKey): Promise<LabelingBatch | null>;
  plan(
    repository: RepositoryKey,
    batch: Pick<LabelingBatch, 'id' | 'numbers' | 'describes' | 'model' | 'held'>,
  ): Promise<void>;
  /** False where it is not there any more. */
  unplan(repository: RepositoryKey, batch: string): Promise<boolean>;
  keepSubmitting(repository: RepositoryKey, batch: string): Promise<void>;
  keepSent(repository: RepositoryKey, batch: string, providerId: string): Promise<void>;
  /** Keeps what a batch gave and closes it, at once; false where it was closed already. */
  close(
    repository: RepositoryKey,
    batch: string,
    given: { labels: WeakLabel[]; descriptions: { label: string; description: string }[] },
  ): Promise<boolean>;
  spent(repository: RepositoryKey, microUsd: number): Promise<void>;
}
