import type { CommandProblem } from '../commands/command-problem.ts';
import type { AutonomyReason, Stored } from '../issue/autonomy-reason.ts';
import type { DecidedValue, Decision, Dimension, Reason, SimilarIssue } from '../issue/decision.ts';
import { reasonsAgainst, reasonsFor } from '../issue/reason-sides.ts';
import type { Settings } from '../settings/settings.ts';

/** Related issues are a help, not a reading list. */
const maxRelated = 3;
const maxMissing = 20;
/** What `/similar` lists. */
const maxSimilar = 5;
/** Answers kept, of one question each; the newest few show, the others are folded. */
const maxAnswers = 8;
const maxFor = 3;
const maxAgainst = 2;
const maxSources = 3;
/** Of a text that somebody else wrote, in UTF-16 units; what is drawn of it is shorter. */
const longest = 400;

/**
 * What the living comment says, in parts that live on their own: each is changed for its own reason, and the others stay as they
 * are. Kept with the write as codes, numbers and foreign texts; words are rendered last, in the language of the issue.
 */
export interface CommentParts {
  /** The shape of all this; parts of another one are read from the comment's text. */
  version: 1;
  /** What the author was asked for; null where they never were, or it is not asked for any more. */
  missing: MissingPart | null;
  related: RelatedIssue[];
  duplicate: DuplicatePart | null;
  /** Empty unless the settings ask for a summary. */
  summary: SummaryValue[];
  /** Newest first. */
  answers: Answer[];
}

export interface MissingPart {
  fields: string[];
  /** `received`: all of it came. `closed`: the issue was closed because it did not. */
  status: 'asked' | 'reminded' | 'closed' | 'received';
}

export interface DuplicatePart {
  of: number;
  /** `closing`: the author was told that it will be closed, so many days after. */
  status: 'linked' | 'closing' | 'closed';
  days?: number;
}

export type RelatedIssue = Pick<SimilarIssue, 'number' | 'repository' | 'state' | 'stateReason' | 'shared'>;
export type SummaryValue = Pick<DecidedValue, 'dimension' | 'value' | 'label' | 'confidence' | 'autonomy'>;

/** A value as `/why` explains it. */
export interface ExplainedValue extends SummaryValue {
  threshold: number;
  /** Why it is applied, suggested or only recorded; absent in answers of an early version. */
  why?: AutonomyReason;
  /** What speaks for it, and what against it, strongest first. */
  for: ExplainedReason[];
  against: ExplainedReason[];
  sources: string[];
}

/** Evidence for or against a value; its English text alone in answers of an early version. */
export type ExplainedReason = Pick<Reason, 'kind' | 'text'> | string;

export interface Answer {
  /** The login of who asked; null where an early version did not keep it. */
  by: string | null;
  /** False for somebody who may not triage: theirs are the first to go. */
  trusted: boolean;
  said: Said;
}

/** What a command is answered with. */
export type Said =
  | { kind: 'help' }
  | { kind: 'similar'; issues: RelatedIssue[] }
  /** Null values: the issue was not triaged yet. */
  | { kind: 'why'; values: ExplainedValue[] | null }
  | { kind: 'noted'; dimension: Dimension; value: string }
  | { kind: 'linked'; of: number }
  | { kind: 'unlinked' }
  /** A string is Markdown of our own, by a version that kept no codes. */
  | { kind: 'problems'; problems: Stored<CommandProblem>[] }
  /** Markdown of our own, by a version that kept no parts. */
  | { kind: 'earlier'; text: string };

export const noParts: CommentParts = {
  ...{ version: 1, missing: null, related: [], duplicate: null, summary: [], answers: [] },
};

/** True where there is nothing that a person needs. */
export function isSilent({ missing, related, duplicate, summary, answers }: CommentParts): boolean {
  const asks = missing !== null && (missing.fields.length > 0 || missing.status === 'received');
  return !asks && related.length + summary.length + answers.length === 0 && duplicate === null;
}

/** The issues of a decision that the comment names, as far as the settings allow it. */
export function relatedOf(decision: Decision, { duplicates }: Settings): RelatedIssue[] {
  if (!duplicates.comment) return [];
  return decision.similar
    .filter(({ similarity }) => similarity >= duplicates.similarity)
    .slice(0, maxRelated)
    .map(toRelated);
}

export function summaryOf(decision: Decision, { comments }: Settings): SummaryValue[] {
  return comments.when === 'always' ? decision.values.map(toSummary) : [];
}

/**
 * What is asked of the author after a triage that found these fields missing. Thanks are for what was asked for and came
 * (`given`); what is not asked for any more is not spoken of.
 */
export function nextMissing(
  before: MissingPart | null,
  missing: readonly string[],
  given: (field: string) => boolean,
): MissingPart | null {
  if (missing.length > 0) {
    const fields = missing.slice(0, maxMissing);
    const known = before?.status === 'reminded' && fields.every((field) => before.fields.includes(field));
    return { fields, status: known ? 'reminded' : 'asked' };
  }
  if (before === null || before.status === 'received') return before;
  return before.fields.every(given) ? { fields: [], status: 'received' } : null;
}

