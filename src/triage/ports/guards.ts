import type { OtherIssue } from '../../domain/guards/flood.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';

/**
 * What the author of an issue filed in this repository within the day before it, and what of theirs arrived before it: also
 * issues that were delivered and not worked on yet. The nearest ones, as many as any rule needs.
 */
export type EarlierIssues = (
  repo: RepositoryRef,
  issue: Issue,
  /** Those that were worked on, where they were read already. */
  filedBefore?: OtherIssue[],
) => Promise<OtherIssue[]>;
