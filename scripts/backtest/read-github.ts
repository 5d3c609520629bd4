import { Octokit } from '@octokit/rest';
import type { TaughtIssue } from '../../src/triage/ports/models.ts';
import type { ReadPast } from './past.ts';

export interface ReadGitHubOptions {
  /** REST root, for example `https://api.github.com`. */
  apiUrl: string;
  /** Public repositories need none, within 60 requests an hour. */
  token: string | undefined;
  /** Issues at most: the newest. */
  most: number;
  onPage: (issues: number) => void;
}

/**
 * Reads a repository's issues from GitHub, newest first, and gives them in the order of time with the labels that they
 * carry today. Pull requests and issues of bots are left out.
 *
 * @throws Error in words for a person when GitHub refuses
 */
export async function readGitHub(
  owner: string,
  repo: string,
  { apiUrl, token, most, onPage }: ReadGitHubOptions,
): Promise<ReadPast> {
  const octokit = new Octokit({ baseUrl: apiUrl, ...(token ? { auth: token } : {}), log: silent });
  const issues: TaughtIssue[] = [];
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
        else issues.push(toTaught(issue));
      }
      onPage(issues.length);
      if (issues.length >= most) break;
    }
    return {
      name: `${owner}/${repo}`,
      issues: issues.slice(0, most).reverse(),
      labels: labels.map(({ id, name, color, description }) => ({
        id,
        name,
        color,
        description: description ?? '',
      })),
      left: bots > 0 ? [`${bots} issues by bots`] : [],
    };
  } catch (error) {
    throw new Error(explain(error, `${owner}/${repo}`), { cause: error });
  }
}

function toTaught(issue: {
  number: number;
  title: string;
  body?: string | null;
  created_at: string;
  labels: (string | { name?: string })[];
}): TaughtIssue {
  const labels = issue.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? [])));
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    labels,
    labeledAt: labels.length > 0 ? issue.created_at : null,
  };
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
