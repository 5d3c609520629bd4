import type { Raise } from '../hub/emulator.ts';
import type { Ledger, LedgerKind } from '../hub/ledger.ts';
import { requestContext } from '../hub/request-context.ts';
import type { Events, Sent } from './events.ts';
import { accountJson } from './present-account.ts';
import { commentJson, issueJson, labelJson } from './present-issue.ts';
import { milestoneJson } from './present-milestone.ts';
import type { IssueRow, RepoRow, UserRow } from './rows.ts';
import { findIssue, findLabel, findRepo, findUser, type World } from './world.ts';

/** The parts of emulate's payloads that are used; the rest is made anew, because emulate leaves much of it out. */
interface Raised {
  issue?: { number: number } | null;
  comment?: { id: number; body: string } & Record<string, unknown>;
  label?: { name: string; id?: number } & Record<string, unknown>;
  assignee?: { login: string } | null;
  milestone?: { title: string } | null;
  sender?: { login: string };
  changes?: { title?: boolean; body?: boolean };
  [field: string]: unknown;
}

const NO_DETAIL = {
  node_id: '',
  commit_id: null,
  commit_url: null,
  label_name: null,
  assignee_id: null,
  rename: null,
};

interface Happening {
  world: World;
  repo: RepoRow;
  raised: Raised;
}

const ISSUE_KINDS: Record<string, LedgerKind> = {
  opened: 'issue.create',
  edited: 'issue.edit',
  closed: 'issue.close',
  reopened: 'issue.reopen',
  locked: 'issue.lock',
  unlocked: 'issue.unlock',
  labeled: 'label.add',
  unlabeled: 'label.remove',
  assigned: 'assignee.add',
  unassigned: 'assignee.remove',
  milestoned: 'issue.milestone',
  demilestoned: 'issue.milestone',
};
const COMMENT_KINDS: Record<string, LedgerKind> = {
  created: 'comment.create',
  edited: 'comment.update',
  deleted: 'comment.delete',
};
const LABEL_KINDS: Record<string, LedgerKind> = {
  created: 'repository-label.create',
  edited: 'repository-label.edit',
  deleted: 'repository-label.delete',
};

/** `changes` of an edited issue: what title and body were before. */
function changesOf(issue: IssueRow, raised: Raised): object {
  const before = requestContext.getStore()?.before.issue ?? issue;
  const title = raised.changes?.title ? { title: { from: before.title } } : {};
  return { changes: { ...title, ...(raised.changes?.body ? { body: { from: before.body ?? '' } } : {}) } };
}

function issuePart({ world, repo, raised }: Happening, action: string | undefined, issue: IssueRow): object {
  const label = raised.label ? findLabel(world, repo, raised.label.name) : undefined;
  const assignee = raised.assignee ? findUser(world, raised.assignee.login) : undefined;
  const milestone = world.tables.milestones
    .findBy('repo_id', repo.id)
    .find(({ title }) => title === raised.milestone?.title);
  return {
    ...(action === 'edited' ? changesOf(issue, raised) : {}),
    issue: issueJson(world, repo, issue),
    ...(label ? { label: labelJson(world, repo, label) } : {}),
    ...(assignee ? { assignee: accountJson(world, assignee) } : {}),
    ...(milestone ? { milestone: milestoneJson(world, repo, milestone) } : {}),
  };
}

function commentPart(
  { world, repo, raised }: Happening,
  action: string | undefined,
  issue: IssueRow,
): object {
  const row = raised.comment ? world.tables.comments.get(raised.comment.id) : undefined;
  const from = requestContext.getStore()?.before.comment?.body ?? '';
  return {
    ...(action === 'edited' ? { changes: { body: { from } } } : {}),
    issue: issueJson(world, repo, issue),
    comment: row ? commentJson(world, repo, row) : raised.comment,
  };
}

function labelPart({ raised }: Happening, action: string | undefined): object {
  const before = requestContext.getStore()?.before.label;
  const label = raised.label;
  if (action !== 'edited' || !before || !label) return { label };
  const changed = (['name', 'color', 'description'] as const).filter(
    (field) => before[field] !== label[field],
  );
  return {
    changes: Object.fromEntries(changed.map((field) => [field, { from: before[field] ?? '' }])),
    label,
  };
}

/** emulate's own words for a push lack who pushed and the newest commit. */
function pushPart({ world, repo, raised }: Happening): object {
  const { ref, before, after, commits, sender } = raised;
  const list = (Array.isArray(commits) ? commits : []).map((commit: Record<string, unknown>) => ({
    ...commit,
    distinct: true,
    tree_id: after,
    url: `${world.url}/${repo.full_name}/commit/${String(commit.id)}`,
    committer: commit.author,
  }));
  const pusher = { name: sender?.login, email: null };
  const compare = `${world.url}/${repo.full_name}/compare/${String(before).slice(0, 12)}...${String(after).slice(0, 12)}`;
  return {
    ref,
    before,
    after,
    base_ref: null,
    created: false,
    deleted: false,
    forced: false,
    compare,
    commits: list,
    head_commit: list.at(-1) ?? null,
    pusher,
  };
}

