import type { Context } from 'probot';
import type { AppDeps } from '../app-deps.ts';
import { isPullRequest, toAccount, toIssue, toRepository } from '../words.ts';

/** A comment brings the issue's newest state with it. Bots' comments, our own among them, change nothing else. */
export async function issueCommented(deps: AppDeps, context: Context<'issue_comment'>): Promise<void> {
  const { payload } = context;
  if (!payload.installation || isPullRequest(payload.issue)) return;
  const repo = toRepository(payload.installation.id, payload.repository);
  await deps.repositories.saveRepository(repo);
  await deps.issues.saveIssue(repo, toIssue(repo.repositoryId, payload.issue));
  const actor = toAccount(payload.comment.user);
  if (actor.kind === 'bot' || payload.action !== 'created') return;
  await deps.timeline.append(repo, payload.issue.number, [
    { kind: 'commented', actor, deliveryId: context.id, detail: { action: payload.action } },
  ]);
}
