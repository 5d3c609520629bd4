import type { Context } from 'probot';
import { readReply } from '../../triage/commands/read-reply.ts';
import { runComment } from '../../triage/commands/run-comment.ts';
import { linkDeclaredDuplicate } from '../../triage/duplicates/link-declared-duplicate.ts';
import { retellLink } from '../../triage/duplicates/tell-link.ts';
import { isPullRequest, toAccount, toRepository } from '../calls/from-payload.ts';
import type { AppDeps } from './app-deps.ts';
import { commandDeps } from './command-deps.ts';
import { duplicateDeps } from './duplicate-deps.ts';
import { keepIssue } from './keep-issue.ts';
import { knowRepository } from './know-repository.ts';

/**
 * A comment brings the issue's newest state with it, and a new one may hold commands. Bots' comments, our own among them,
 * edits and deletions change nothing else.
 */
export async function issueCommented(deps: AppDeps, context: Context<'issue_comment'>): Promise<void> {
  const { payload } = context;
  if (!payload.installation || isPullRequest(payload.issue)) return;
  const said = toRepository(payload.installation.id, payload.repository);
  const repo = await knowRepository(deps, context, said);
  if (!repo || !(await keepIssue(deps, context, repo, payload.issue))) return;
  const actor = toAccount(payload.comment.user);
  if (actor.kind === 'bot' || payload.action !== 'created') return;
  await deps.timeline.append(repo, payload.issue.number, [
    { kind: 'commented', actor, deliveryId: context.id, detail: { action: payload.action } },
  ]);
  const { repositories, issues, timeline } = deps;
  const github = deps.gateway(context.octokit);
  await readReply({ ...deps.triage, repositories, issues, timeline, github }, repo, {
    ...{ number: payload.issue.number, by: actor, body: payload.comment.body },
    ...{ commentId: payload.comment.id, deliveryId: context.id },
  });
  await runComment(commandDeps(deps, github), {
    repo,
    number: payload.issue.number,
    text: payload.comment.body,
    by: actor,
    commentId: payload.comment.id,
    deliveryId: context.id,
    at: new Date(payload.comment.created_at).toISOString(),
  });
  const linked = await linkDeclaredDuplicate(duplicateDeps(deps, context.octokit), {
    ...{ repo, by: actor, number: payload.issue.number, text: payload.comment.body },
    ...{ cause: `comment:${payload.comment.id}`, deliveryId: context.id },
    at: new Date(payload.comment.created_at).toISOString(),
  });
  if (linked)
    await retellLink(commandDeps(deps, github), {
      ...{ repo, number: payload.issue.number, cause: `comment:${payload.comment.id}:link` },
      by: { deliveryId: context.id, actor, models: [] },
    });
}
