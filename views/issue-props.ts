import type { Dimension } from '../src/domain/issue/decision.ts';
import type { RequestState } from '../src/read/api.ts';
import type { IssueDetail, TimelineEntry, VisibleRepository } from '../src/read/console.ts';
import type { Choices } from '../src/read/inbox.ts';
import type { Asked } from './asked-line.tsx';
import type { LabelsByName } from './label-chip.tsx';

/** What the Issue page and each of its parts are drawn from. */
export interface IssueProps {
  repository: VisibleRepository;
  detail: IssueDetail;
  labels: LabelsByName;
  /** The body as sanitised HTML, or null when there is no text. */
  bodyHtml: string | null;
  bodyCut: boolean;
  /** The issue on GitHub. */
  githubHref: string;
  actions: IssueActions;
}

/** What the forms carry, and what became of the last one. */
export interface IssueActions {
  /** The event that the forms are drawn from. */
  version: number;
  /** When they were drawn, signed. */
  opened: string;
  choices: Choices;
  /** What this person has just asked for, until a worker has done it; null is about the whole issue. */
  asked: { dimension: Dimension | null; asked: Asked; states: readonly RequestState[] | null } | null;
  /** What somebody else changed meanwhile, so that the form was not taken. */
  conflict: { dimension: Dimension | null; entry: TimelineEntry } | null;
  /** Why the form that was just sent changed nothing, in a sentence. */
  problem: string | null;
}
