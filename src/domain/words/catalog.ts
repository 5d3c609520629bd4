import type { CommandProblem } from '../commands/command-problem.ts';
import type { CommandName, CommandRight } from '../commands/table.ts';
import type { AutonomyReason } from '../issue/autonomy-reason.ts';
import type { Autonomy, Dimension, Reason } from '../issue/decision.ts';
import type { ObstacleCode } from '../issue/undo-obstacle.ts';

/** A reason or problem of one code. */
export type OfCode<Union extends { code: string }, Code extends Union['code']> = Union extends {
  code: infer C;
}
  ? Code extends C
    ? Union & { code: Code }
    : never
  : never;

/** Words for every code of a union: a code without words doesn't compile. */
export type ByCode<Union extends { code: string }> = {
  readonly [Code in Union['code']]: (of: OfCode<Union, Code>) => string;
};

/**
 * Everything that DispatchAI says in one language: the living comment and the answers to commands. Foreign text that goes into
 * a sentence has been neutralized before.
 */
export interface Catalog {
  missing: string;
  related: string;
  open: string;
  closed: string;
  completed: string;
  notPlanned: string;
  duplicate: string;
  sameError: string;
  sameFrame: string;
  bothMention: string;
  /** Everything that was asked for has been provided. */
  received: string;
  /** A comment that no longer has anything to say. */
  nothing: string;
  reminder: string;
  closedForLack: string;
  footer: string;
  similar: string;
  /** `of` is an issue's number with its sign: `#12`. */
  linked: (of: string) => string;
  /** What the author is told before a duplicate is closed, `days` after it was linked. */
  closing: (of: string, days: number) => string;
  closedAsDuplicate: (of: string) => string;
  unlinked: string;
  olderAnswers: string;
  /** `who` and `question` (null where several commands may have asked) are code spans. */
  askedBy: (who: string, question: string | null) => string;
  help: string;
  /** The head of the table of commands. */
  helpColumns: { command: string; does: string; who: string };
  does: Readonly<Record<CommandName, string>>;
  who: Readonly<Record<CommandRight, string>>;
  noSimilar: string;
  notDone: string;
  problem: ByCode<CommandProblem>;
  obstacle: Readonly<Record<ObstacleCode, string>>;
  noted: (dimension: string, value: string) => string;
  notTriaged: string;
  noPrediction: string;
  why: string;
  summary: string;
  confident: (percent: string) => string;
  autonomy: Readonly<Record<Autonomy, string>>;
  withThreshold: (done: string, percent: string) => string;
  /** A clause that can follow "Suggested: ". */
  reason: ByCode<AutonomyReason>;
  /** Evidence by its kind, since its own text is English; null in English, which shows the text. */
  evidence: Readonly<Record<Reason['kind'], string>> | null;
  speaksFor: string;
  speaksAgainst: string;
  decidedBy: string;
  dimension: Readonly<Record<Dimension, string>>;
  /** Of a share from 0 to 1, rounded down. */
  percent: (share: number) => string;
  /** Between the parts of a line, between the items of a list, and after a name. */
  separator: string;
  comma: string;
  colon: string;
}
