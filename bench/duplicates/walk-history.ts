import type { RepositoryRef } from '../../src/domain/issue/repository.ts';
import type { Postings } from '../../src/triage/ports/search.ts';
import { indexIssues } from '../../src/triage/similar/index-issues.ts';
import type { RecordedIssue } from './read-history.ts';

/** How many issues are indexed at once while nothing is asked in between, as an import of a history does. */
const batch = 200;
/** The same while issues are looked at that need not be asked on the very state of the index. */
const smallBatch = 20;

export interface Visitor {
  /** Asked before anything later is indexed. */
  isAsked: (issue: RecordedIssue) => boolean;
  /**
   * Asked with up to `smallBatch` later issues in the index, which `isEarlier` keeps out of its candidates: they only
   * weigh in idf and average lengths. A third of the time of indexing one by one.
   */
  isLookedAt?: (issue: RecordedIssue) => boolean;
  ask: (issue: RecordedIssue, isEarlier: (number: number) => boolean) => Promise<void>;
  /** Before issues are indexed. */
  arrived?: (issues: readonly RecordedIssue[]) => Promise<void> | void;
}

/**
 * Goes through the issues in the order of filing. Each is given to `ask` (where it is asked or looked at) so that only
 * earlier ones can be found.
 */
export async function walkHistory(
  postings: Postings,
  repo: RepositoryRef,
  issues: readonly RecordedIssue[],
  visitor: Visitor,
): Promise<void> {
  const places = new Map(issues.map(({ number }, place) => [number, place]));
  const ask = (issue: RecordedIssue) => {
    const own = places.get(issue.number) ?? 0;
    return visitor.ask(issue, (number) => (places.get(number) ?? own) < own);
  };
  let waiting: RecordedIssue[] = [];
  let looked: RecordedIssue[] = [];
  const flush = async () => {
    if (waiting.length === 0) return;
    await visitor.arrived?.(waiting);
    await indexIssues(postings, repo, waiting);
    for (const issue of looked) await ask(issue);
    waiting = [];
    looked = [];
  };
  for (const issue of issues) {
    if (visitor.isAsked(issue)) {
      await flush();
      await ask(issue);
    } else if (visitor.isLookedAt?.(issue)) looked.push(issue);
    waiting.push(issue);
    if (waiting.length >= (looked.length > 0 ? smallBatch : batch)) await flush();
  }
  await flush();
}
