import type { ProbotOctokit } from 'probot';
import type { Milestone } from '../../domain/issue/issue.ts';
import type { GitHub } from '../../triage/ports/core.ts';
import { orNull, retried } from './call.ts';
import { askCollaborator } from './collaborator.ts';
import { orMissing } from './confirm-missing.ts';
import { toLabel } from './from-payload.ts';
import { askLabelAge } from './label-age.ts';
import { toPermission } from './permission.ts';

type Octokit = InstanceType<typeof ProbotOctokit>;
type Changes = Pick<
  GitHub,
  | 'listTypes'
  | 'setType'
  | 'listMilestones'
  | 'setMilestone'
  | 'closeIssue'
  | 'reopenIssue'
  | 'getLabel'
  | 'createLabel'
  | 'deleteLabel'
  | 'isLabelUsed'
  | 'labelAge'
  | 'addReaction'
  | 'removeReaction'
  | 'permissionOf'
>;

/** Pages of 100 milestones that are read. */
const milestonePages = 10;

/** The part of the port `GitHub` that changes an issue's state, the repository's labels and reactions, and asks who may. */
export function createChanges(octokit: Octokit): Changes {
  const { rest } = octokit;
  const at = (repo: { owner: string; name: string }) => ({ owner: repo.owner, repo: repo.name });
  /** The same reaction again answers with the one that stands. */
  const react: Changes['addReaction'] = async (repo, number, commentId, content) => {
    const { data } = await retried(() =>
      commentId === null
        ? rest.reactions.createForIssue({ ...at(repo), issue_number: number, content })
        : rest.reactions.createForIssueComment({ ...at(repo), comment_id: commentId, content }),
    );
    return { id: data.id };
  };
  const getLabel: Changes['getLabel'] = async (repo, name) => {
    const found = await orMissing(octokit, repo, () => rest.issues.getLabel({ ...at(repo), name }));
    return found && toLabel(found.data);
  };
  return {
    listTypes: async (repo) => {
      const found = await orMissing(octokit, repo, () =>
        octokit.request('GET /repos/{owner}/{repo}/issue-types', at(repo)),
      );
      const types = (found?.data ?? []) as { name: string; is_enabled?: boolean }[];
      return types.filter(({ is_enabled }) => is_enabled !== false).map(({ name }) => name);
    },

    setType: async (repo, number, type) => {
      await retried(() => rest.issues.update({ ...at(repo), issue_number: number, type }));
    },

    listMilestones: async (repo) => {
      const milestones: Milestone[] = [];
      for (let page = 1; page <= milestonePages; page++) {
        const { data } = await retried(() =>
          rest.issues.listMilestones({ ...at(repo), state: 'open', per_page: 100, page }),
        );
        milestones.push(...data.map(({ number, title }) => ({ number, title })));
        if (data.length < 100) break;
      }
      return milestones;
    },

    setMilestone: async (repo, number, milestone) => {
      await retried(() => rest.issues.update({ ...at(repo), issue_number: number, milestone }));
    },

    closeIssue: async (repo, number, reason, duplicateOf) => {
      const canonical =
        duplicateOf === undefined
          ? null
          : await orMissing(octokit, repo, () => rest.issues.get({ ...at(repo), issue_number: duplicateOf }));
      await retried(() =>
        rest.issues.update({
          ...at(repo),
          issue_number: number,
          state: 'closed',
          state_reason: reason,
          ...(canonical ? { duplicate_issue_id: canonical.data.id } : {}),
        }),
      );
    },

    reopenIssue: async (repo, number) => {
      await retried(() => rest.issues.update({ ...at(repo), issue_number: number, state: 'open' }));
    },

    getLabel,

    createLabel: async (repo, { name, color, description }) => {
      if (await getLabel(repo, name)) return null;
      const { data } = await retried(() =>
        rest.issues.createLabel({ ...at(repo), name, color, description }),
      );
      return { id: data.id };
    },

    deleteLabel: async (repo, label) => {
      await orMissing(octokit, repo, () => rest.issues.deleteLabel({ ...at(repo), name: label }));
    },

    isLabelUsed: async (repo, label, besides) => {
      const { data } = await retried(() =>
        rest.issues.listForRepo({ ...at(repo), labels: label, state: 'all', per_page: 2 }),
      );
      return data.some(({ number }) => number !== besides);
    },

    labelAge: (repo, name) => askLabelAge(octokit, repo, name),

    addReaction: react,

    removeReaction: async (repo, number, commentId, content) => {
      const standing = await orNull(() => react(repo, number, commentId, content));
      if (!standing) return;
      const reaction_id = standing.id;
      await orMissing(octokit, repo, () =>
        commentId === null
          ? rest.reactions.deleteForIssue({ ...at(repo), issue_number: number, reaction_id })
          : rest.reactions.deleteForIssueComment({ ...at(repo), comment_id: commentId, reaction_id }),
      );
    },

    permissionOf: async (repo, by) => {
      const found = await orMissing(octokit, repo, () => askCollaborator(octokit, repo, by));
      return found ? toPermission(found) : 'none';
    },
  };
}
