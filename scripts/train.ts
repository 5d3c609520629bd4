import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createOutsidePriors } from '../bench/outside-priors.ts';
import { priorLogits, priorMean } from '../src/classify/local/prior/prior.ts';
import { packPrior } from '../src/classify/local/prior/prior-file.ts';
import { trainPrior } from '../src/classify/local/prior/train-prior.ts';
import { fitTemperature } from '../src/classify/local/solver/temperature.ts';
import { categories } from '../src/domain/issue/decision.ts';
import { commandLine } from './command-line.ts';
import { priorDataFiles, readPriorRows } from './prior-rows.ts';

commandLine(
  'train',
  'Trains the shipped prior, src/classify/local/prior/prior.json. The result is deterministic.',
).parse();

/**
 * Repositories' own models are trained on one version of the prior and retrained on another: count up when the
 * prior changes,
 * or the way that models are trained and kept.
 */
const version = '4';

const missing = priorDataFiles.filter((file) => !existsSync(file));
if (missing.length > 0) {
  console.error(
    `npm run train requires training data, but these files are missing:\n${missing.map((file) => `  ${file}`).join('\n')}`,
  );
  console.error(
    'Each line is a JSON object with repo, label (bug, feature, question, documentation), title and body.',
  );
  process.exit(1);
}

const rows = readPriorRows();
console.log(`${rows.length} issues of ${new Set(rows.map((row) => row.source)).size} repositories`);
const learnt = { ...trainPrior(rows, categories), version };
console.log('trained; now calibrating the temperature on unseen repositories');
const prior = { ...learnt, temperature: fitPriorTemperature() };
console.log(`temperature ${prior.temperature.toFixed(2)}`);
const note = [
  'Weights of the prior of DispatchAI, made by npm run train: numbers only, no text of any issue.',
  'Learnt from the public issues of the NLBSE 2024 tool competition (issue report classification, training half)',
  'and from public issues with the category that their maintainers gave them.',
  `Repositories: ${prior.sources.join(', ')}.`,
].join(' ');
/**
 * Temperature from the logits of repositories that know bug, feature and question, each answered by a prior
 * without it.
 */
function fitPriorTemperature(): number {
  const classes = ['bug', 'feature', 'question'];
  const known = (source: string) =>
    classes.every((label) => rows.filter((row) => row.source === source && row.label === label).length >= 50);
  const priorWithout = createOutsidePriors([]);
  const answered = [...new Set(rows.map((row) => row.source))].filter(known).flatMap((source) => {
    const outside = priorWithout(source);
    return rows
      .filter((row) => row.source === source && classes.includes(row.label))
      .map((row) => ({
        logits: priorMean(outside, priorLogits(outside, row.features, classes), classes.length),
        target: classes.indexOf(row.label),
      }));
  });
  return fitTemperature(
    answered.map(({ logits }) => logits),
    answered.map(({ target }) => target),
  );
}

const target = join(dirname(import.meta.dirname), 'src/classify/local/prior/prior.json');
const text = `${JSON.stringify(packPrior(prior, note), null, 2)}\n`;
writeFileSync(target, text);
console.log(`${target}: ${Math.round(text.length / 1024)} kB`);
