import { randomUUID } from 'node:crypto';
import type { ChoreEnd } from '../../domain/issue/chore-end.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { LabelingRun } from '../../domain/weak-labels/labeling-run.ts';
import { issuesToLabel } from '../../domain/weak-labels/weak-labels.ts';
import { areaHistory } from '../learn/train-model.ts';
import { choreId } from '../ports/chores.ts';
import { LabelerFailed } from '../ports/weak-labels.ts';
import { cancel, collect, submit } from './carry-batch.ts';
import { type LabelPastDeps, loadPast, maxIssues, type Past, taskOf } from './load-past.ts';

/** Issues in one batch; fewer where the budget is small. */
const batchSizes = [500, 100, 20] as const;
/** So many questions are written to learn what all of them would cost. */
const sampled = 60;
/** Seconds after which a spent budget is looked at again. */
const budgetSeconds = 900;

/**
 * One step of a run in which a hosted model labels past issues: pricing, one batch after another, or cancelling. Each step reads where
 * the run stands, so it can be broken off anywhere: a batch is looked for at the provider before it is submitted, and money that was set
 * aside twice stays spent.
 */
export async function labelPast(deps: LabelPastDeps, key: RepositoryKey): Promise<ChoreEnd> {
  const run = await deps.runs.read(key);
  const repo = await deps.findRepository(key);
  if (!run || !repo) return 'done';
  if (run.stage !== 'pricing' && run.stage !== 'running' && run.stage !== 'cancelling') return 'done';
  try {
    const past = await loadPast(deps, repo, run);
    if (past === null) throw new LabelerFailed('no hosted model', 'not_wanted');
    return run.stage === 'pricing' ? await price(deps, key, run, past) : await advance(deps, key, run, past);
  } catch (error) {
    if (!(error instanceof LabelerFailed) || error.problem === null) throw error;
    deps.log.warn(
      { ...key, problem: error.problem, reason: error.message },
      'labeling of past issues failed',
    );
    await deps.runs.end(key, run.id, { stage: 'failed', problem: error.problem });
    // What earlier batches gave is used.
    await deps.chores.add(choreId('train', key));
    return 'done';
  }
}

async function price(
  deps: LabelPastDeps,
  key: RepositoryKey,
  run: LabelingRun,
  past: Past,
): Promise<ChoreEnd> {
  const { labeler, settings, meanings, issues, forbidden } = past;
  if (forbidden) throw new LabelerFailed('the settings forbid it', forbidden);
  if (meanings.length === 0) throw new LabelerFailed('no areas', 'no_areas');
  const numbers = issuesToLabel(areaHistory(issues, meanings), meanings, maxIssues);
  if (numbers.length === 0) throw new LabelerFailed('nothing to label', 'nothing_to_label');
  await labeler.check();
  const model = labeler.modelFor(settings);
  const step = Math.max(1, Math.floor(numbers.length / sampled));
  const sample = numbers.filter((_, i) => i % step === 0);
  const written = await labeler.write(taskOf(past, { id: run.id, numbers: sample, describes: false }), model);
  const described = await labeler.write(taskOf(past, { id: run.id, numbers: [], describes: true }), model);
  const microUsd = (labeler.estimate(written) / sample.length) * numbers.length + labeler.estimate(described);
  await deps.runs.price(key, {
    ...{ id: run.id, source: labeler.source, model, halfPrice: labeler.halfPrice },
    ...{ issues: numbers.length, estimateMicroUsd: Math.ceil(microUsd) },
  });
  return 'done';
}

async function advance(
  deps: LabelPastDeps,
  key: RepositoryKey,
  run: LabelingRun,
  past: Past,
): Promise<ChoreEnd> {
  const { runs } = deps;
  const batch = await runs.openBatch(key);
  if (run.stage === 'cancelling') return cancel(deps, key, run, past, batch);
  if (past.forbidden) {
    await runs.stop(key, run.id, past.forbidden);
    return { againAfterSeconds: 0 };
  }
  if (batch?.providerId) return collect(deps, key, past, batch, batch.providerId);
  if (batch) return submit(deps, key, past, batch);
  const asked = await runs.askedNumbers(key);
  const left = issuesToLabel(areaHistory(past.issues, past.meanings), past.meanings, maxIssues).filter(
    (number) => !asked.has(number),
  );
  const room = maxIssues - asked.size;
  if (left.length === 0 || room <= 0) {
    await runs.end(key, run.id, { stage: 'done' });
    await deps.chores.add(choreId('train', key));
    return 'done';
  }
  return begin(deps, key, run, past, left.slice(0, room), asked.size === 0);
}

/** Plans the largest batch that the day's budget allows. */
async function begin(
  deps: LabelPastDeps,
  key: RepositoryKey,
  run: LabelingRun,
  past: Past,
  left: readonly number[],
  describes: boolean,
): Promise<ChoreEnd> {
  const { runs } = deps;
  const { labeler, repo, settings } = past;
  // The model whose price was shown, whatever the settings say by now.
  const model = run.model ?? labeler.modelFor(settings);
  for (const size of batchSizes) {
    const batch = { id: randomUUID(), numbers: left.slice(0, size), describes };
    const written = await labeler.write(taskOf(past, batch), model);
    const held = await labeler.hold({ repo, settings }, written);
    if (held === 'never' && size === batchSizes.at(-1))
      throw new LabelerFailed('the budget of a day is too small', 'over_budget');
    if (held === null || held === 'never') continue;
    await runs.plan(key, { ...batch, model, held });
    await runs.wait(key, false);
    return { againAfterSeconds: 0 };
  }
  await runs.wait(key, true);
  return { againAfterSeconds: budgetSeconds };
}
