import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { figuresOf } from '../bench/duplicates/figures.ts';
import { askedNumbers, readHistory } from '../bench/duplicates/read-history.ts';
import { fitLikelihood } from '../src/domain/similarity/ranker/fit-likelihood.ts';
import { trainRanker } from '../src/domain/similarity/ranker/train-ranker.ts';
import { formatTree } from '../src/domain/similarity/ranker/tree-text.ts';
import { commandLine } from './command-line.ts';
import { collectExamples } from './ranker/collect-examples.ts';
import { judge } from './ranker/judge.ts';

const { data } = commandLine(
  'train:ranker',
  "Trains the shipped ranker, src/domain/similarity/ranker/shipped-ranker.json, on the development split of golang/go's recorded duplicates. The result is deterministic.",
)
  .option(
    '--data <folder>',
    'with duplicates/go_issues.jsonl and duplicates/go_pairs.jsonl',
    '../shared/data',
  )
  .parse()
  .opts();
const folds = 5;

const history = readHistory(
  resolve(data, 'duplicates/go_issues.jsonl'),
  resolve(data, 'duplicates/go_pairs.jsonl'),
);
const dev = askedNumbers(history, 'dev');
const examples = await collectExamples(history, dev);
const linked = examples.filter(({ number }) => dev.has(number));
console.log(`${linked.length} linked issues, ${examples.length - linked.length} others`);

// Every example is judged by a ranker that has not seen its cluster.
const judged = Array.from({ length: folds }, (_, fold) => {
  const ranker = trainRanker(linked.filter((example) => example.fold % folds !== fold));
  return examples.filter((example) => example.fold % folds === fold).map((example) => judge(example, ranker));
}).flat();
const ranks = judged.filter(({ number }) => dev.has(number)).map(({ rank }) => rank);
console.log('cross-validation on the development split', figuresOf(ranks));

const ranker = trainRanker(linked);
const likelihood = fitLikelihood(judged.flatMap(({ listed }) => listed));
const file = {
  origin: `Learnt by scripts/train-ranker.ts from ${linked.length} duplicates of the development split of golang/go, 2009 to 2013.`,
  handScale: ranker.handScale,
  likelihood,
  trees: ranker.trees.map(formatTree),
};
const text = `${JSON.stringify(file, null, 2)}\n`;
writeFileSync(new URL('../src/domain/similarity/ranker/shipped-ranker.json', import.meta.url), text);
console.log(`${ranker.trees.length} trees, ${Math.round(text.length / 1024)} KB`, likelihood);
