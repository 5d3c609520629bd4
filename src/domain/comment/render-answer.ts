import { commandHelp } from '../commands/table.ts';
import { neutralize } from '../text/neutralize.ts';
import type { Answer, ExplainedValue, Said } from './comment-parts.ts';
import { relatedBlock } from './related-block.ts';
import { type Language, type Sentences, sentences } from './sentences.ts';

/** An answer to a command, under a line that says who asked for what. */
export function renderAnswer({ by, said }: Answer, language: Language): string {
  const words = sentences[language];
  const text = textOf(said, words);
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

function textOf(said: Said, words: Sentences): string {
  switch (said.kind) {
    case 'help':
      return `${words.help}\n\n${commandHelp()}`;
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
      return [words.notDone, '', ...said.problems.map((problem) => `- ${problem}`)].join('\n');
    case 'earlier':
      return said.text;
  }
}

function whyText(values: readonly ExplainedValue[] | null, words: Sentences): string {
  if (values === null) return words.notTriaged;
  if (values.length === 0) return words.noPrediction;
  return [words.why, '', ...values.map((value) => whyLine(value, words))].join('\n');
}

function whyLine(explained: ExplainedValue, words: Sentences): string {
  const { dimension, value, label, confidence, threshold, autonomy } = explained;
  const done = words.autonomy[autonomy];
  const parts = [
    words.confident(words.percent(confidence)),
    autonomy === 'suggest' ? words.withThreshold(done, words.percent(threshold)) : done,
    listed(words.speaksFor, explained.for, 60),
    listed(words.speaksAgainst, explained.against, 60),
    listed(words.decidedBy, explained.sources, 40),
  ];
  const told = parts.filter((part) => part !== '').join(words.separator);
  return `- ${words.dimension[dimension]} ${neutralize(label ?? value, 100)}${words.colon}${told}`;
}

function listed(before: string, texts: readonly string[], most: number): string {
  const shown = texts.map((text) => neutralize(text, most)).filter((text) => text !== '');
  return shown.length === 0 ? '' : `${before} ${shown.join(', ')}`;
}
