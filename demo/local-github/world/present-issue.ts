import { associationOf } from '../accounts/access.ts';
import { accountJson, appJson } from './present-account.ts';
import { milestoneJson } from './present-milestone.ts';
import type {
  CommentRow,
  Intent,
  IssueEventRow,
  IssueRow,
  IssueTypeRow,
  LabelRow,
  ReactionRow,
  RepoRow,
  SuggestionRow,
  UserRow,
} from './rows.ts';
import type { World } from './world.ts';

export const REACTIONS = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'] as const;

/** emulate writes some timestamps with milliseconds; GitHub never does. */
function seconds(time: string | null): string | null {
  return time === null ? null : time.replace(/\.\d+Z$/, 'Z');
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}

function userJson(world: World, id: number | null) {
  const user = id === null ? undefined : world.tables.users.get(id);
  return user ? accountJson(world, user) : null;
}

/** The App whose bot wrote it, or null where a person did. */
function viaApp(world: World, userId: number) {
  const user = world.tables.users.get(userId);
  if (user?.type !== 'Bot') return null;
  const app = world.tables.apps.findOneBy('slug', user.login.replace(/\[bot\]$/, ''));
  return app ? appJson(world, app) : null;
}

function reactionsJson({ tables }: World, subject: 'issue' | 'comment', id: number, url: string) {
  const given = tables.reactions.findBy('subject_id', id).filter((row) => row.subject === subject);
  const counts = Object.fromEntries(
    REACTIONS.map((content) => [content, given.filter((row) => row.content === content).length]),
  );
  return { url: `${url}/reactions`, total_count: given.length, ...counts };
}

export function labelJson({ url }: World, repo: RepoRow, label: LabelRow) {
  const { id, node_id, name, description, color } = label;
  return {
    id,
    node_id,
    url: `${url}/repos/${repo.full_name}/labels/${encodeURIComponent(name)}`,
    name,
    description,
    color,
    default: label.default,
  };
}

export function issueTypeJson(type: IssueTypeRow) {
  const { id, name, description, color, created_at, updated_at } = type;
  return { id, node_id: `IT_${id}`, name, description, color, created_at, updated_at, is_enabled: true };
}

export function issueJson(world: World, repo: RepoRow, issue: IssueRow) {
  const { tables } = world;
  const api = `${world.url}/repos/${repo.full_name}`;
  const url = `${api}/issues/${issue.number}`;
  const html = `${world.url}/${repo.full_name}/${issue.is_pull_request ? 'pull' : 'issues'}/${issue.number}`;
  const assignees = issue.assignee_ids.map((id) => userJson(world, id)).filter((user) => user !== null);
  const type = issue.type_id ? tables.issueTypes.get(issue.type_id) : undefined;
  const milestone = issue.milestone_id === null ? undefined : tables.milestones.get(issue.milestone_id);
  const pull = `${api}/pulls/${issue.number}`;
  return {
    url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    id: issue.id,
    node_id: issue.node_id,
    number: issue.number,
    title: issue.title,
    user: userJson(world, issue.user_id),
    labels: issue.label_ids
      .map((id) => tables.labels.get(id))
      .filter(isPresent)
      .map((label) => labelJson(world, repo, label)),
    state: issue.state,
    locked: issue.locked,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: milestone ? milestoneJson(world, repo, milestone) : null,
    comments: issue.comments,
    created_at: issue.created_at,
    updated_at: issue.updated_at,
    closed_at: seconds(issue.closed_at),
    author_association: associationOf(world, issue.user_id, repo),
    type: type ? issueTypeJson(type) : null,
    active_lock_reason: issue.active_lock_reason,
    ...(issue.is_pull_request
      ? {
          draft: false,
          pull_request: {
            url: pull,
            html_url: html,
            diff_url: `${html}.diff`,
            patch_url: `${html}.patch`,
            merged_at: null,
          },
        }
      : { sub_issues_summary: { total: 0, completed: 0, percent_completed: 0 } }),
    body: issue.body,
    closed_by: userJson(world, issue.closed_by_id),
    reactions: reactionsJson(world, 'issue', issue.id, url),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: viaApp(world, issue.user_id),
    state_reason: issue.state_reason,
  };
}

export function commentJson(world: World, repo: RepoRow, comment: CommentRow) {
  const api = `${world.url}/repos/${repo.full_name}`;
  const url = `${api}/issues/comments/${comment.id}`;
  return {
    url,
    html_url: `${world.url}/${repo.full_name}/issues/${comment.issue_number}#issuecomment-${comment.id}`,
    issue_url: `${api}/issues/${comment.issue_number}`,
    id: comment.id,
    node_id: comment.node_id,
    user: userJson(world, comment.user_id),
    created_at: comment.created_at,
    updated_at: comment.updated_at,
    body: comment.body,
    author_association: associationOf(world, comment.user_id, repo),
    reactions: reactionsJson(world, 'comment', comment.id, url),
    performed_via_github_app: viaApp(world, comment.user_id),
  };
}

export function reactionJson(world: World, reaction: ReactionRow) {
  const { id, content, created_at } = reaction;
  return { id, node_id: `REA_${id}`, user: userJson(world, reaction.user_id), content, created_at };
}

/** An event of the repository-wide list; the issue's own list shows it without `issue`. */
export function issueEventJson(world: World, repo: RepoRow, event: IssueEventRow, issue?: IssueRow) {
  const assignee = userJson(world, event.assignee_id);
  return {
    id: event.id,
    node_id: event.node_id,
    url: `${world.url}/repos/${repo.full_name}/issues/events/${event.id}`,
    actor: userJson(world, event.actor_id),
    event: event.event === 'edited' && event.rename ? 'renamed' : event.event,
    commit_id: event.commit_id,
    commit_url: event.commit_url,
    created_at: event.created_at,
    ...(event.label_name === null
      ? {}
      : { label: { name: event.label_name, color: event.label_color ?? 'ededed' } }),
    ...(assignee ? { assignee, assigner: userJson(world, event.actor_id) } : {}),
    ...(event.rename ? { rename: event.rename } : {}),
    ...(event.event === 'closed' ? { state_reason: event.state_reason ?? null } : {}),
    ...(repo.automation && withIntent.has(event.event) ? { intent: intentJson(event.intent) } : {}),
    ...(issue ? { issue: issueJson(world, repo, issue) } : {}),
    performed_via_github_app: viaApp(world, event.actor_id),
  };
}

/** The events that say why an agent did it, in a repository whose issue suggestions are on. */
const withIntent = new Set(['labeled', 'unlabeled', 'assigned', 'unassigned', 'closed']);

function intentJson(intent: Intent | null | undefined) {
  if (!intent) return null;
  return { rationale: intent.rationale, confidence: intent.confidence?.toUpperCase() ?? null };
}

export function suggestionJson({ tables }: World, row: SuggestionRow) {
  const { id, issue_id, state, label_id, rationale, actor_id, issue_event_id, resolved_by } = row;
  return {
    ...{ id, issue_id, action: 'add_label', state, target_id: label_id, rationale },
    target_value: tables.labels.get(label_id)?.name ?? null,
    confidence: row.confidence?.toUpperCase() ?? null,
    ...{ actor_id, issue_event_id, resolved_by },
    ...{ created_at: row.created_at, updated_at: row.updated_at },
  };
}

export function botOf({ tables }: World, slug: string): UserRow | undefined {
  return tables.users.findOneBy('login', `${slug}[bot]`);
}
