import { chooseAnswers } from './choose-answers.ts';
import { extractFeatures } from './features/issue-features.ts';
import { fitLocal, type LocalRecipe } from './fit-local.ts';
import { type History, leanOf, readHistory } from './history.ts';
import { type Prior, priorLogits, priorMean } from './prior/prior.ts';
import type { RepositoryModel } from './repository-model.ts';
import { fitTemperature } from './solver/temperature.ts';

/** A past issue as it stood when filed, and the value that people gave it. */
export interface LabeledIssue {
  title: string;
  body: string;
  label: string;
}

/** From this many lessons the prior is one feature among others; below, it is where the local model starts from. */
const manyLessons = 200;
/** Below this many lessons nothing can be held out to calibrate with, and no heading's answer can be believed. */
const someLessons = 30;

const blocks = { characters: 3, words: 3, titleCharacters: 2, templates: 2, titleWords: 2, proseWords: 2 };
const hand = { hand: { weight: 3, clip: 3 }, keywords: { weight: 0.5, clip: 3 } };
const answersShape = { answers: { weight: 2, clip: 4 } };

/** Keys kept a block, so that a model of four classes stays under 8 MB. */
const most = {
  characters: 120_000,
  words: 40_000,
  titleCharacters: 40_000,
  templates: 5_000,
  titleWords: 30_000,
  proseWords: 40_000,
};
/** In a long history a feature must come again to be worth keeping: once in so many issues. */
const rarest = 400;

interface Plan {
  recipe: LocalRecipe;
  /** Share of the prior's logits that is added to the local model's. */
  priorShare: number;
}

/** How much is asked of the lessons, by how many there are. */
function planFor(lessons: number): Plan {
  if (lessons >= manyLessons) {
    return {
      recipe: {
        blocks,
        dense: { ...hand, ...answersShape, prior: { weight: 0.7, clip: 4 } },
        minimum: Math.ceil(lessons / rarest),
        most,
        strength: 5,
      },
      priorShare: 0,
    };
  }
  const dense = lessons >= someLessons ? { ...hand, ...answersShape } : hand;
  return {
    recipe: { blocks, dense, strength: lessons < someLessons ? 1 : 2, interceptPenalty: 10 },
    priorShare: 0.8,
  };
}

/**
 * Learns a repository's own classes from its labelled history, on top of the prior. Pure and deterministic.
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
  // A value of the prior that few lessons have not shown may still come; many lessons say that it is not in use here.
  const classes = [...prior.classes.filter((name) => labels.has(name) || rows.length < manyLessons), ...own];
  const taught = classes.map((name) => rows.filter((row) => row.label === name).length);
  const model: RepositoryModel = {
    format: 1,
    classes,
    taught,
    priorVersion: prior.version,
    templates: Int32Array.from(templates).sort(),
    answers: [],
    local: null,
    priorShare: 1,
    priorLean: leanOf(prior, history, classes),
    temperature: prior.temperature,
  };
  if (labels.size < 2) return model;
  const features = rows.map((row) => extractFeatures(row, templates));
  const target = rows.map((row) => classes.indexOf(row.label));
  const outside = features.map((one) => priorLogits(prior, one, classes, model.priorLean));
  const { recipe, priorShare } = planFor(rows.length);
  const answers = recipe.dense.answers ? chooseAnswers(features, target, classes.length) : [];
  const offset = Float64Array.from(
    outside.flatMap((logits) =>
      Array.from(priorMean(prior, logits, classes.length), (logit) => logit * priorShare),
    ),
  );
  const folds = rows.length < someLessons ? 0 : 5;
  const fit = fitLocal(
    { features, target, classes: classes.length, prior: outside, answers, offset },
    recipe,
    folds,
  );
  return { ...model, answers, local: fit.model, priorShare, temperature: temperatureOf(fit.heldOut, target) };
}

function temperatureOf(heldOut: readonly (Float64Array | null)[], target: readonly number[]): number {
  const known = heldOut.flatMap((logits, row) => (logits ? [{ logits, target: target[row] as number }] : []));
  return known.length === 0
    ? 1
    : fitTemperature(
        known.map((one) => one.logits),
        known.map((one) => one.target),
      );
}
