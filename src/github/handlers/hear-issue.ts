import type { Context } from 'probot';
import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { TimelineEvent } from '../../triage/ports/core.ts';
import { type GitHubIssue, toIssue } from '../calls/from-payload.ts';
import type { AppDeps } from './app-deps.ts';
import { isUnsure, keepIssue } from './keep-issue.ts';
import { isSameRepository, knowRepository } from './know-repository.ts';
import { labelsOf, namesOfKnown } from './present-labels.ts';

export interface HeardIssue {
  repo: RepositoryRef;
  issue: Issue;
}

/** What a delivery says of an issue. */
export interface SaidOfIssue {
  repo: RepositoryRef;
  issue: GitHubIssue;
  /** What it adds to the timeline; null for nothing. */
  event: TimelineEvent | null;
}

/**
 * The repository and the issue as they are known once a delivery was heard, with its event in the timeline. One unit of
 * work where the delivery says nothing that GitHub has to be asked about, as nearly all do. Null where either is gone.
 *
 * @throws Postponed where GitHub is to be asked again
 */
export async function hearIssue(
  deps: AppDeps,
  context: Pick<Context, 'id' | 'octokit'>,
  said: SaidOfIssue,
): Promise<HeardIssue | null> {
  const heard = deps.isStale(context.id) ? null : await hearAtOnce(deps, said);
  if (heard) return heard;
  const repo = await knowRepository(deps, context, said.repo);
  const issue = repo && (await keepIssue(deps, context, repo, said.issue));
  if (!issue) return null;
  if (said.event) await deps.timeline.append(repo, issue.number, [said.event]);
  return { repo, issue };
}

/** Null, and nothing is kept, where GitHub has to be asked first. */
function hearAtOnce({ triage }: AppDeps, said: SaidOfIssue): Promise<HeardIssue | null> {
  const { number } = said.issue;
  const given = labelsOf(said.issue.labels ?? []);
  return triage.unit(said.repo, async ({ repositories, issues, timeline }) => {
    const [repo, isForgotten, known, labels] = await Promise.all([
      repositories.getRepository(said.repo),
      issues.isForgotten(said.repo, number),
      issues.getIssue(said.repo, number),
      given.length > 0 ? repositories.knownLabels(said.repo) : null,
    ]);
    const names = namesOfKnown(given, labels);
    if (!repo || !isSameRepository(repo, said.repo) || isForgotten || names === null) return null;
    const now = { ...toIssue(repo.repositoryId, said.issue), labels: names };
    if (isUnsure(known, now)) return null;
    const issue = await issues.saveIssue(repo, now);
    if (said.event) await timeline.append(repo, number, [said.event]);
    return { repo, issue };
  });
}
