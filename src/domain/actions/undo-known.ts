import type { Issue } from '../issue/issue.ts';

/** What is known of an issue when a write on it is to be undone. */
export interface UndoKnown {
  /** As it stands now. */
  issue: Issue;
  /** When people last changed each label, by its name in lower case: ISO 8601. */
  touched: Readonly<Record<string, string>>;
  /** When people last did each of GitHub's actions (`assigned`, `closed`, `typed` …): ISO 8601. */
  personActions: Readonly<Record<string, string>>;
  /** The living comment as it stands; null where there is none or it was deleted. */
  comment: string | null;
  ignored: boolean;
  /** The issue that it is linked to as a duplicate; null for none. */
  duplicateOf: number | null;
}
