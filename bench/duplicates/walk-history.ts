import type { RepositoryRef } from '../../src/domain/repository.ts';
import { indexIssues } from '../../src/triage/index-issues.ts';
import type { Postings } from '../../src/triage/search-ports.ts';
import type { RecordedIssue } from './read-history.ts';

/** How many issues are indexed at once while nothing is asked in between, as an import of a history does. */
const batch = 200;

export interface Visitor {
  isAsked: (issue: RecordedIssue) => boolean;
  ask: (issue: RecordedIssue) => Promise<void>;
  /** Before issues are indexed. */
  arrived?: (issues: readonly RecordedIssue[]) => Promise<void> | void;
}

/**
 * Goes through the issues in the order of filing. Each is given to `ask` (where `isAsked`) before it is indexed, so only
 * earlier ones can be found.
 */
export async function walkHistory(
  postings: Postings,
  repo: RepositoryRef,
  issues: readonly RecordedIssue[],
  visitor: Visitor,
): Promise<void> {
  let waiting: RecordedIssue[] = [];
  const flush = async () => {
    if (waiting.length === 0) return;
    await visitor.arrived?.(waiting);
    await indexIssues(postings, repo, waiting);
    waiting = [];
  };
  for (const issue of issues) {
    if (visitor.isAsked(issue)) {
      await flush();
      await visitor.ask(issue);
    }
    waiting.push(issue);
    if (waiting.length === batch) await flush();
  }
  await flush();
}
