import type { Account, Issue, Milestone } from '../../domain/issue/issue.ts';
import type { Label, RepositoryRef, ShownRepository } from '../../domain/issue/repository.ts';
import type { LabelChange } from '../../triage/ports/core.ts';
import type { LabelSuggestion } from '../../triage/ports/suggestions.ts';

/** What we read of a user in payloads and REST answers; deleted accounts come as null. */
export interface GitHubUser {
  login?: string | undefined;
  id?: number | undefined;
  type?: string | undefined;
}

/** What we read of an issue. Webhooks and REST differ in optional parts, so everything optional here may be missing. */
export interface GitHubIssue {
  number: number;
  title: string;
  body?: string | null | undefined;
  user?: GitHubUser | null | undefined;
  author_association?: string | undefined;
  state?: string | undefined;
  state_reason?: string | null | undefined;
  labels?:
    | readonly (string | { id?: number | undefined; name?: string | null | undefined } | null)[]
    | undefined;
  assignees?: readonly (GitHubUser | null)[] | null | undefined;
  type?: { name?: string | null | undefined } | null | undefined;
  locked?: boolean | undefined;
  created_at: string;
  updated_at: string;
  closed_at?: string | null | undefined;
  pull_request?: unknown;
}

/** What we read of a repository. */
export interface GitHubRepository {
  id: number;
  name: string;
  full_name: string;
  private: boolean;
  archived?: boolean | undefined;
  description?: string | null | undefined;
}

/** A GitHub App and any account that GitHub calls a bot are bots; a deleted account is the person `ghost`. */
export function toAccount(user: GitHubUser | null | undefined): Account {
  const login = user?.login ?? 'ghost';
  const kind = user?.type === 'Bot' || login.endsWith('[bot]') ? 'bot' : 'person';
  return { login, id: user?.id ?? null, kind };
}

/** GitHub's issue in our words. Pull requests come through the same endpoints: see {@link isPullRequest}. */
export function toIssue(repositoryId: number, issue: GitHubIssue): Issue {
  return {
    repositoryId,
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    author: toAccount(issue.user),
    authorAssociation: issue.author_association ?? 'NONE',
    state: issue.state === 'closed' ? 'closed' : 'open',
    stateReason: issue.state_reason ?? null,
    labels: (issue.labels ?? []).flatMap((label) =>
      typeof label === 'string' ? label : (label?.name ?? []),
    ),
    assignees: (issue.assignees ?? []).flatMap((user) => user?.login ?? []),
    type: issue.type?.name ?? null,
    locked: issue.locked ?? false,
    createdAt: issue.created_at,
    updatedAt: issue.updated_at,
    closedAt: issue.closed_at ?? null,
  };
}

export function isPullRequest(issue: { pull_request?: unknown }): boolean {
  return issue.pull_request !== undefined && issue.pull_request !== null;
}

/** The repository of a delivery. The owner is read from `full_name`, which installation payloads also carry. */
export function toRepository(installationId: number, repository: GitHubRepository): RepositoryRef {
  const owner = repository.full_name.split('/')[0] ?? '';
  return {
    installationId,
    repositoryId: repository.id,
    owner,
    name: repository.name,
    private: repository.private,
    ...(repository.archived ? { archived: true } : {}),
  };
}

/** A repository with what GitHub shows of it. */
export function toShownRepository(installationId: number, repository: GitHubRepository): ShownRepository {
  const { description } = repository;
  return { ...toRepository(installationId, repository), ...(description ? { description } : {}) };
}

/** One of GitHub's events on an issue, where it put a label on or took one off. */
export function toLabelChange(event: object): LabelChange[] {
  const { event: kind, label, actor, created_at: at } = event as Record<string, unknown>;
  const name = (label as { name?: unknown } | undefined)?.name;
  if ((kind !== 'labeled' && kind !== 'unlabeled') || typeof name !== 'string') return [];
  return [{ label: name, on: kind === 'labeled', by: toAccount(actor as GitHubUser | null), at: String(at) }];
}

/** A milestone, null for none. */
export function toMilestone(
  milestone: { number: number; title: string } | null | undefined,
): Milestone | null {
  return milestone ? { number: milestone.number, title: milestone.title } : null;
}

export function toLabel(label: {
  id: number;
  name: string;
  color: string;
  description?: string | null;
}): Label {
  return { id: label.id, name: label.name, color: label.color, description: label.description ?? '' };
}

/** One of GitHub's suggestions, where it is of a label and in a state that is known here. */
export function toLabelSuggestion(suggestion: unknown): LabelSuggestion[] {
  const { id, action, state, target_id, target_value } = suggestion as Record<string, unknown>;
  const known = suggestionStates.find((each) => each === state);
  if (typeof id !== 'number' || action !== 'add_label' || !known) return [];
  const label = typeof target_value === 'string' ? target_value : null;
  return [{ id, label, labelId: typeof target_id === 'number' ? target_id : null, state: known }];
}

const suggestionStates = ['pending', 'applied', 'approved', 'dismissed', 'replaced', 'invalidated'] as const;
