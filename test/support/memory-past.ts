import type { Issue } from '../../src/domain/issue/issue.ts';
import type { PastEvent } from '../../src/domain/issue/issue-past.ts';
import type { GitHubPast, PastPage, PastRequest, Quota } from '../../src/triage/ports/past.ts';

/** The port `GitHubPast` in memory: pages of what it is given, with etags by content. */
export function createMemoryPast(given: { issues: Issue[]; events: PastEvent[]; pageSize: number }) {
  const asked: { list: 'issues' | 'events'; page: number; changed: boolean }[] = [];
  const memory = {
    asked,
    quota: null as Quota | null,
    changeIssue(number: number, change: Partial<Issue>) {
      given.issues = given.issues.map((issue) => (issue.number === number ? { ...issue, ...change } : issue));
    },
    past: undefined as unknown as GitHubPast,
  };
  function read<T>(list: 'issues' | 'events', all: T[], { page, etag }: PastRequest): PastPage<T> {
    const number = Number(page ?? 1);
    const items = all.slice((number - 1) * given.pageSize, number * given.pageSize);
    const now = JSON.stringify(items);
    const changed = etag !== now;
    asked.push({ list, page: number, changed });
    const pagesTotal = Math.max(1, Math.ceil(all.length / given.pageSize));
    const next = number < pagesTotal ? String(number + 1) : null;
    return { quota: memory.quota, read: changed ? { items, next, etag: now, pagesTotal } : null };
  }
  memory.past = {
    listIssues: async (_repo, request) => read('issues', given.issues, request),
    listEvents: async (_repo, request) => read('events', given.events, request),
  };
  return memory;
}
