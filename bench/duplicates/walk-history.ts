import type { RepositoryRef } from '../../src/domain/repository.ts';
import { indexIssues } from '../../src/triage/index-issues.ts';
import type { Postings } from '../../src/triage/ports.ts';
import type { RecordedIssue } from './read-history.ts';

/** How many issues are indexed at once while nothing is asked in between, as an import of a history does. */
const batch = 200;

/**
 * Goes through the issues in the order of filing. Each is given to `ask` (where `isAsked`) before it is indexed, so only
 * earlier ones can be found. `indexed` is told how many are findable after each step.
 */
export async function walkHistory(
  postings: Postings,
  repo: RepositoryRef,
  issues: readonly RecordedIssue[],
  visitor: {
    isAsked: (issue: RecordedIssue) => boolean;
    ask: (issue: RecordedIssue) => Promise<void>;
    indexed?: (count: number) => void;
  },
): Promise<void> {
  let waiting: RecordedIssue[] = [];
  let count = 0;
  const flush = async () => {
    if (waiting.length === 0) return;
    count += waiting.length;
    visitor.indexed?.(count);
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
