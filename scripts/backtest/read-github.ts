import { Octokit } from '@octokit/rest';
import { type OwnerRule, parseCodeowners } from '../../src/domain/routing/codeowners.ts';
import type { TaughtIssue } from '../../src/triage/ports/models.ts';
import type { ReadPast } from './past.ts';
import { readTemplatesOf } from './read-templates.ts';
import { withoutTemplateLabels } from './without-template-labels.ts';

export interface ReadGitHubOptions {
  /** REST root, for example `https://api.github.com`. */
  apiUrl: string;
  /** Public repositories need none, within 60 requests an hour. */
  token: string | undefined;
  /** Issues at most: the newest. */
  most: number;
  onPage: (issues: number) => void;
}

/** The share of GitHub's hourly quota that is left to others. */
const keptFree = 0.25;
/** GitHub takes the first of these that there is. */
const ownersPaths = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/**
 * Reads a repository's issues from GitHub, newest first, and gives them in the order of time with the labels that they
 * carry today, who is assigned, and who closed them. Pull requests and issues of bots are left out.
 *
 * @throws Error in words for a person when GitHub refuses
 */
export async function readGitHub(
  owner: string,
  repo: string,
  { apiUrl, token, most, onPage }: ReadGitHubOptions,
): Promise<ReadPast> {
  const octokit = new Octokit({ baseUrl: apiUrl, ...(token ? { auth: token } : {}), log: silent });
  const issues: ListedIssue[] = [];
  let bots = 0;
  try {
    const labels = await octokit.paginate(octokit.rest.issues.listLabelsForRepo, {
      owner,
      repo,
      per_page: 100,
    });
    const pages = octokit.paginate.iterator(octokit.rest.issues.listForRepo, {
      ...{ owner, repo, state: 'all', sort: 'created', direction: 'desc', per_page: 100 },
    });
    for await (const { data } of pages) {
      for (const issue of data) {
        if (issue.pull_request) continue;
        if (issue.user?.type === 'Bot') bots++;
        else issues.push(issue);
      }
      onPage(issues.length);
      if (issues.length >= most) break;
    }
    const chosen = issues.slice(0, most).reverse();
    const { closers, left } = await readClosers(octokit, { owner, repo, since: chosen[0]?.created_at });
    const past = {
      name: `${owner}/${repo}`,
      issues: chosen.map((issue) => toTaught(issue, closers.get(issue.number))),
      codeowners: await readCodeowners(octokit, owner, repo),
      labels: labels.map(({ id, name, color, description }) => ({
        id,
        name,
        color,
        description: description ?? '',
      })),
      left: [...(bots > 0 ? [`${bots} issues by bots`] : []), ...left],
    };
    return withoutTemplateLabels(past, await readTemplatesOf(octokit, owner, repo));
  } catch (error) {
    throw new Error(explain(error, `${owner}/${repo}`), { cause: error });
  }
}

/** What is read of an issue as GitHub lists it. */
interface ListedIssue {
  number: number;
  title: string;
  body?: string | null;
  created_at: string;
  closed_at?: string | null;
  user?: { login: string } | null;
  assignees?: { login: string }[] | null;
  labels: (string | { name?: string })[];
}

function toTaught(issue: ListedIssue, closer: string | undefined): TaughtIssue {
  const labels = issue.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? [])));
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    labels,
    labeledAt: labels.length > 0 ? issue.created_at : null,
    handling: {
      author: issue.user?.login ?? '',
      createdAt: issue.created_at,
      assigned: issue.assignees?.map(({ login }) => login) ?? [],
      closed: closer && issue.closed_at ? { by: closer, at: issue.closed_at } : null,
    },
  };
}

/**
 * The people who closed issues last, by number. GitHub lists a repository's events newest first; they are read back to the
 * oldest issue, or until a quarter of the hourly quota is left.
 */
async function readClosers(
  octokit: Octokit,
  { owner, repo, since }: { owner: string; repo: string; since: string | undefined },
): Promise<{ closers: Map<number, string>; left: string[] }> {
  const closers = new Map<number, string>();
  const seen = new Set<number>();
  if (since === undefined) return { closers, left: [] };
  const pages = octokit.paginate.iterator(octokit.rest.issues.listEventsForRepo, {
    ...{ owner, repo, per_page: 100 },
  });
  for await (const { data, headers } of pages) {
    for (const { event, issue, actor } of data) {
      if (event !== 'closed' || !issue || issue.pull_request || seen.has(issue.number)) continue;
      seen.add(issue.number);
      if (actor && actor.type !== 'Bot') closers.set(issue.number, actor.login);
    }
    const oldest = data.at(-1)?.created_at;
    if (oldest === undefined || oldest < since) break;
    const [limit, remaining] = [headers['x-ratelimit-limit'], headers['x-ratelimit-remaining']].map(Number);
    if (limit && remaining !== undefined && remaining < limit * keptFree)
      return { closers, left: [`who closed issues before ${oldest.slice(0, 10)} (rate limit)`] };
  }
  return { closers, left: [] };
}

async function readCodeowners(octokit: Octokit, owner: string, repo: string): Promise<OwnerRule[]> {
  for (const path of ownersPaths) {
    try {
      const { data } = await octokit.rest.repos.getContent({
        ...{ owner, repo, path },
        mediaType: { format: 'raw' },
      });
      return parseCodeowners(String(data));
    } catch (error) {
      if ((error as { status?: number }).status !== 404) throw error;
    }
  }
  return [];
}

function explain(error: unknown, name: string): string {
  const { status, message } = error as { status?: number; message?: string };
  if (status === 404)
    return `The repository ${name} doesn't exist or is private. Set GITHUB_TOKEN to a token that can read its issues.`;
  if (status === 401) return 'GitHub rejected the token in GITHUB_TOKEN.';
  if (status === 403 || status === 429)
    return "GitHub's rate limit is exceeded (60 requests per hour without a token). Set GITHUB_TOKEN, or try again later.";
  return `Couldn't read ${name}: ${message ?? String(error)}`;
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
