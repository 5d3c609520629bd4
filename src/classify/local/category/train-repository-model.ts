import { isToldApart } from '../../../domain/autonomy/told-apart.ts';
import { extractFeatures, type IssueFeatures } from '../features/issue-features.ts';
import { priorShift } from '../prior/class-shares.ts';
import { type Prior, priorLogits, priorMean } from '../prior/prior.ts';
import { chooseAnswers } from './choose-answers.ts';
import { fitLocal } from './fit-local.ts';
import { type History, leanOf, readHistory } from './history.ts';
import { ownTemperature } from './own-temperature.ts';
import { planFor } from './plan-for.ts';
import type { RepositoryModel } from './repository-model.ts';

/** A past issue as it stood when filed, and the value that people gave it. */
export interface LabeledIssue {
  title: string;
  body: string;
  label: string;
}

/** From this many lessons a value that none of them has is not in use here. */
const manyLessons = 200;

/**
 * Learns a repository's own classes from its labeled history, on top of the prior. Pure and deterministic.
 * 300 lessons take about half a second, 5,000 a minute or two: run it in a worker thread.
 * @param rows lessons, newest last; labels are the values to predict, for example the categories
 * @param history what the repository's issues tell without labels; by default what the rows tell
 */
export function trainRepositoryModel(
  rows: readonly LabeledIssue[],
  prior: Prior,
  history: History = readHistory(prior, rows),
): RepositoryModel {
  const { templates } = history;
  const labels = new Set(rows.map((row) => row.label));
  const own = [...labels].filter((label) => !prior.classes.includes(label)).sort();
  const examples = countExamples(rows);
  // Where one kind alone is labeled, how often says nothing of how many there are of it, nor its issues what the others are like.
  const toldApart = isToldApart('category', examples, history.total);
  // A value of the prior that few lessons have not shown may still come; many lessons say that it is not in use here.
  const mayCome = rows.length < manyLessons || !toldApart;
  const classes = [...prior.classes.filter((name) => labels.has(name) || mayCome), ...own];
  const model: RepositoryModel = {
    format: 1,
    classes,
    taught: classes.map((name) => (toldApart ? (examples.get(name) ?? 0) : 0)),
    priorVersion: prior.version,
    templates: Int32Array.from(templates).sort(),
    answers: [],
    local: null,
    priorShare: 1,
    priorLean: leanOf(prior, history, classes),
    temperature: prior.temperature,
  };
  if (labels.size < 2 || !toldApart) return model;
  const { recipe, priorShare, folds, unlabeled } = planFor(rows.length, classes.length);
  // Reading costs more than learning: what the history read under these very lines is not read again.
  const read = new Map(history.issues.map((issue) => [textOf(issue), issue.features]));
  const features = rows.map((row) => read.get(textOf(row)) ?? extractFeatures(row, templates));
  const target = rows.map((row) => classes.indexOf(row.label));
  const answers = recipe.dense.answers ? chooseAnswers(features, target, classes.length) : [];
  if (unlabeled) features.push(...unlabeledOf(rows, history));
  const outside = features.map((one) => priorLogits(prior, one, classes, model.priorLean));
  const shift = priorShift(classes, { counts: model.taught, labeled: null });
  const offset = Float64Array.from(
    outside.flatMap((logits) =>
      Array.from(
        priorMean(prior, logits, classes.length),
        (logit, k) => (logit + (shift[k] as number)) * priorShare,
      ),
    ),
  );
  const fit = fitLocal(
    { features, target, classes: classes.length, prior: outside, answers, offset },
    recipe,
    folds,
  );
  return {
    ...model,
    answers,
    local: fit.model,
    priorShare,
    temperature: ownTemperature(fit.heldOut, target),
  };
}

function countExamples(rows: readonly LabeledIssue[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { label } of rows) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** The newest issues that are no lessons. */
function unlabeledOf(rows: readonly LabeledIssue[], { issues }: History): IssueFeatures[] {
  const taught = new Set(rows.map(textOf));
  return issues.filter((issue) => !taught.has(textOf(issue))).map(({ features }) => features);
}

const textOf = ({ title, body }: { title: string; body: string }) => `${title}\n${body}`;
