import type { Context } from 'probot';
import { handsOffLabel } from '../../domain/decide/skip-reason.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { runComment } from '../../triage/commands/run-comment.ts';
import { saysSomethingNew, triageIssue } from '../../triage/decide/triage-issue.ts';
import { linkAsClosed } from '../../triage/duplicates/link-declared-duplicate.ts';
import type { TimelineEvent } from '../../triage/ports/core.ts';
import { isPullRequest, toAccount, toRepository } from '../calls/from-payload.ts';
import type { AppDeps } from './app-deps.ts';
import { commandDeps } from './command-deps.ts';
import { duplicateDeps } from './duplicate-deps.ts';
import { hearIssue } from './hear-issue.ts';
import { knowRepository } from './know-repository.ts';
import { learnFromDelivery } from './learn-from-delivery.ts';

/**
 * Every change of an issue updates what is known; an opened, reopened or released one, or an edit that changed its meaning, is
 * triaged.
 */
export async function issueChanged(deps: AppDeps, context: Context<'issues'>): Promise<void> {
  const { payload, octokit } = context;
  if (!payload.installation || isPullRequest(payload.issue)) return;
  const said = toRepository(payload.installation.id, payload.repository);
  const { number } = payload.issue;
  if (payload.action === 'deleted' || payload.action === 'transferred') {
    const known = await knowRepository(deps, context, said);
    if (known) await deps.issues.forgetIssue(known, number);
    return;
  }
  const event = toTimeline(context);
  const heard = await hearIssue(deps, context, { repo: said, issue: payload.issue, event });
  if (!heard) return;
  const { repo, issue } = heard;
  await learnFromDelivery(deps, context, repo, issue);
  if (showsOwner.has(payload.action)) await deps.learning.ownerShown(repo);
  if (payload.action === 'closed' && issue.stateReason === 'duplicate')
    await linkAsClosed(duplicateDeps(deps, octokit), {
      ...{ repo, number, by: toAccount(payload.sender), cause: context.id, deliveryId: context.id },
      at: issue.closedAt ?? issue.updatedAt,
    });
  if (payload.action === 'opened') await runOpening(deps, context, repo, issue);
  if (issue.state === 'closed') await deps.triage.askings.dropped(repo, number);
  // A closed one is decided too, and nothing is written: whether it was closed before its first delivery came is chance.
  await triageIfNew(deps, context, repo, issue);
}

const showsOwner: ReadonlySet<string> = new Set(['assigned', 'unassigned', 'closed']);

/** A new issue's own text may hold commands; they come before its triage, which then keeps to what was chosen. */
async function runOpening(
  deps: AppDeps,
  { id, octokit, payload }: Context<'issues'>,
  repo: RepositoryRef,
  { number, author, createdAt }: Issue,
): Promise<void> {
  // The text as it was filed: what was edited since runs nothing.
  const text = payload.issue.body ?? '';
  const spoken = { repo, number, text, by: author, commentId: null, deliveryId: id, at: createdAt };
  await runComment(commandDeps(deps, deps.gateway(octokit)), spoken);
}

/** It was opened or reopened, or what kept DispatchAI away was taken off. */
function opensTriage(payload: Context<'issues'>['payload']): boolean {
  if (payload.action === 'unlabeled') return payload.label?.name.toLowerCase() === handsOffLabel;
  return payload.action === 'opened' || payload.action === 'reopened' || payload.action === 'unlocked';
}

/**
 * An opened or reopened issue is triaged at once, and one that people let go (unlocked, `no-triage` taken off). Edits come in
 * bursts, while somebody mends what they just wrote: the first one waits, and those that come until then are triaged with it.
 * Their order does not matter, since what counts is whether the issue says something else than when it was decided.
 */
async function triageIfNew(
  deps: AppDeps,
  { id, octokit, payload }: Context<'issues'>,
  repo: RepositoryRef,
  issue: Issue,
): Promise<void> {
  const opens = opensTriage(payload);
  if (!opens && payload.action !== 'edited') return;
  if (!opens && !(await saysSomethingNew(deps.triage, repo, issue))) return;
  if (!opens && deps.editSeconds > 0) {
    const { installationId, repositoryId } = repo;
    const work = {
      kind: 'triage',
      installationId,
      repositoryId,
      number: issue.number,
      key: '',
      cause: id,
    } as const;
    await deps.triage.later.add(work, deps.editSeconds, { gather: true });
    return;
  }
  const { repositories, timeline, issues } = deps;
  const github = deps.gateway(octokit);
  await triageIssue(
    { ...deps.triage, repositories, timeline, issues, github },
    { repo, issue, deliveryId: id },
  );
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
  const label = 'label' in payload ? payload.label : undefined;
  return {
    kind: timelineKinds[payload.action] ?? 'other',
    actor: toAccount(payload.sender),
    deliveryId: id,
    detail: { action: payload.action, ...(label ? { label: label.name, labelId: label.id } : {}) },
  };
}