function extraOf(
  event: string,
  action: string | undefined,
  happening: Happening,
  issue: IssueRow | undefined,
): object {
  if (event === 'issues' && issue) return issuePart(happening, action, issue);
  if (event === 'issue_comment' && issue) return commentPart(happening, action, issue);
  if (event === 'label') return labelPart(happening, action);
  if (event === 'push') return pushPart(happening);
  const {
    repository: _repository,
    sender: _sender,
    installation: _installation,
    action: _action,
    ...rest
  } = happening.raised;
  return rest;
}

function payloadOf(raised: Raised, issue: IssueRow | undefined): Record<string, unknown> {
  if (raised.label) return { label: raised.label.name };
  if (raised.assignee) return { assignee: raised.assignee.login };
  if (raised.milestone) return { milestone: raised.milestone.title };
  if (raised.comment) return { id: raised.comment.id, body: raised.comment.body };
  return issue ? { title: issue.title, state: issue.state, state_reason: issue.state_reason } : {};
}

function kindOf(event: string, action: string | undefined): LedgerKind | undefined {
  if (event === 'push') return 'file.write';
  const kinds = { issues: ISSUE_KINDS, issue_comment: COMMENT_KINDS, label: LABEL_KINDS }[event];
  return kinds?.[action ?? ''];
}

/** Turns what emulate raises into ledger entries and into webhooks as GitHub sends them. `onSent` hears of each. */
export function createRaise(
  world: World,
  ledger: Ledger,
  events: Events,
  onSent: (sent: Sent) => void,
): Raise {
  // An issue that is opened with labels is announced with them, and then each of them once more; emulate does neither.
  const labelsFromTheStart = (issue: IssueRow, repo: RepoRow, sender: UserRow) => {
    for (const label of issue.label_ids.flatMap((id) => world.tables.labels.get(id) ?? [])) {
      const row = { ...NO_DETAIL, repo_id: repo.id, issue_number: issue.number, actor_id: sender.id };
      world.tables.issueEvents.insert({ ...row, event: 'labeled', label_name: label.name });
      ledger.record('label.add', repo.full_name, issue.number, { label: label.name });
      const extra = () => ({ issue: issueJson(world, repo, issue), label: labelJson(world, repo, label) });
      onSent(events.onRepository('issues', 'labeled', repo, sender, extra));
    }
  };
  return (event, action, payload, owner, repoName) => {
    const raised = payload as Raised;
    const repo = findRepo(world, `${owner}/${repoName}`);
    const sender = findUser(world, raised.sender?.login ?? '');
    if (!repo || !sender) return;
    const found = raised.issue ? findIssue(world, repo, raised.issue.number) : undefined;
    const issue = found && event === 'issues' ? noteEvent(world, repo, found, sender, action, raised) : found;
    const kind = kindOf(event, action);
    if (kind) ledger.record(kind, repo.full_name, issue?.number ?? null, payloadOf(raised, issue));
    const extra = () => extraOf(event, action, { world, repo, raised }, issue);
    onSent(events.onRepository(event, action ?? null, repo, sender, extra));
    if (event === 'issues' && action === 'opened' && issue) labelsFromTheStart(issue, repo, sender);
  };
}

/** emulate's list of events says neither a new title nor why an issue was closed, and it does not know `duplicate`. */
function noteEvent(
  world: World,
  repo: RepoRow,
  issue: IssueRow,
  sender: UserRow,
  action: string | undefined,
  raised: Raised,
): IssueRow {
  const { issueEvents, issues } = world.tables;
  const context = requestContext.getStore();
  if (action === 'edited' && raised.changes?.title) {
    const from = context?.before.issue?.title ?? issue.title;
    issueEvents.insert({
      ...NO_DETAIL,
      repo_id: repo.id,
      issue_number: issue.number,
      event: 'renamed',
      actor_id: sender.id,
      rename: { from, to: issue.title },
    });
  }
  if (action !== 'closed') return issue;
  const closed = context?.stateReason
    ? (issues.update(issue.id, { state_reason: context.stateReason }) ?? issue)
    : issue;
  const last = issueEvents
    .findBy('repo_id', repo.id)
    .findLast((row) => row.issue_number === issue.number && row.event === 'closed');
  if (last) issueEvents.update(last.id, { state_reason: closed.state_reason });
  return closed;
}
