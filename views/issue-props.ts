import type { MaybeValue } from '../src/domain/decide/maybe-values.ts';
import type { Dimension } from '../src/domain/issue/decision.ts';
import type { RequestState } from '../src/read/api.ts';
import type { IssueDetail, TimelineEntry, VisibleRepository } from '../src/read/console.ts';
import type { Choices } from '../src/read/inbox.ts';
import type { Asked } from './asked-line.tsx';
import type { LabelsByName } from './label-chip.tsx';

/** Props shared by the Issue page and its panels. */
export interface IssueProps {
  repository: VisibleRepository;
  detail: IssueDetail;
  labels: LabelsByName;
  /** The body as sanitized HTML, or null when there is no text. */
  bodyHtml: string | null;
  bodyCut: boolean;
  /** The issue on GitHub. */
  githubHref: string;
  actions: IssueActions;
}

/** Data that the forms submit, and the result of the last submission. */
export interface IssueActions {
  /** Id of the latest event at the time the forms were rendered. */
  version: number;
  /** Signed time at which the forms were rendered. */
  opened: string;
  choices: Choices;
  /** The likeliest values of each dimension, whether or not they are suggested. */
  maybe: { dimension: Dimension; values: MaybeValue[] }[];
  /** This user's last action, until a worker has run it. A null dimension means the whole issue. */
  asked: { dimension: Dimension | null; asked: Asked; states: readonly RequestState[] | null } | null;
  /** The concurrent change by somebody else that made us reject the form. */
  conflict: { dimension: Dimension | null; entry: TimelineEntry } | null;
  /** Why the last form changed nothing, as a sentence. */
  problem: string | null;
}
