import type { ProbotOctokit } from 'probot';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Doing, DuplicateReads } from '../../triage/ports/duplicates.ts';
import { orMissing } from './confirm-missing.ts';
import { type GitHubUser, toAccount } from './from-payload.ts';

type Octokit = InstanceType<typeof ProbotOctokit>;

/** What people did around an issue, over an installation's Octokit. */
export function createDuplicateReads(octokit: Octokit): DuplicateReads {
  const { rest } = octokit;
  /** What is gone has nothing to tell. */
  const orEmpty = async <T>(repo: RepositoryRef, call: () => Promise<T[]>): Promise<T[]> =>
    (await orMissing(octokit, repo, call)) ?? [];
  return {
    comments: (repo, number, since) =>
      orEmpty(repo, async () => {
        const comments = await octokit.paginate(rest.issues.listComments, {
          owner: repo.owner,
          repo: repo.name,
          issue_number: number,
          per_page: 100,
          ...(since === null ? {} : { since }),
        });
        return comments.map(({ id, user, body, created_at }) => ({
          id,
          by: toAccount(user),
          body: body ?? '',
          at: created_at,
        }));
      }),

    thumbsDown: (repo, commentId) =>
      orEmpty(repo, async () => {
        const reactions = await octokit.paginate(rest.reactions.listForIssueComment, {
          owner: repo.owner,
          repo: repo.name,
          comment_id: commentId,
          content: '-1',
          per_page: 100,
        });
        return reactions.map(({ user }) => toAccount(user));
      }),

    doings: (repo, number) =>
      orEmpty(repo, async () => {
        const events = await octokit.paginate(rest.issues.listEvents, {
          owner: repo.owner,
          repo: repo.name,
          issue_number: number,
          per_page: 100,
        });
        return (events as { event: string; actor: GitHubUser | null; created_at: string }[]).flatMap(
          ({ event, actor, created_at }): Doing[] =>
            event === 'reopened' || event === 'assigned'
              ? [{ kind: event, by: toAccount(actor), at: created_at }]
              : [],
        );
      }),
  };
}
