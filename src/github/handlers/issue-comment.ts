import type { Context } from 'probot';
import { readReply } from '../../triage/commands/read-reply.ts';
import { runComment } from '../../triage/commands/run-comment.ts';
import { linkDeclaredDuplicate } from '../../triage/duplicates/link-declared-duplicate.ts';
import { retellLink } from '../../triage/duplicates/tell-link.ts';
import { isPullRequest, toAccount, toRepository } from '../calls/from-payload.ts';
import type { AppDeps } from './app-deps.ts';
import { commandDeps } from './command-deps.ts';
import { duplicateDeps } from './duplicate-deps.ts';
import { hearIssue } from './hear-issue.ts';

/**
 * A comment brings the issue's newest state with it, and a new one may hold commands. Bots' comments, our own among them,
 * edits and deletions change nothing else.
 */
export async function issueCommented(deps: AppDeps, context: Context<'issue_comment'>): Promise<void> {
  const { payload } = context;
  if (!payload.installation || isPullRequest(payload.issue)) return;
  const said = toRepository(payload.installation.id, payload.repository);
  const actor = toAccount(payload.comment.user);
  const isNews = actor.kind !== 'bot' && payload.action === 'created';
  const event = {
    kind: 'commented',
    actor,
    deliveryId: context.id,
    detail: { action: payload.action },
  } as const;
  const heard = await hearIssue(deps, context, {
    ...{ repo: said, issue: payload.issue },
    event: isNews ? event : null,
  });
  if (!heard || !isNews) return;
  const { repo } = heard;
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
