import type { Context } from 'probot';
import type { Issue } from '../domain/issue.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import { learnFromEvent } from '../triage/learn.ts';
import type { AppDeps } from './app-deps.ts';
import { toIssueEvent } from './issue-event.ts';
import { toIssue } from './words.ts';

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