/** The answer to `/similar`: all that were found, close or not. */
export function similarAnswer(similar: readonly SimilarIssue[]): Said {
  return { kind: 'similar', issues: similar.slice(0, maxSimilar).map(toRelated) };
}

/** The answer to `/why`. A model's own words stay in the console: whoever writes an issue can lead a model to say anything. */
export function whyAnswer(decision: Decision | null): Said {
  if (decision === null) return { kind: 'why', values: null };
  return { kind: 'why', values: decision.values.map(explainedValue) };
}

/** A value as `/why` and a label's rationale tell it, without a model's own words. */
export function explainedValue(value: DecidedValue): ExplainedValue {
  const reasons = value.reasons.filter(({ kind }) => kind !== 'model');
  const texts = (some: typeof reasons, most: number) =>
    some.slice(0, most).map(({ kind, text }) => ({ kind, text: cut(text) }));
  return {
    ...toSummary(value),
    threshold: value.threshold,
    ...(typeof value.why === 'string' ? {} : { why: value.why }),
    for: texts(reasonsFor(reasons), maxFor),
    against: texts(reasonsAgainst(reasons), maxAgainst),
    sources: value.decidedBy.slice(0, maxSources).map(cut),
  };
}

/**
 * The parts with new answers, the newest first. A question has one answer, the newest: what is said again replaces what was. Links
 * are a part of their own, and one that was taken back takes with it what the comment named as related.
 */
export function withAnswers(parts: CommentParts, answers: readonly Answer[]): CommentParts {
  return answers.reduce(withAnswer, parts);
}

function withAnswer(parts: CommentParts, answer: Answer): CommentParts {
  const { said } = answer;
  if (said.kind === 'linked') return { ...parts, duplicate: { of: said.of, status: 'linked' } };
  const base = said.kind === 'unlinked' ? withoutRelated(parts) : parts;
  const others = base.answers.filter((other) => questionOf(other) !== questionOf(answer));
  return { ...base, answers: bounded([answer, ...others]) };
}

function questionOf({ by, said }: Answer): string {
  if (said.kind === 'noted') return `noted ${said.dimension}`;
  return said.kind === 'problems' ? `problems ${by?.toLowerCase()}` : said.kind;
}

/** Too many: first the oldest of those who may not triage goes, then the oldest. */
function bounded(answers: Answer[]): Answer[] {
  if (answers.length <= maxAnswers) return answers;
  const stranger = answers.findLastIndex(({ trusted }, index) => !trusted && index > 0);
  return bounded(answers.toSpliced(stranger > 0 ? stranger : answers.length - 1, 1));
}

/** The parts without anything that names these issues; without any related issue where none are given. */
export function withoutRelated(parts: CommentParts, vetoed?: readonly number[]): CommentParts {
  const stays = ({ number, repository }: RelatedIssue) =>
    vetoed !== undefined && (repository !== undefined || !vetoed.includes(number));
  const { duplicate } = parts;
  return {
    ...parts,
    related: parts.related.filter(stays),
    duplicate:
      duplicate !== null && vetoed !== undefined && !vetoed.includes(duplicate.of) ? duplicate : null,
    answers: parts.answers.flatMap((answer) => {
      if (answer.said.kind !== 'similar') return [answer];
      const issues = answer.said.issues.filter(stays);
      return issues.length === 0 ? [] : [{ ...answer, said: { ...answer.said, issues } }];
    }),
  };
}

/** The parts with the link as it stands now: null for none. A comment that says nothing of a link is left so. */
export function withLink(parts: CommentParts, of: number | null): CommentParts {
  const { duplicate } = parts;
  if (duplicate === null || duplicate.of === of) return parts;
  return { ...parts, duplicate: of === null ? null : { of, status: 'linked' } };
}

/** Issues of the same repository that the comment names as related or similar. */
export function namedIssues({ related, answers }: CommentParts): number[] {
  const similar = answers.flatMap(({ said }) => (said.kind === 'similar' ? said.issues : []));
  const own = [...related, ...similar].filter(({ repository }) => repository === undefined);
  return [...new Set(own.map(({ number }) => number))];
}

function toRelated({ number, repository, state, stateReason, shared }: SimilarIssue): RelatedIssue {
  return {
    ...{ number, state },
    ...(repository === undefined ? {} : { repository }),
    stateReason: stateReason === null ? null : cut(stateReason),
    shared: shared.map(({ kind, texts }) => ({ kind, texts: texts.slice(0, 3).map(cut) })),
  };
}

function toSummary({ dimension, value, label, confidence, autonomy }: DecidedValue): SummaryValue {
  return { dimension, value: cut(value), label: label === null ? null : cut(label), confidence, autonomy };
}

function cut(text: string): string {
  return text.slice(0, longest).toWellFormed();
}
