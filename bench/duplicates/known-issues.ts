import type { KnownIssues } from '../../src/triage/similar/memory-postings.ts';
import type { History, RecordedLink } from './read-history.ts';

const day = 86_400_000;

/** What was known of the recorded issues at any time: state by `closedAt`, links by when they were made. */
export function createKnownIssues(history: History, indexed: () => number): KnownIssues {
  const byNumber = new Map(history.issues.map((issue) => [issue.number, issue]));
  const canonical = timesBy(history, (link) => link.canonical);
  const duplicate = timesBy(history, (link) => link.duplicate);
  return {
    factsAt(number, at) {
      const issue = byNumber.get(number);
      if (issue === undefined) return null;
      const before = (time: string) => time < at;
      return {
        ageDays: Math.max(0, (Date.parse(at) - Date.parse(issue.createdAt)) / day),
        closed: issue.closedAt !== null && issue.closedAt < at,
        links: canonical.get(number)?.filter(before).length ?? 0,
        duplicate: duplicate.get(number)?.some(before) ?? false,
      };
    },
    latestBodies: (count) =>
      history.issues.slice(Math.max(0, indexed() - count), indexed()).map(({ body }) => body),
  };
}

function timesBy(history: History, key: (link: RecordedLink) => number): Map<number, string[]> {
  const times = new Map<number, string[]>();
  for (const link of history.links) times.set(key(link), [...(times.get(key(link)) ?? []), link.linkedAt]);
  return times;
}
