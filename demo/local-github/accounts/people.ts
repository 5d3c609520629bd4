import { type RequestContext, requestContext } from '../hub/request-context.ts';
import type { Events, Sent } from '../world/events.ts';
import type { CommentRow, IssueRow, SuggestionRow } from '../world/rows.ts';
import { endSuggestion, suggestionsOf } from '../world/suggestions.ts';
import { findLabel, nextNumber, requireIssue, requireRepo, requireUser, type World } from '../world/world.ts';
import { createLeaving, type Leaving } from './leaving.ts';
import { lendAccess } from './lend-access.ts';

export interface NewIssue {
  title: string;
  body?: string | null;
  author: string;
  labels?: string[];
}

/** What people do in their browsers. Everything sends the webhooks that GitHub sends; none of it is in the ledger. */
export interface People extends Leaving {
  openIssue(repo: string, issue: NewIssue): Promise<Sent & { number: number; id: number }>;
  /** Shares the numbers of issues, stands in their lists, and is none. */
  openPullRequest(repo: string, pull: NewIssue): Promise<{ number: number; id: number }>;
  editIssue(
    repo: string,
    number: number,
    author: string,
    change: { title?: string; body?: string | null },
  ): Promise<Sent>;
  closeIssue(
    repo: string,
    number: number,
    author: string,
    reason?: 'completed' | 'not_planned' | 'duplicate',
  ): Promise<Sent>;
  reopenIssue(repo: string, number: number, author: string): Promise<Sent>;
  /** Answers with the milestone's number. */
  createMilestone(repo: string, title: string, author: string): Promise<number>;
  /** By the milestone's number; null takes it off. */
  setMilestone(repo: string, number: number, milestone: number | null, author: string): Promise<Sent>;
  comment(
    repo: string,
    number: number,
    comment: { author: string; body: string },
  ): Promise<Sent & { id: number }>;
  editComment(repo: string, id: number, author: string, body: string): Promise<Sent>;
  deleteComment(repo: string, id: number, author: string): Promise<Sent>;
  addLabel(repo: string, number: number, label: string, author: string): Promise<Sent>;
  removeLabel(repo: string, number: number, label: string, author: string): Promise<Sent>;
  assign(repo: string, number: number, login: string, author: string): Promise<Sent>;
  unassign(repo: string, number: number, login: string, author: string): Promise<Sent>;
  /** Puts a suggested label on, in the name of who approves it. */
  approveSuggestion(repo: string, number: number, id: number, author: string): Promise<Sent>;
  /** GitHub tells nobody of a dismissal: there is no event and no webhook. */
  dismissSuggestion(repo: string, number: number, id: number, author: string): void;
  lockIssue(repo: string, number: number, author: string): Promise<Sent>;
  unlockIssue(repo: string, number: number, author: string): Promise<Sent>;
  react(repo: string, on: { issue: number } | { comment: number }, author: string, content: string): void;
}

type Observe = (listen: (sent: Sent) => void, work: () => Promise<Response>) => Promise<Response>;

const NOTHING_SENT: Sent = { deliveryId: '', delivered: Promise.resolve(0) };

