import { githubTime } from '../hub/clock.ts';
import type { PastHappening, PastIssue } from './past-issue.ts';
import type { IssueEventRow, IssueRow, RepoRow } from './rows.ts';
import { findLabel, requireIssue, requireUser, type World } from './world.ts';

/**
 * Gives a repository that has no issue yet the ones of its past, numbered from 1 in their order, with the events and
 * comments that came of them under their own times. Nothing is sent and nothing is written into the ledger. Throws where
 * a login or a label is not there.
 */
export function plantPast(world: World, repo: RepoRow, past: readonly PastIssue[]): void {
  const { tables } = world;
  const begun = [
    ...tables.issues.findBy('repo_id', repo.id),
    ...tables.pullRequests.findBy('repo_id', repo.id),
  ];
  if (begun.length > 0) return;
  for (const [index, issue] of past.entries()) insertIssue(world, repo, index + 1, issue);
  // One list for the whole repository, so the happenings of all issues go in by time.
  const happenings = past.flatMap(({ history }, index) => history.map((one) => ({ number: index + 1, one })));
  happenings.sort((a, b) => Date.parse(a.one.at) - Date.parse(b.one.at));
  for (const { number, one } of happenings) {
    const issue = requireIssue(world, repo, number);
    const change = one.event === 'commented' ? comment(world, issue, one) : happen(world, repo, issue, one);
    tables.issues.update(issue.id, { ...change, updated_at: githubTime(new Date(one.at)) });
  }
  const open = tables.issues.findBy('repo_id', repo.id).filter(({ state }) => state === 'open').length;
  tables.repos.update(repo.id, { open_issues_count: open });
}

function insertIssue(world: World, repo: RepoRow, number: number, past: PastIssue): void {
  const { issues } = world.tables;
  const row = {
    node_id: '',
    repo_id: repo.id,
    number,
    title: past.title,
    body: past.body,
    state: 'open' as const,
    state_reason: null,
    locked: false,
    active_lock_reason: null,
    user_id: requireUser(world, past.author).id,
    assignee_ids: [],
    label_ids: [],
    milestone_id: null,
    comments: 0,
    closed_at: null,
    closed_by_id: null,
    is_pull_request: false,
  };
  const { id } = issues.insert(row);
  issues.update(id, { node_id: `I_${id}`, ...dated(past.createdAt) });
}

type IssueHappening = Exclude<PastHappening, { event: 'commented' }>;
type Assigning = { event: 'assigned' | 'unassigned'; assignee: string };

const isAssigning = (one: IssueHappening): one is IssueHappening & Assigning => 'assignee' in one;

function happen(world: World, repo: RepoRow, issue: IssueRow, one: IssueHappening): Partial<IssueRow> {
  const by = requireUser(world, one.by).id;
  const note = (detail: Partial<IssueEventRow>) => {
    const none = { node_id: '', commit_id: null, commit_url: null, label_name: null, assignee_id: null };
    const base = { ...none, rename: null, repo_id: repo.id, issue_number: issue.number, actor_id: by };
    const { id } = world.tables.issueEvents.insert({ ...base, event: one.event, ...detail });
    world.tables.issueEvents.update(id, { node_id: `IE_${id}`, ...dated(one.at) });
  };
  if (one.event === 'closed') {
    note({ state_reason: one.reason });
    const closed = { state: 'closed' as const, state_reason: one.reason };
    return { ...closed, closed_at: githubTime(new Date(one.at)), closed_by_id: by };
  }
  if (one.event === 'reopened') {
    note({});
    return { state: 'open', state_reason: 'reopened', closed_at: null, closed_by_id: null };
  }
  if (isAssigning(one)) {
    const { id } = requireUser(world, one.assignee);
    note({ assignee_id: id });
    const others = issue.assignee_ids.filter((each) => each !== id);
    return { assignee_ids: one.event === 'assigned' ? [...others, id] : others };
  }
  const label = findLabel(world, repo, one.label);
  if (!label) throw new Error(`${repo.full_name} has no label ${one.label}`);
  note({ label_name: label.name, label_color: label.color });
  const others = issue.label_ids.filter((id) => id !== label.id);
  return { label_ids: one.event === 'labeled' ? [...others, label.id] : others };
}

function comment(
  world: World,
  issue: IssueRow,
  { at, by, body }: Extract<PastHappening, { event: 'commented' }>,
): Partial<IssueRow> {
  const { comments } = world.tables;
  const where = { repo_id: issue.repo_id, issue_number: issue.number, comment_type: 'issue' as const };
  const { id } = comments.insert({ ...where, node_id: '', body, user_id: requireUser(world, by).id });
  comments.update(id, { node_id: `IC_${id}`, ...dated(at) });
  return { comments: issue.comments + 1 };
}

function dated(at: string) {
  const time = githubTime(new Date(at));
  return { created_at: time, updated_at: time };
}
