import type { ChoreEnd } from '../../domain/issue/chore-end.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import { processLabels } from '../../domain/taxonomy/process-labels.ts';
import { loadSettings } from '../core/load-settings.ts';
import { loadTaxonomy } from '../core/load-taxonomy.ts';
import { trainModel } from '../learn/train-model.ts';
import { type ChoreDeps, type ChoreQueue, choreId } from '../ports/chores.ts';
import {
  type FormHabitLearner,
  type LabelMarkReads,
  type LearntDimension,
  learntDimensions,
  type ModelStore,
  type TaughtIssues,
  type Trainer,
} from '../ports/models.ts';
import type { ReplayStore } from '../ports/track-records.ts';
import type { WeakLabelReads } from '../ports/weak-labels.ts';

export interface TrainModelsDeps extends ChoreDeps {
  chores: ChoreQueue;
  taught: TaughtIssues;
  marks: LabelMarkReads;
  models: Record<LearntDimension, ModelStore>;
  trainer: Trainer & FormHabitLearner;
  weakLabels: Pick<WeakLabelReads, 'weakLabels'>;
  replays: Pick<ReplayStore, 'newest'>;
  /** Version of the shipped model that training starts from. */
  basis: string;
}

/** Only the newest issues teach, at most this many. */
const maxTaught = 5_000;
/** The newest issues show how labels are used today. */
const maxMarked = 1_000;
/** Lessons that arrived during a training are picked up after this many seconds. */
const againAfterSeconds = 60;

/** Trains the repository's models on its lessons, and queues what depends on them: a replay, or new track records. */
export async function trainModels(
  deps: TrainModelsDeps,
  key: RepositoryKey,
  signal: AbortSignal,
): Promise<ChoreEnd> {
  const trained = await train(deps, key, signal);
  const changed = trained > 0 || (await deps.replays.newest(key)) === null;
  await deps.chores.add(choreId(changed ? 'replay' : 'standings', key));
  return trained > 0 ? { againAfterSeconds } : 'done';
}

/** Returns how many models were trained. */
async function train(deps: TrainModelsDeps, key: RepositoryKey, signal: AbortSignal): Promise<number> {
  const { repositories, trainer, basis } = deps;
  const repo = await deps.findRepository(key);
  if (!repo || (await repositories.isPaused(repo))) return 0;
  const reads = { github: await deps.github(repo.installationId), repositories };
  const { settings, forms } = await loadSettings(reads, repo);
  await repositories.saveProcessLabels(repo, processLabels(await deps.marks.newest(key, maxMarked)));
  const meanings = await loadTaxonomy(reads, repo, settings);
  const issues = await deps.taught.newest(repo, maxTaught);
  if (forms.some(({ fields }) => fields.some(({ options }) => options.length > 0))) {
    const filed = issues.map(({ title, body, labels }) => ({ title, body, labels }));
    const habits = await trainer.formHabits({ issues: filed, forms, meanings }, signal);
    await repositories.saveFormHabits(repo, habits);
  }
  const weak = await deps.weakLabels.weakLabels(key);
  let trained = 0;
  for (const dimension of learntDimensions) {
    const models = deps.models[dimension];
    const one = await trainModel(
      { models, trainer, basis },
      repo,
      { dimension, issues, meanings, weak },
      signal,
    );
    if (!one) continue;
    trained++;
    const { lessons, verdict, rightBefore, heldOut, right } = one.metrics;
    const judged = { issues: heldOut.length, right: right.length, rightBefore };
    deps.log.info(
      { ...key, dimension, version: one.version, lessons, heldOut: judged, verdict },
      'model trained',
    );
  }
  return trained;
}
