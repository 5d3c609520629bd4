import { createKnownIssues } from '../../bench/duplicates/known-issues.ts';
import type { History, RecordedIssue } from '../../bench/duplicates/read-history.ts';
import { walkHistory } from '../../bench/duplicates/walk-history.ts';
import { featuresOf } from '../../src/domain/similarity/features.ts';
import type { RankingExample } from '../../src/domain/similarity/ranker/train-ranker.ts';
import { gatherCandidates } from '../../src/triage/similar/gather-candidates.ts';
import { createMemoryPostings } from '../../src/triage/similar/memory-postings.ts';

export interface Example extends RankingExample {
  number: number;
  /** Issues of one cluster share a fold, so that no problem is both learnt from and asked for. */
  fold: number;
}

/** Of the issues nobody linked, every how many-th is asked too: for the likelihood only. */
const everyUnlinked = 4;

const repo = { installationId: 1, repositoryId: 1, owner: 'golang', name: 'go', private: false };

/** Asks for every number of `linked`, and for some issues that nobody linked, up to the last of `linked`. */
export async function collectExamples(history: History, linked: ReadonlySet<number>): Promise<Example[]> {
  let indexed = 0;
  const postings = createMemoryPostings(createKnownIssues(history, () => indexed));
  const last = history.issues.findLastIndex(({ number }) => linked.has(number));
  const issues = history.issues.slice(0, last + 1);
  const cluster = new Map(issues.map((issue) => [issue.number, issue.cluster]));
  const examples: Example[] = [];
  const ask = async (issue: RecordedIssue) => {
    const { query, candidates } = await gatherCandidates(postings, repo, issue);
    const same = (number: number) => issue.cluster !== null && cluster.get(number) === issue.cluster;
    examples.push({
      number: issue.number,
      fold: issue.cluster ?? issue.number,
      features: featuresOf(query, candidates),
      relevant: candidates.map(({ number }) => same(number)),
    });
  };
  await walkHistory(postings, repo, issues, {
    isAsked: ({ number, cluster }) =>
      linked.has(number) || (cluster === null && number % everyUnlinked === 0),
    ask,
    arrived: (issues) => {
      indexed += issues.length;
    },
  });
  return examples;
}
