import type { Action } from '../actions/action.ts';
import type { ActionReason } from '../actions/action-reason.ts';
import type { Said } from '../comment/comment-parts.ts';
import type { Decision, LabelMeaning, SimilarIssue } from '../issue/decision.ts';
import type { Issue, Milestone } from '../issue/issue.ts';
import type { LessonSubject, Verdict } from '../issue/lesson.ts';
import type { Settings } from '../settings/settings.ts';

/** What is known when a command is carried out. */
export interface CommandKnown {
  /** As it stands now. */
  issue: Issue;
  meanings: readonly LabelMeaning[];
  settings: Settings;
  /** The latest; null where the issue was never triaged. */
  decision: Decision | null;
  similar: readonly SimilarIssue[];
  /** Issue types that may be set; empty where the settings do not want them. */
  types: readonly string[];
  /** The issue that this one is linked to as a duplicate; null for none. */
  duplicateOf: number | null;
  /** Open milestones of the repository; empty where the command needs none. */
  milestones: readonly Milestone[];
  /** The login of whoever gave the command. */
  by: string;
  /** Open issues that are assigned to each login, in lower case. */
  load: ReadonlyMap<string, number>;
}

export interface Teaching {
  subject: LessonSubject;
  verdict: Verdict;
}

/** What a command comes down to: writes, lessons and what is answered in the living comment. */
export interface CommandPlan {
  actions: Action[];
  teaches: Teaching[];
  answer: Said | null;
  /** The writes are made one after the other, and none after one that was refused. */
  inOrder?: boolean;
}

export const asked: ActionReason = { code: 'requested' };

/** A plan that teaches nothing. */
export function plain(actions: Action[], answer: Said | null = null): CommandPlan {
  return { actions, teaches: [], answer };
}