export function createPeople(world: World, events: Events, observe: Observe): People {
  const { tables } = world;

  /** Asks emulate in the person's name; the answer, and the first event that it sent. */
  const act = async (
    fullName: string,
    login: string,
    method: string,
    rest: string,
    body?: object,
    context: Partial<RequestContext> = {},
  ) => {
    const repo = requireRepo(world, fullName);
    const user = requireUser(world, login);
    const init = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {};
    const request = new Request(`${world.url}/repos/${repo.full_name}${rest}`, { method, ...init });
    const sent: Sent[] = [];
    const authUser = { login: user.login, id: user.id, scopes: ['repo', 'user'] };
    const takeBack = repo.private ? lendAccess(world, repo, user.id) : () => {};
    try {
      const response = await observe(
        (one) => sent.push(one),
        () =>
          requestContext.run({ before: {}, ...context, request: null, actor: login }, () =>
            world.emulator.fetch(request, { authUser }),
          ),
      );
      if (!response.ok)
        throw new Error(`${method} ${rest} by ${login}: ${response.status} ${await response.text()}`);
      return {
        answer: response.status === 204 ? {} : ((await response.json()) as { number?: number; id?: number }),
        sent: sent[0] ?? NOTHING_SENT,
      };
    } finally {
      takeBack();
    }
  };
  const issueRow = (fullName: string, number: number): IssueRow =>
    requireIssue(world, requireRepo(world, fullName), number);
  const labelName = (repo: string, name: string): string => {
    const label = findLabel(world, requireRepo(world, repo), name);
    if (!label) throw new Error(`${repo} has no label ${name}`);
    return label.name;
  };
  const commentRow = (id: number): CommentRow => {
    const row = tables.comments.get(id);
    if (!row) throw new Error(`no comment ${id}`);
    return row;
  };
  const pendingRow = (repo: string, number: number, id: number): SuggestionRow => {
    const row = suggestionsOf(world, issueRow(repo, number)).find((each) => each.id === id);
    if (row?.state !== 'pending') throw new Error(`${repo}#${number} has no pending suggestion ${id}`);
    return row;
  };
  const patch = async (
    repo: string,
    number: number,
    login: string,
    body: object,
    stateReason?: 'duplicate',
  ) => {
    const context = { before: { issue: issueRow(repo, number) }, ...(stateReason ? { stateReason } : {}) };
    return (await act(repo, login, 'PATCH', `/issues/${number}`, body, context)).sent;
  };

  return {
    async openIssue(repo, { title, body = null, author, labels = [] }) {
      const names = labels.map((name) => labelName(repo, name));
      const { answer, sent } = await act(repo, author, 'POST', '/issues', { title, body, labels: names });
      return { ...sent, number: answer.number ?? 0, id: answer.id ?? 0 };
    },
    async openPullRequest(fullName, { title, body = null, author }) {
      const repo = requireRepo(world, fullName);
      const number = nextNumber(world, repo);
      const rest = {
        node_id: '',
        state_reason: null,
        locked: false,
        active_lock_reason: null,
        milestone_id: null,
        closed_at: null,
        closed_by_id: null,
      };
      const row = {
        ...rest,
        repo_id: repo.id,
        number,
        title,
        body,
        state: 'open' as const,
        user_id: requireUser(world, author).id,
        assignee_ids: [],
        label_ids: [],
        comments: 0,
      };
      return tables.issues.insert({ ...row, is_pull_request: true });
    },
    editIssue: (repo, number, author, change) => patch(repo, number, author, change),
    closeIssue: (repo, number, author, reason = 'completed') =>
      reason === 'duplicate'
        ? patch(repo, number, author, { state: 'closed', state_reason: 'not_planned' }, 'duplicate')
        : patch(repo, number, author, { state: 'closed', state_reason: reason }),
    reopenIssue: (repo, number, author) => patch(repo, number, author, { state: 'open' }),
    createMilestone: async (repo, title, author) =>
      (await act(repo, author, 'POST', '/milestones', { title })).answer.number ?? 0,
    setMilestone: (repo, number, milestone, author) => patch(repo, number, author, { milestone }),
    async comment(repo, number, { author, body }) {
      const { answer, sent } = await act(repo, author, 'POST', `/issues/${number}/comments`, { body });
      return { ...sent, id: answer.id ?? 0 };
    },
    editComment: async (repo, id, author, body) =>
      (
        await act(
          repo,
          author,
          'PATCH',
          `/issues/comments/${id}`,
          { body },
          { before: { comment: commentRow(id) } },
        )
      ).sent,
    deleteComment: async (repo, id, author) => {
      const row = commentRow(id);
      return (
        await act(repo, author, 'DELETE', `/issues/comments/${id}`, undefined, { before: { comment: row } })
      ).sent;
    },
    addLabel: async (repo, number, label, author) =>
      (await act(repo, author, 'POST', `/issues/${number}/labels`, { labels: [labelName(repo, label)] }))
        .sent,
    removeLabel: async (repo, number, label, author) =>
      (await act(repo, author, 'DELETE', `/issues/${number}/labels/${encodeURIComponent(label)}`)).sent,
    assign: async (repo, number, login, author) =>
      (await act(repo, author, 'POST', `/issues/${number}/assignees`, { assignees: [login] })).sent,
    unassign: async (repo, number, login, author) =>
      (await act(repo, author, 'DELETE', `/issues/${number}/assignees`, { assignees: [login] })).sent,
    async approveSuggestion(repo, number, id, author) {
      const row = pendingRow(repo, number, id);
      const labels = [tables.labels.get(row.label_id)?.name];
      const { sent } = await act(repo, author, 'POST', `/issues/${number}/labels`, { labels });
      endSuggestion(world, row, 'approved', requireUser(world, author).id);
      return sent;
    },
    dismissSuggestion(repo, number, id, author) {
      endSuggestion(world, pendingRow(repo, number, id), 'dismissed', requireUser(world, author).id);
    },
    lockIssue: async (repo, number, author) =>
      (await act(repo, author, 'PUT', `/issues/${number}/lock`, {})).sent,
    unlockIssue: async (repo, number, author) =>
      (await act(repo, author, 'DELETE', `/issues/${number}/lock`)).sent,
    react(repo, on, author, content) {
      const subject =
        'issue' in on
          ? { subject: 'issue' as const, subject_id: issueRow(repo, on.issue).id }
          : { subject: 'comment' as const, subject_id: on.comment };
      tables.reactions.insert({ ...subject, user_id: requireUser(world, author).id, content });
    },
    ...createLeaving(world, events),
  };
}
