import type { Context } from 'probot';
import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { learnFromEvent } from '../../triage/learn/record-lesson.ts';
import { toIssue } from '../calls/from-payload.ts';
import { toIssueEvent } from '../calls/issue-event.ts';
import type { AppDeps } from './app-deps.ts';

/**
 * What people did to the issue teaches, whether or not it is triaged.
 *
 * @param issue as it is known by now, which may be newer than the delivery
 */
export async function learnFromDelivery(
  deps: AppDeps,
  context: Context<'issues'>,
  repo: RepositoryRef,
  issue: Issue,
): Promise<void> {
  await deps.learning.acceptDaily(repo);
  const event = toIssueEvent(context, toIssue(repo.repositoryId, context.payload.issue));
  if (!event) return;
  const { repositories, learning } = deps;
  const { decisions } = deps.triage;
  const github = deps.gateway(context.octokit);
  await learnFromEvent({ ...learning, decisions, repositories, github }, repo, event, issue);
}
