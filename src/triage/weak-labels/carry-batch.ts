import type { ChoreEnd } from '../../domain/issue/chore-end.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { LabelingRun } from '../../domain/weak-labels/labeling-run.ts';
import { choreId } from '../ports/chores.ts';
import { type BatchResult, LabelerFailed, type LabelingBatch } from '../ports/weak-labels.ts';
import { type LabelPastDeps, type Past, taskOf } from './load-past.ts';

/** Seconds between two looks at a batch that is on its way. */
const pollSeconds = 60;

/** Submits a planned batch, unless the provider has it already. */
export async function submit(
  deps: LabelPastDeps,
  key: RepositoryKey,
  past: Past,
  batch: LabelingBatch,
): Promise<ChoreEnd> {
  const { runs } = deps;
  const { labeler } = past;
  const written = await labeler.write(taskOf(past, batch), batch.model);
  if (batch.submittedAt) {
    const found = await labeler.find(batch.id, batch.submittedAt, written.questions.length);
    if (found === 'unclear') return { againAfterSeconds: pollSeconds };
    if (found) {
      await runs.keepSent(key, batch.id, found);
      return { againAfterSeconds: 0 };
    }
  }
  await runs.keepSubmitting(key, batch.id);
  try {
    await runs.keepSent(key, batch.id, await labeler.submit(batch.id, written));
  } catch (error) {
    if (error instanceof LabelerFailed && error.problem !== null) await giveBack(deps, key, past, batch);
    throw error;
  }
  return { againAfterSeconds: pollSeconds };
}

/** Keeps what a batch gave once the provider has ended it. */
export async function collect(
  deps: LabelPastDeps,
  key: RepositoryKey,
  past: Past,
  batch: LabelingBatch,
  providerId: string,
): Promise<ChoreEnd> {
  const { runs, log } = deps;
  const { labeler, repo } = past;
  const result = await labeler.read(providerId, taskOf(past, batch), batch.model).catch(whatIsGone);
  if (result.state === 'running') return { againAfterSeconds: pollSeconds };
  if (result.state !== 'ended') {
    await giveBack(deps, key, past, batch);
    throw new LabelerFailed('the provider took none of the batch', 'refused');
  }
  // A worker that dies between the two leaves the larger sum.
  if (await runs.close(key, batch.id, result))
    await runs.spent(key, await labeler.settle(repo, batch.model, batch.held, result.used));
  await labeler.discard(providerId).catch((error: unknown) => {
    log.warn({ err: error, ...key }, 'batch not deleted at the provider');
  });
  return { againAfterSeconds: 0 };
}

/** Ends a run: a batch that is on its way is cancelled at the provider, and what it gave until then is kept. */
export async function cancel(
  deps: LabelPastDeps,
  key: RepositoryKey,
  run: LabelingRun,
  past: Past,
  batch: LabelingBatch | null,
): Promise<ChoreEnd> {
  const { runs } = deps;
  if (!batch) {
    await runs.end(key, run.id, { stage: 'cancelled' });
    await deps.chores.add(choreId('train', key));
    return 'done';
  }
  if (batch.providerId) {
    await past.labeler.cancel(batch.providerId).catch(tryLater);
    return collect(deps, key, past, batch, batch.providerId);
  }
  if (batch.submittedAt) {
    const questions = batch.numbers.length + (hasDescriptions(past, batch) ? 1 : 0);
    const found = await past.labeler.find(batch.id, batch.submittedAt, questions);
    if (found === 'unclear') return { againAfterSeconds: pollSeconds };
    if (found) {
      await runs.keepSent(key, batch.id, found);
      return { againAfterSeconds: 0 };
    }
  }
  await giveBack(deps, key, past, batch);
  return { againAfterSeconds: 0 };
}

/** Forgets a batch that the provider never had, and frees its money. */
async function giveBack(
  deps: LabelPastDeps,
  key: RepositoryKey,
  past: Past,
  batch: LabelingBatch,
): Promise<void> {
  if (!(await deps.runs.unplan(key, batch.id))) return;
  const nothing = { microUsd: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
  await past.labeler.settle(past.repo, batch.model, batch.held, nothing);
}

/** A batch that the provider does not have any more gave nothing, and may have been billed. Anything else may pass. */
function whatIsGone(error: unknown): BatchResult {
  if (error instanceof LabelerFailed && error.problem === 'model')
    return { state: 'ended', labels: [], descriptions: [], used: null };
  return tryLater(error);
}

/** Of a batch that is on its way nothing is given up: a key may be renewed, an account filled. */
function tryLater(error: unknown): never {
  if (error instanceof LabelerFailed) throw new LabelerFailed(error.message, null);
  throw error;
}

const hasDescriptions = (past: Past, batch: Pick<LabelingBatch, 'id' | 'numbers' | 'describes'>) =>
  taskOf(past, batch).undescribed.length > 0;
