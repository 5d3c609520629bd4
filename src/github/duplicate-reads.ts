import type { ProbotOctokit } from 'probot';
import type { Doing, DuplicateReads } from '../triage/duplicate-ports.ts';
import { Refused } from '../triage/refused.ts';
import { retried } from './call.ts';
import { type GitHubUser, toAccount } from './words.ts';

type Octokit = InstanceType<typeof ProbotOctokit>;

/** What people did around an issue, over an installation's Octokit. */
export function createDuplicateReads(octokit: Octokit): DuplicateReads {
  const { rest } = octokit;
  return {
    comments: (repo, number, since) =>
      orEmpty(async () => {
        const comments = await retried(() =>
          octokit.paginate(rest.issues.listComments, {
            owner: repo.owner,
            repo: repo.name,
            issue_number: number,
            per_page: 100,
            ...(since === null ? {} : { since }),
          }),
        );
        return comments.map(({ id, user, body, created_at }) => ({
          id,
          by: toAccount(user),
          body: body ?? '',
          at: created_at,
        }));
      }),

    thumbsDown: (repo, commentId) =>
      orEmpty(async () => {
        const reactions = await retried(() =>
          octokit.paginate(rest.reactions.listForIssueComment, {
            owner: repo.owner,
            repo: repo.name,
            comment_id: commentId,
            content: '-1',
            per_page: 100,
          }),
        );
        return reactions.map(({ user }) => toAccount(user));
      }),

    doings: (repo, number) =>
      orEmpty(async () => {
        const events = await retried(() =>
          octokit.paginate(rest.issues.listEvents, {
            owner: repo.owner,
            repo: repo.name,
            issue_number: number,
            per_page: 100,
          }),
        );
        return (events as { event: string; actor: GitHubUser | null; created_at: string }[]).flatMap(
          ({ event, actor, created_at }): Doing[] =>
            event === 'reopened' || event === 'assigned'
              ? [{ kind: event, by: toAccount(actor), at: created_at }]
              : [],
        );
      }),
  };
}

/** What is gone has nothing to tell. */
async function orEmpty<T>(call: () => Promise<T[]>): Promise<T[]> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Refused && error.gone) return [];
    throw error;
  }
}
