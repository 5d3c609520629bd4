import { neutralize } from '../text/neutralize.ts';
import type { Catalog } from '../words/catalog.ts';
import { catalogs, type Language } from '../words/catalogs.ts';
import { commandHelp } from '../words/command-help.ts';
import { renderProblem } from '../words/render-problem.ts';
import type { Answer, ExplainedValue, Said } from './comment-parts.ts';
import { relatedBlock } from './related-block.ts';
import { decisiveClause, evidenceAgainst, evidenceFor, sourcesOf } from './why-parts.ts';

/** An answer to a command, under a line that says who asked for what. */
export function renderAnswer({ by, said }: Answer, language: Language): string {
  const words = catalogs[language];
  const text = textOf(said, language);
  const question = questionOf(said);
  const who = neutralize(by ?? '', 60);
  if (text === '' || who === '') return text;
  return [words.askedBy(who, question), text].join('\n\n');
}

/** The command that asks for it; null where several may. */
function questionOf(said: Said): string | null {
  switch (said.kind) {
    case 'help':
    case 'similar':
    case 'why':
      return `\`/${said.kind}\``;
    case 'noted':
      return `\`/${said.dimension}\``;
    case 'linked':
      return '`/duplicate`';
    case 'unlinked':
      return '`/not-duplicate`';
    case 'problems':
    case 'earlier':
      return null;
  }
}

function textOf(said: Said, language: Language): string {
  const words = catalogs[language];
  switch (said.kind) {
    case 'help':
      return `${words.help}\n\n${commandHelp(words)}`;
    case 'similar':
      return said.issues.length === 0
        ? words.noSimilar
        : relatedBlock(said.issues, { ...words, related: words.similar });
    case 'why':
      return whyText(said.values, words);
    case 'noted':
      return words.noted(words.dimension[said.dimension], neutralize(said.value, 100));
    case 'linked':
      return words.linked(`#${Math.trunc(said.of)}`);
    case 'unlinked':
      return words.unlinked;
    case 'problems':
      return [
        words.notDone,
        '',
        ...said.problems.map((problem) => `- ${renderProblem(problem, language)}`),
      ].join('\n');
    case 'earlier':
      return said.text;
  }
}

function whyText(values: readonly ExplainedValue[] | null, words: Catalog): string {
  if (values === null) return words.notTriaged;
  if (values.length === 0) return words.noPrediction;
  return [words.why, '', ...values.map((value) => whyLine(value, words))].join('\n');
}

function whyLine(explained: ExplainedValue, words: Catalog): string {
  const { dimension, value, label, confidence } = explained;
  const parts = [
    words.confident(words.percent(confidence)),
    outcome(explained, words),
    evidenceFor(explained, words),
    evidenceAgainst(explained, words),
    sourcesOf(explained, words),
  ];
  const told = parts.filter((part) => part !== '').join(words.separator);
  return `- ${words.dimension[dimension]} ${neutralize(label ?? value, 100)}${words.colon}${told}`;
}

/** What was done and why; the threshold alone if it is what decided, since the confidence comes before it. */
function outcome(explained: ExplainedValue, words: Catalog): string {
  const { autonomy, threshold } = explained;
  const done = words.autonomy[autonomy];
  const why = decisiveClause(explained, words);
  if (why !== '') return `${done}${words.colon}${why}`;
  return autonomy === 'suggest' ? words.withThreshold(done, words.percent(threshold)) : done;
}
