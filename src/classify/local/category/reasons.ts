import { type KeywordCategory, keywordCategories } from '../../../domain/decide/keywords.ts';
import type { Reason } from '../../../domain/issue/decision.ts';
import { describeHand } from '../features/describe-hand.ts';
import { type Prior, priorInputs, priorLogits } from '../prior/prior.ts';
import { type Inputs, visitBlock, visitDense } from '../solver/design.ts';
import type { LinearModel } from '../solver/linear-model.ts';
import type { Bag } from '../text/ngrams.ts';
import { localInputs } from './local-inputs.ts';
import type { Reading } from './read-once.ts';
import type { RepositoryModel } from './repository-model.ts';

/** Reasons shown for each value. */
const maxReasons = 6;
/** Weaker contributions, in nats, are noise to a person. */
const weakest = 0.02;

type Named = { kind: Reason['kind']; text: string };
/** Adds a feature's contribution to each class's logit. */
type Collect = (named: Named, contribution: (k: number) => number) => void;

interface Told extends Reading {
  answers: readonly string[];
}

/** Tells the contribution of every nameable feature of one linear model. */
function tell(model: LinearModel, inputs: Inputs, told: Told, collect: Collect): void {
  const { classes, weights } = model;
  const names = told.names();
  for (const block of model.design.blocks) {
    visitBlock(block, inputs.blocks[block.block] as Bag, (column, value, key) => {
      const named = names.get(block.block)?.get(key);
      if (named)
        for (const [one, share] of named)
          collect(one, (k) => share * value * (weights[column * classes + k] as number));
    });
  }
  for (const group of model.design.dense) {
    visitDense(group, inputs.dense[group.group] as ArrayLike<number>, (column, value, index) => {
      const named = nameDense(group.group, index, told);
      if (named) collect(named, (k) => value * (weights[column * classes + k] as number));
    });
  }
}

function nameDense(group: string, index: number, { features, answers, cues }: Told): Named | null {
  if (group === 'hand') return describeHand(index, features.hand[index] as number);
  if (group === 'answers') {
    const answer = answers[index] as string;
    return features.answers.includes(answer) ? { kind: 'template', text: answer } : null;
  }
  if (group === 'keywords' && features.keywords[index]) {
    const category = keywordCategories[index >> 1] as KeywordCategory;
    const where = index % 2 === 0 ? 'title' : 'text';
    const cue = cues()[category].find((reason) => reason.text.startsWith(where));
    return { kind: 'keyword', text: cue?.text ?? `${where} sounds like ${category}` };
  }
  return null;
}

/** How each view's logit of each class moves the final logits: views × classes rows of classes numbers. */
function priorEffect(model: RepositoryModel, prior: Prior): Float64Array {
  const shares = prior.views.map((view) => view.share);
  const views = shares.length;
  const K = model.classes.length;
  const effect = new Float64Array(views * K * K);
  const group = model.local?.design.dense.find((one) => one.group === 'prior');
  for (let row = 0; row < views * K; row++) {
    for (let k = 0; k < K; k++) {
      const deviation = group?.deviation[row] ?? 0;
      const learnt =
        group && deviation > 1e-9
          ? ((model.local as LinearModel).weights[(group.offset + row) * K + k] as number) *
            (group.scale / deviation)
          : 0;
      effect[row * K + k] =
        learnt + (row % K === k ? model.priorShare * (shares[Math.floor(row / K)] as number) : 0);
    }
  }
  return effect;
}

/**
 * Splits a prediction into what spoke for and against each value: the models are linear, so a feature's contribution
 * is its weight times its value, through the prior's logits where they are features themselves. Contributions of one
 * value are taken against the mean of all values.
 */
export function explain(model: RepositoryModel, prior: Prior, reading: Reading): Record<string, Reason[]> {
  const { features } = reading;
  const K = model.classes.length;
  const sums = new Map<string, { named: Named; weights: Float64Array }>();
  const collect: Collect = (named, contribution) => {
    let found = sums.get(named.text);
    if (!found) {
      found = { named, weights: new Float64Array(K) };
      sums.set(named.text, found);
    }
    for (let k = 0; k < K; k++) found.weights[k] = (found.weights[k] as number) + contribution(k);
  };
  const told: Told = { ...reading, answers: model.answers };
  const effect = priorEffect(model, prior);
  const chosen = model.classes.map((name) => prior.classes.indexOf(name));
  const inputs = priorInputs(features);
  const outside = new Float64Array(K);
  prior.views.forEach((view, v) => {
    tell(view.model, inputs, told, (named, contribution) => {
      for (let j = 0; j < K; j++) {
        const index = chosen[j] as number;
        outside[j] = index < 0 ? 0 : contribution(index);
      }
      collect(named, (k) => {
        let sum = 0;
        for (let j = 0; j < K; j++) sum += (outside[j] as number) * (effect[(v * K + j) * K + k] as number);
        return sum;
      });
    });
  });
  if (model.local)
    tell(
      model.local,
      localInputs(features, model.answers, priorLogits(prior, features, model.classes, model.priorLean)),
      told,
      collect,
    );
  return Object.fromEntries(
    model.classes.map((name, k) => [name, strongest([...sums.values()], k, K, model.temperature)]),
  );
}

/** The contribution of every nameable feature of one linear model to each of its logits. */
export function tellLinear(
  model: LinearModel,
  inputs: Inputs,
  reading: Reading,
): { named: Named; weights: Float64Array }[] {
  const sums = new Map<string, { named: Named; weights: Float64Array }>();
  const told = { ...reading, answers: [] };
  tell(model, inputs, told, (named, contribution) => {
    let found = sums.get(named.text);
    if (!found) {
      found = { named, weights: new Float64Array(model.classes) };
      sums.set(named.text, found);
    }
    for (let k = 0; k < model.classes; k++) found.weights[k] = (found.weights[k] as number) + contribution(k);
  });
  return [...sums.values()];
}

/** Those that a person can make something of, strongest first. */
export const strongestReasons = (reasons: readonly Reason[]): Reason[] =>
  reasons
    .filter((reason) => Math.abs(reason.weight) >= weakest)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, maxReasons);

function strongest(
  sums: { named: Named; weights: Float64Array }[],
  k: number,
  K: number,
  temperature: number,
): Reason[] {
  return strongestReasons(
    sums.map(({ named, weights }) => ({
      ...named,
      weight: ((weights[k] as number) - weights.reduce((a, b) => a + b, 0) / K) / temperature,
    })),
  );
}
