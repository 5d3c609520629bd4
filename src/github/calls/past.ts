import type { ProbotOctokit } from 'probot';
import type { PastEvent } from '../../domain/issue/issue-past.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { GitHubPast, PastPage, PastRequest, Quota } from '../../triage/ports/past.ts';
import { statusOf } from './call.ts';
import { mustSee, orMissing } from './confirm-missing.ts';
import { type GitHubIssue, type GitHubUser, isPullRequest, toAccount, toIssue } from './from-payload.ts';

type Octokit = InstanceType<typeof ProbotOctokit>;

/** What we read of GitHub's "issue event". */
interface GitHubIssueEvent {
  event: string;
  actor: GitHubUser | null;
  created_at: string;
  label?: { name?: string | null };
  rename?: { from: string };
  issue?: { number: number; pull_request?: unknown } | null;
}

const firstIssues = 'state=all&sort=created&direction=asc&per_page=100';
const firstEvents = 'per_page=100';

/** The Octokit of an installation. */
export type InstallationOctokit = (installationId: number) => Promise<Octokit>;

/** The port `GitHubPast` over an installation's Octokit. A list that GitHub does not show is no empty list. */
export function createPast(octokit: InstallationOctokit): GitHubPast {
  const list = async <T>(path: 'issues' | 'issues/events', repo: RepositoryRef, request: PastRequest) => {
    const asInstallation = await octokit(repo.installationId);
    const page = await orMissing(asInstallation, repo, () =>
      readPage<T>(asInstallation, path, repo, request),
    );
    if (page !== null) return page;
    // A repository whose issues are switched off has no list of them; any other has one.
    const { hasIssues } = await mustSee(asInstallation, repo);
    if (hasIssues) throw new Error(`GitHub does not show the ${path} of ${repo.owner}/${repo.name}`);
    return { quota: null, read: { items: [], next: null, etag: null, pagesTotal: null } };
  };
  return {
    async listIssues(repo, request) {
      const page = await list<GitHubIssue>('issues', repo, { ...request, page: request.page ?? firstIssues });
      return withItems(page, (issue) => (isPullRequest(issue) ? [] : [toIssue(repo.repositoryId, issue)]));
    },
    async listEvents(repo, request) {
      const asked = { ...request, page: request.page ?? firstEvents };
      return withItems(await list<GitHubIssueEvent>('issues/events', repo, asked), toPastEvent);
    },
  };
}

function withItems<A, B>({ quota, read }: PastPage<A>, words: (item: A) => B[]): PastPage<B> {
  return { quota, read: read && { ...read, items: read.items.flatMap(words) } };
}

async function readPage<T>(
  octokit: Octokit,
  path: string,
  repo: RepositoryRef,
  { page, etag }: PastRequest,
): Promise<PastPage<T>> {
  const asked = {
    owner: repo.owner,
    repo: repo.name,
    headers: etag ? { 'if-none-match': etag } : {},
  };
  const answer = await octokit
    .request(`GET /repos/{owner}/{repo}/${path}?${page}`, asked)
    .catch((error: unknown) => {
      if (statusOf(error) !== 304) throw error;
      return { data: null, headers: (error as { response?: { headers: object } }).response?.headers ?? {} };
    });
  const headers = answer.headers as Record<string, string | undefined>;
  if (answer.data === null) return { quota: toQuota(headers), read: null };
  const links = toLinks(headers.link ?? '');
  const last = new URLSearchParams(links.last ?? '').get('page');
  const pagesTotal = last
    ? Number(last)
    : links.next
      ? null
      : Number(new URLSearchParams(page ?? '').get('page') ?? 1);
  return {
    quota: toQuota(headers),
    read: { items: answer.data as T[], next: links.next ?? null, etag: headers.etag ?? null, pagesTotal },
  };
}

/** The queries that GitHub's `Link` header names, by their relation. Only the query is used, never the address. */
function toLinks(header: string): Record<string, string> {
  const found = header.matchAll(/<[^>?]*\?([^>]*)>\s*;\s*rel="([a-z]+)"/g);
  return Object.fromEntries([...found].map(([, query = '', relation = '']) => [relation, query]));
}

function toQuota(headers: Record<string, string | undefined>): Quota | null {
  const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) =>
    Number(headers[`x-ratelimit-${name}`] ?? Number.NaN),
  ) as [number, number, number];
  if (![limit, remaining, reset].every(Number.isFinite)) return null;
  return { limit, remaining, resetsAt: new Date(reset * 1000).toISOString() };
}

function toPastEvent(event: GitHubIssueEvent): PastEvent[] {
  if (!event.issue || isPullRequest(event.issue)) return [];
  const base = { number: event.issue.number, by: toAccount(event.actor), at: event.created_at };
  if (event.event === 'closed') return [{ ...base, kind: 'closed' }];
  if (event.event === 'renamed' && event.rename)
    return [{ ...base, kind: 'renamed', from: event.rename.from }];
  if ((event.event === 'labeled' || event.event === 'unlabeled') && event.label?.name)
    return [{ ...base, kind: event.event, label: event.label.name }];
  return [];
}
