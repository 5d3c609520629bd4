import { Piscina } from 'piscina';
import type { FormHabit } from '../../domain/forms/form-habits.ts';
import type { FormHabitTask, Said } from '../../triage/ports/models.ts';
import type { AskTask, CheckedModel, CheckTask, TrainingTask } from './train-worker.ts';

/** Trains repository models away from the event loop. */
export interface Trainer {
  /** The model's bytes, for `modelFromBytes`, `areaModelFromBytes` or `taughtModelFromBytes`. Rejects when the task cannot be trained or `signal` aborts. */
  train(task: TrainingTask, signal?: AbortSignal): Promise<Uint8Array>;
  /** What each model says of issues; a model's bytes may be of an earlier training. */
  check(task: CheckTask, signal?: AbortSignal): Promise<CheckedModel[]>;
  /** What one model says of issues; see `ReplayTrainer`. */
  ask(task: AskTask, signal?: AbortSignal): Promise<Said[]>;
  /** What past issues' areas would have been said to be; see `ReplayTrainer`. */
  replayAreas(task: Pick<TrainingTask, 'rows' | 'areas'>, signal?: AbortSignal): Promise<Said[]>;
  /** What the options of issue forms have meant so far; see `FormHabitLearner`. */
  formHabits(task: FormHabitTask, signal?: AbortSignal): Promise<FormHabit[]>;
  close(): Promise<void>;
}

/** At most this many issues teach a repository's model: the newest. */
export const maxLessons = 5_000;

/** One worker thread, started at the first training; trainings wait for each other. */
export function createTrainer(): Trainer {
  const pool = new Piscina({
    filename: new URL(`./train-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)
      .href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 10_000,
  });
  return {
    train: ({ dimension, rows, history, areas, weak }, signal) =>
      pool.run(
        {
          dimension,
          rows: rows.slice(-maxLessons),
          history: history.slice(-maxLessons),
          ...(areas ? { areas } : {}),
          ...(weak ? { weak } : {}),
        },
        { name: 'trainToBytes', ...(signal ? { signal } : {}) },
      ),
    check: (task, signal) => pool.run(task, { name: 'checkModels', ...(signal ? { signal } : {}) }),
    ask: (task, signal) => pool.run(task, { name: 'askModel', ...(signal ? { signal } : {}) }),
    replayAreas: (task, signal) => pool.run(task, { name: 'replayAreas', ...(signal ? { signal } : {}) }),
    formHabits: (task, signal) => pool.run(task, { name: 'formHabits', ...(signal ? { signal } : {}) }),
    close: () => pool.close(),
  };
}
