import { relatedBlock } from './comment/related-block.ts';
import { type Language, sentences } from './comment/sentences.ts';
import type { DecidedValue, Decision, SimilarIssue } from './decision.ts';
import { neutralise } from './neutralise.ts';
import { percent } from './percent.ts';
import type { Settings } from './settings.ts';

/** Begins the one living comment of an issue; nothing of it shows. The comment is found again by it and by its author. */
export const marker = '<!-- dispatchai:living -->';

/** Related issues are a help, not a reading list. */
const mostRelated = 3;
const mostMissing = 20;

/** What the living comment has to say. All texts in it are foreign and are neutralised where they are rendered. */
export interface CommentParts {
  related: SimilarIssue[];
  missing: string[];
  /** Empty unless the settings ask for a summary. */
  summary: DecidedValue[];
  /** Answers to commands, as made by comment/command-answers.ts. */
  answers?: readonly string[];
}

/** What a decision gives a person to know, as far as the settings allow it. */
export function commentParts(decision: Decision, settings: Settings): CommentParts {
  const related = settings.duplicates.comment
    ? decision.similar.filter(({ similarity }) => similarity >= settings.duplicates.similarity)
    : [];
  return {
    related: related.slice(0, mostRelated),
    missing: settings.missing_information.comment ? decision.missing.slice(0, mostMissing) : [],
    summary: settings.comments.when === 'always' ? decision.values : [],
  };
}

/** The living comment as Markdown, or null when there is nothing that a person needs. */
export function renderComment(parts: CommentParts, language: Language = 'en'): string | null {
  const words = sentences[language];
  const blocks = [
    ...(parts.answers ?? []),
    missingBlock(parts.missing, words.missing),
    relatedBlock(parts.related, words),
    summaryBlock(parts.summary),
  ].filter((block) => block !== '');
  return blocks.length === 0 ? null : [marker, ...blocks, words.footer].join('\n\n');
}

/** What a standing comment becomes when all it said is settled. */
export function settledComment(language: Language = 'en'): string {
  return `${marker}\n\n${sentences[language].settled}`;
}

function missingBlock(fields: readonly string[], sentence: string): string {
  const lines = fields.map((field) => neutralise(field, 100)).filter((line) => line !== '');
  if (lines.length === 0) return '';
  return [sentence, '', ...lines.map((line) => `- ${line}`)].join('\n');
}

function summaryBlock(values: readonly DecidedValue[]): string {
  if (values.length === 0) return '';
  const lines = values.map(({ dimension, value, label, confidence, autonomy }) => {
    const done = autonomy === 'apply' ? 'applied' : 'suggested';
    return `- ${dimension}: ${neutralise(label ?? value, 100)}, ${percent(confidence)} sure, ${done}`;
  });
  return ['What this looks like:', '', ...lines].join('\n');
}
