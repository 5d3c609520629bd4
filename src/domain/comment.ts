import type { DecidedValue, Decision, SimilarIssue } from './decision.ts';
import { neutralise } from './neutralise.ts';
import { percent } from './percent.ts';
import type { Settings } from './settings.ts';

/** Begins the one living comment of an issue; nothing of it shows. The comment is found again by it and by its author. */
export const marker = '<!-- dispatchai:living -->';

/** Related issues are a help, not a reading list. */
const mostRelated = 3;
const mostShared = 3;
const mostMissing = 20;

/** What the living comment has to say. All texts in it are foreign and are neutralised here. */
export interface CommentParts {
  related: SimilarIssue[];
  missing: string[];
  /** Empty unless the settings ask for a summary. */
  summary: DecidedValue[];
  /** Answers to commands, as safe Markdown made by our own templates. */
  answers?: string[];
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
export function renderComment(parts: CommentParts): string | null {
  const blocks = [
    ...(parts.answers ?? []),
    missingBlock(parts.missing),
    relatedBlock(parts.related),
    summaryBlock(parts.summary),
  ].filter((block) => block !== '');
  return blocks.length === 0 ? null : [marker, ...blocks, footer].join('\n\n');
}

/** What a standing comment becomes when all it said is settled. */
export const settledComment = `${marker}\n\nNothing is open here any more. Thank you.`;

const footer = 'DispatchAI wrote this. If it is wrong, change the labels or reply `/help`.';

function missingBlock(fields: readonly string[]): string {
  const lines = fields.map((field) => neutralise(field, 100)).filter((line) => line !== '');
  if (lines.length === 0) return '';
  return ['To look into this, people here also need:', '', ...lines.map((line) => `- ${line}`)].join('\n');
}

function relatedBlock(issues: readonly SimilarIssue[]): string {
  if (issues.length === 0) return '';
  return ['Possibly related:', '', ...issues.map(relatedLine)].join('\n');
}

function relatedLine(issue: SimilarIssue): string {
  const shared = issue.shared.slice(0, mostShared).map((term) => neutralise(term, 40));
  const both = shared.filter((term) => term !== '').join(', ');
  return `- #${Math.trunc(issue.number)} (${stateInWords(issue)})${both === '' ? '' : `: both mention ${both}`}`;
}

/** GitHub's state reasons are a closed list; anything else is only `closed`. */
function stateInWords({ state, stateReason }: SimilarIssue): string {
  if (state === 'open') return 'open';
  if (stateReason === 'completed') return 'closed as completed';
  if (stateReason === 'not_planned') return 'closed as not planned';
  if (stateReason === 'duplicate') return 'closed as a duplicate';
  return 'closed';
}

function summaryBlock(values: readonly DecidedValue[]): string {
  if (values.length === 0) return '';
  const lines = values.map(({ dimension, value, label, confidence, autonomy }) => {
    const done = autonomy === 'apply' ? 'applied' : 'suggested';
    return `- ${dimension}: ${neutralise(label ?? value, 100)}, ${percent(confidence)} sure, ${done}`;
  });
  return ['What this looks like:', '', ...lines].join('\n');
}
