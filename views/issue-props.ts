import type { IssueDetail, VisibleRepository } from '../src/console/ports.ts';
import type { LabelBook } from './label-chip.tsx';

/** What the Issue page and each of its parts are drawn from. */
export interface IssueProps {
  repository: VisibleRepository;
  detail: IssueDetail;
  labels: LabelBook;
  /** The body as sanitised HTML, or null when there is no text. */
  bodyHtml: string | null;
  bodyCut: boolean;
  /** The issue on GitHub. */
  githubHref: string;
}
