import { commandHelp } from '../command/table.ts';
import type { DecidedValue, Decision, Reason, SimilarIssue } from '../decision.ts';
import { neutralise } from '../neutralise.ts';
import { percent } from '../percent.ts';
import { reasonsAgainst, reasonsFor } from '../reason-sides.ts';
import { relatedBlock } from './related-block.ts';
import { sentences } from './sentences.ts';

const mostFor = 3;
const mostAgainst = 2;

/** The answer to `/help`. */
export function answerHelp(): string {
  return `The commands here:\n\n${commandHelp()}`;
}

/** The answer to `/similar`: all that were found, close or not. */
export function answerSimilar(similar: readonly SimilarIssue[]): string {
  return similar.length === 0
    ? 'No similar issue was found.'
    : relatedBlock(similar.slice(0, 5), sentences.en);
}

/** The answer to `/why`: each value with what speaks for it and what speaks against it. */
export function answerWhy(decision: Decision | null): string {
  if (decision === null) return 'This issue has not been triaged yet.';
  if (decision.values.length === 0) return 'Nothing was likely enough to say.';
  return ['Why it was triaged so:', '', ...decision.values.map(whyLine)].join('\n');
}

/** What was refused and why; each problem is already safe as Markdown. */
export function answerProblems(problems: readonly string[]): string {
  return problems.length === 0
    ? ''
    : ['Not done:', '', ...problems.map((problem) => `- ${problem}`)].join('\n');
}

function whyLine(decided: DecidedValue): string {
  const { dimension, value, label, confidence, threshold, autonomy } = decided;
  // A model's own words stay in the console: whoever writes an issue can lead a model to say anything.
  const reasons = decided.reasons.filter(({ kind }) => kind !== 'model');
  const sources = decided.decidedBy.slice(0, 3).map((source) => neutralise(source, 40));
  const place = {
    apply: 'applied',
    suggest: `suggested, written from ${percent(threshold)}`,
    observe: 'only recorded',
  }[autonomy];
  const parts = [
    `${percent(confidence)} sure`,
    place,
    listed('because of', inWords(reasonsFor(reasons), mostFor)),
    listed('against it', inWords(reasonsAgainst(reasons), mostAgainst)),
    listed('by', sources),
  ];
  const told = parts.filter((part) => part !== '').join('; ');
  return `- ${dimension} ${neutralise(label ?? value, 100)}: ${told}`;
}

function inWords(reasons: readonly Reason[], most: number): string[] {
  return reasons.slice(0, most).map(({ text }) => neutralise(text, 60));
}

function listed(before: string, texts: readonly string[]): string {
  const shown = texts.filter((text) => text !== '');
  return shown.length === 0 ? '' : `${before} ${shown.join(', ')}`;
}
