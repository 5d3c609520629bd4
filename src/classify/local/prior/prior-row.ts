import type { IssueFeatures } from '../features/issue-features.ts';

/** A labeled issue of some repository, already read into features. */
export interface PriorRow {
  /** `owner/name`. */
  source: string;
  label: string;
  features: IssueFeatures;
}
