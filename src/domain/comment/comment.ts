import { neutralize } from '../text/neutralize.ts';
import type { Catalog } from '../words/catalog.ts';
import { catalogs, type Language } from '../words/catalogs.ts';
import {
  type CommentParts,
  type DuplicatePart,
  isSilent,
  type MissingPart,
  type SummaryValue,
} from './comment-parts.ts';
import { relatedBlock } from './related-block.ts';
import { renderAnswer } from './render-answer.ts';

/** Begins the one living comment of an issue; nothing of it shows. The comment is found again by it and by its author. */
export const marker = '<!-- dispatchai:living -->';

/** Answers that show; older ones are folded. */
const shownAnswers = 2;
/** GitHub takes 65,536 characters. Longer comments lose their oldest answers. */
const longest = 30_000;

/** The living comment as Markdown. All texts in its parts are foreign and are neutralized here. */
export function renderComment(parts: CommentParts, language: Language = 'en'): string {
  const words = catalogs[language];
  const blocks = isSilent(parts)
    ? [words.nothing]
    : [
        missingBlock(parts.missing, words),
        duplicateBlock(parts.duplicate, language),
        relatedBlock(parts.related, words),
        summaryBlock(parts.summary, words),
        ...answerBlocks(parts, language),
      ].filter((block) => block !== '');
  const body = [marker, ...blocks, words.footer].join('\n\n');
  if (body.length <= longest || parts.answers.length === 0) return body;
  return renderComment({ ...parts, answers: parts.answers.slice(0, -1) }, language);
}

function missingBlock(missing: MissingPart | null, words: Catalog): string {
  if (missing === null) return '';
  if (missing.status === 'received') return words.received;
  const lines = missing.fields.map((field) => neutralize(field, 100)).filter((line) => line !== '');
  if (lines.length === 0) return '';
  const sentence = { asked: words.missing, reminded: words.reminder, closed: words.closedForLack };
  return [sentence[missing.status], '', ...lines.map((line) => `- ${line}`)].join('\n');
}

function duplicateBlock(duplicate: DuplicatePart | null, language: Language): string {
  if (duplicate === null) return '';
  const of = `#${Math.trunc(duplicate.of)}`;
  const words = catalogs[language];
  switch (duplicate.status) {
    case 'linked':
      return words.linked(of);
    case 'closing':
      return words.closing(of, Math.trunc(duplicate.days ?? 0));
    case 'closed':
      return words.closedAsDuplicate(of);
  }
}

function summaryBlock(values: readonly SummaryValue[], words: Catalog): string {
  if (values.length === 0) return '';
  const lines = values.map(({ dimension, value, label, confidence, autonomy }) => {
    const said = [words.confident(words.percent(confidence)), words.autonomy[autonomy]];
    return `- ${words.dimension[dimension]}${words.colon}${[neutralize(label ?? value, 100), ...said].join(words.comma)}`;
  });
  return [words.summary, '', ...lines].join('\n');
}

/** The newest answers, and the others folded under them. */
function answerBlocks({ answers }: CommentParts, language: Language): string[] {
  const rendered = answers.map((answer) => renderAnswer(answer, language)).filter((text) => text !== '');
  const older = rendered.slice(shownAnswers);
  if (older.length === 0) return rendered;
  const folded = `<details><summary>${catalogs[language].olderAnswers}</summary>`;
  return [...rendered.slice(0, shownAnswers), folded, ...older, '</details>'];
}
