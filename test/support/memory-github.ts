import type { Issue, Milestone } from '../../src/domain/issue/issue.ts';
import type { Permission } from '../../src/domain/issue/permission.ts';
import type { Label } from '../../src/domain/issue/repository.ts';
import type { GitHub } from '../../src/triage/ports/core.ts';

export interface MemoryGitHubOptions {
  labels?: Label[];
  issues?: Issue[];
  /** Texts by path. */
  files?: Record<string, string>;
  /** The same of the organization's `.github` repository. */
  sharedFiles?: Record<string, string>;
  /** Issue types of the organization. */
  types?: string[];
  /** Open milestones. */
  milestones?: Milestone[];
  /** By login; everybody else may read. */
  permissions?: Record<string, Permission>;
}

/** The port `GitHub` in memory: knows the labels and issues it is given, changes them, and remembers what was written. */
export function createMemoryGitHub(known: MemoryGitHubOptions = {}) {
  const writes: { call: string; number: number; what: unknown }[] = [];
  const comments = new Map<number, { id: number; body: string }>();
  const labels = [...(known.labels ?? [])];
  const issues = new Map((known.issues ?? []).map((issue) => [issue.number, { ...issue }]));
  /** Ids of the labels that `addLabels` created; all others are an hour old. */
  const madeByWrite = new Set<number>();
  const reactions: { commentId: number | null; number: number; content: string }[] = [];
  const permissions: Record<string, Permission> = { ...known.permissions };
  const same = (a: string) => (b: string) => a.toLowerCase() === b.toLowerCase();
  const without = (names: string[], gone: string) => names.filter((name) => !same(gone)(name));
  const change = (number: number, how: (issue: Issue) => Partial<Issue>) => {
    const issue = issues.get(number);
    if (issue) Object.assign(issue, how(issue));
  };
  const note = (call: string, number: number, what: unknown) => void writes.push({ call, number, what });
  const github: GitHub = {
    getIssue: async (_repo, number) => {
      const issue = issues.get(number);
      return issue ? structuredClone({ ...issue, milestone: issue.milestone ?? null }) : null;
    },
    listLabels: async () => labels,
    getLabel: async (_repo, name) => labels.find((label) => same(name)(label.name)) ?? null,
    labelHistory: async () => [],
    getRepository: async (repo) => repo,
    canSee: async () => true,
    getFile: async (repo, path) => {
      const text = (repo.name === '.github' ? known.sharedFiles : known.files)?.[path];
      return text === undefined ? null : { text, sha: '1' };
    },
    listFiles: async (repo, folder) => {
      const files = (repo.name === '.github' ? known.sharedFiles : known.files) ?? {};
      const start = folder === '' ? '' : `${folder}/`;
      return Object.keys(files).filter(
        (path) => path.startsWith(start) && !path.slice(start.length).includes('/'),
      );
    },
    listSuggestions: async () => null,
    addLabels: async (_repo, number, asked) => {
      const names = asked.map((label) => (typeof label === 'string' ? label : label.name));
      note('addLabels', number, names);
      change(number, (issue) => ({
        labels: [...issue.labels, ...names.filter((name) => !issue.labels.some(same(name)))],
      }));
      return names.map((name) => {
        const standing = labels.find((label) => same(name)(label.name));
        if (standing) return standing;
        // As GitHub does.
        const made = { id: 2_000 + labels.length, name, color: 'ededed', description: '' };
        labels.push(made);
        madeByWrite.add(made.id);
        return made;
      });
    },
    removeLabel: async (_repo, number, label) => {
      note('removeLabel', number, label);
      change(number, (issue) => ({ labels: without(issue.labels, label) }));
    },
    addAssignee: async (_repo, number, login) => {
      note('addAssignee', number, login);
      change(number, (issue) => ({ assignees: [...without(issue.assignees, login), login] }));
    },
    removeAssignee: async (_repo, number, login) => {
      note('removeAssignee', number, login);
      change(number, (issue) => ({ assignees: without(issue.assignees, login) }));
    },
    listTypes: async () => known.types ?? [],
    setType: async (_repo, number, type) => {
      note('setType', number, type);
      change(number, () => ({ type }));
    },
    listMilestones: async () => known.milestones ?? [],
    setMilestone: async (_repo, number, milestone) => {
      note('setMilestone', number, milestone);
      const found = (known.milestones ?? []).find((each) => each.number === milestone) ?? null;
      change(number, () => ({ milestone: found }));
    },
    closeIssue: async (_repo, number, reason) => {
      note('closeIssue', number, reason);
      change(number, () => ({ state: 'closed', stateReason: reason }));
    },
    reopenIssue: async (_repo, number) => {
      note('reopenIssue', number, null);
      change(number, () => ({ state: 'open', stateReason: 'reopened' }));
    },
    createLabel: async (_repo, label) => {
      if (labels.some(({ name }) => same(label.name)(name))) return null;
      note('createLabel', 0, label.name);
      const id = 1_000 + labels.length;
      labels.push({ ...label, id });
      return { id };
    },
    deleteLabel: async (_repo, label) => {
      note('deleteLabel', 0, label);
      labels.splice(0, labels.length, ...labels.filter(({ name }) => !same(name)(label)));
      for (const issue of issues.values()) issue.labels = without(issue.labels, label);
    },
    isLabelUsed: async (_repo, label, besides) =>
      [...issues.values()].some((issue) => issue.number !== besides && issue.labels.some(same(label))),
    labelAge: async (_repo, label) => {
      const standing = labels.find(({ name }) => same(label)(name));
      if (!standing) return null;
      return madeByWrite.has(standing.id) ? 0 : 3_600;
    },
    addReaction: async (_repo, number, commentId, content) => {
      note('addReaction', number, content);
      const standing = reactions.findIndex(
        (each) => each.commentId === commentId && each.number === number && each.content === content,
      );
      if (standing >= 0) return { id: standing + 1 };
      return { id: reactions.push({ commentId, number, content }) };
    },
    removeReaction: async (_repo, number, commentId, content) => {
      note('removeReaction', number, content);
      const kept = reactions.filter((each) => each.commentId !== commentId || each.content !== content);
      reactions.splice(0, reactions.length, ...kept);
    },
    permissionOf: async (_repo, { login }) => permissions[login] ?? 'read',
    findComment: async (_repo, number) => comments.get(number) ?? null,
    repliesSince: async () => [],
    createComment: async (_repo, number, body) => {
      note('createComment', number, body);
      const comment = { id: comments.size + 1, body };
      comments.set(number, comment);
      return { id: comment.id };
    },
    updateComment: async (_repo, commentId, body) => {
      const found = [...comments].find(([, comment]) => comment.id === commentId);
      if (!found) return false;
      note('updateComment', found[0], body);
      comments.set(found[0], { id: commentId, body });
      return true;
    },
    deleteComment: async (_repo, commentId) => {
      const found = [...comments].find(([, comment]) => comment.id === commentId);
      if (!found) return;
      note('deleteComment', found[0], null);
      comments.delete(found[0]);
    },
  };
  return { github, writes, comments, labels, issues, reactions, permissions };
}
