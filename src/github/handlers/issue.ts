import type { Context } from 'probot';
import type { Issue } from '../../domain/issue.ts';
import { normaliseMeaning } from '../../domain/meaning.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { TimelineEvent } from '../../triage/ports.ts';
import { triageIssue } from '../../triage/triage-issue.ts';
import type { AppDeps } from '../app-deps.ts';
import { isPullRequest, toAccount, toIssue, toRepository } from '../words.ts';

/** Every change of an issue updates what is known; an opened or reopened one, or an edit that changed its meaning, is triaged. */
export async function issueChanged(deps: AppDeps, context: Context<'issues'>): Promise<void> {
  const { payload } = context;
  if (!payload.installation || isPullRequest(payload.issue)) return;
  const repo = toRepository(payload.installation.id, payload.repository);
  await deps.repositories.saveRepository(repo);
  const { number } = payload.issue;
  if (payload.action === 'deleted' || payload.action === 'transferred') {
    await deps.issues.forgetIssue(repo, number);
    return;
  }
  const said = toIssue(repo.repositoryId, payload.issue);
  const before = await deps.issues.getIssue(repo, number);
  const issue = await currentIssue(deps, context, repo, said);
  if (!issue) {
    await deps.issues.forgetIssue(repo, number);
    return;
  }
  await deps.timeline.append(repo, number, [toTimeline(context)]);
  if (isLabelling(payload.action) && toAccount(payload.sender).kind === 'person')
    await deps.personLabelled(repo);
  // A retry may find its own first attempt in the store: the decision that stands makes a second triage harmless.
  const known = deps.isStale(context.id) ? null : before;
  if (callsForTriage(payload.action, known, said)) {
    const github = deps.gateway(context.octokit);
    const { repositories, timeline } = deps;
    await triageIssue(
      { ...deps.triage, repositories, timeline, github },
      { repo, issue, deliveryId: context.id },
    );
  }
}

/** The delivery's issue merged with what is known; asked of GitHub anew when the delivery may have been overtaken. */
async function currentIssue(
  deps: AppDeps,
  context: Context<'issues'>,
  repo: RepositoryRef,
  said: Issue,
): Promise<Issue | null> {
  if (!deps.isStale(context.id)) return deps.issues.saveIssue(repo, said);
  const now = await deps.gateway(context.octokit).getIssue(repo, said.number);
  return now && deps.issues.saveIssue(repo, now);
}

const isLabelling = (action: string) => action === 'labeled' || action === 'unlabeled';

/** GitHub's actions on an issue that may change what a triage would say. */
function callsForTriage(action: string, before: Issue | null, said: Issue): boolean {
  if (action === 'opened' || action === 'reopened') return said.state === 'open';
  if (action !== 'edited' || said.state !== 'open') return false;
  return before === null || normaliseMeaning(before) !== normaliseMeaning(said);
}

const timelineKinds: Record<string, TimelineEvent['kind']> = {
  opened: 'delivered',
  edited: 'edited',
  labeled: 'labeled',
  unlabeled: 'unlabeled',
  closed: 'closed',
  reopened: 'reopened',
};

function toTimeline({ id, payload }: Context<'issues'>): TimelineEvent {
  const label = 'label' in payload ? payload.label?.name : undefined;
  return {
    kind: timelineKinds[payload.action] ?? 'other',
    actor: toAccount(payload.sender),
    deliveryId: id,
    detail: { action: payload.action, ...(label === undefined ? {} : { label }) },
  };
}
