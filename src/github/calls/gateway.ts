import type { ProbotOctokit } from 'probot';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { Refused } from '../../triage/core/refused.ts';
import type { GitHub } from '../../triage/ports/core.ts';
import { once, orNull, retried } from './call.ts';
import { createChanges } from './changes.ts';
import { orMissing } from './confirm-missing.ts';
import {
  isPullRequest,
  toAccount,
  toIssue,
  toLabel,
  toLabelChange,
  toLabelSuggestion,
  toMilestone,
  toShownRepository,
} from './from-payload.ts';

type Octokit = InstanceType<typeof ProbotOctokit>;

/** Pages of comments looked through for the marker, oldest first, 100 comments a page: ours is among the first. */
const commentPages = 10;

/** GitHub leaves the content of a file over 1 MB out of its answer; over this, in bytes, nobody's CODEOWNERS counts. */
const longestFile = 3_000_000;

/** The port `GitHub` over an installation's Octokit. `botLogin` is `<app slug>[bot]`. */
export function createGateway(octokit: Octokit, botLogin: () => Promise<string>): GitHub {
  const { rest } = octokit;
  const at = (repo: { owner: string; name: string }) => ({ owner: repo.owner, repo: repo.name });
  return {
    getIssue: (repo, number) =>
      orMissing(octokit, repo, () => rest.issues.get({ ...at(repo), issue_number: number })).then(
        async (found) => {
          if (!found || isPullRequest(found.data)) return null;
          if (await livesElsewhere(octokit, found.data.repository_url, repo)) return null;
          return { ...toIssue(repo.repositoryId, found.data), milestone: toMilestone(found.data.milestone) };
        },
      ),

    listLabels: async (repo) => {
      const labels = await retried(() =>
        octokit.paginate(rest.issues.listLabelsForRepo, { ...at(repo), per_page: 100 }),
      );
      return labels.map(toLabel);
    },

    labelHistory: async (repo, number) =>
      (await orMissing(octokit, repo, () =>
        octokit.paginate(rest.issues.listEvents, { ...at(repo), issue_number: number, per_page: 100 }),
      ).then((events) => events?.flatMap(toLabelChange))) ?? [],

    getRepository: (repo) =>
      orNull(async () => {
        const { data } = await retried(() => rest.repos.get(at(repo)));
        return data.id === repo.repositoryId ? toShownRepository(repo.installationId, data) : null;
      }),

    canSee: async (repo) => (await orNull(() => retried(() => rest.repos.get(at(repo))))) !== null,

    getFile: (repo, path) =>
      orNull(async () => {
        const { data } = await retried(() => rest.repos.getContent({ ...at(repo), path }));
        if (Array.isArray(data) || data.type !== 'file' || !('content' in data)) return null;
        const { encoding, content, size, sha } = data as typeof data & { encoding: string };
        if (encoding !== 'none') return { text: Buffer.from(content, 'base64').toString('utf8'), sha };
        if (size > longestFile) throw new Refused(`${path} is longer than ${longestFile} bytes`);
        const raw = await retried(() =>
          rest.repos.getContent({ ...at(repo), path, mediaType: { format: 'raw' } }),
        );
        return { text: toText(raw.data), sha };
      }),

    listFiles: async (repo, folder) => {
      const found = await orNull(() => retried(() => rest.repos.getContent({ ...at(repo), path: folder })));
      const entries = Array.isArray(found?.data) ? found.data : [];
      return entries.filter(({ type }) => type === 'file').map(({ path }) => path);
    },

    addLabels: async (repo, number, labels) => {
      const { data } = await retried(() =>
        // The client's types know no reasons yet.
        rest.issues.addLabels({ ...at(repo), issue_number: number, labels: labels as string[] }),
      );
      return data.map(toLabel);
    },

    listSuggestions: async (repo, number) => {
      const found = await orNull(() =>
        retried(() =>
          octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}/suggestions', {
            ...{ ...at(repo), issue_number: number, state: 'all', action: 'add_label', per_page: 100 },
          }),
        ),
      );
      return found && (found.data as unknown[]).flatMap(toLabelSuggestion);
    },

    removeLabel: async (repo, number, label) => {
      await orMissing(octokit, repo, () =>
        rest.issues.removeLabel({ ...at(repo), issue_number: number, name: label }),
      );
    },

    addAssignee: async (repo, number, login) => {
      const { data } = await retried(() =>
        rest.issues.addAssignees({ ...at(repo), issue_number: number, assignees: [login] }),
      );
      // GitHub passes over those who may not be assigned, without a word.
      const assigned = (data.assignees ?? []).some(
        (user) => user.login.toLowerCase() === login.toLowerCase(),
      );
      if (!assigned) throw new Refused({ code: 'not_assignable', login });
    },

    removeAssignee: async (repo, number, login) => {
      await orMissing(octokit, repo, () =>
        rest.issues.removeAssignees({ ...at(repo), issue_number: number, assignees: [login] }),
      );
    },

    ...createChanges(octokit),

    findComment: async (repo, number, marker) => {
      const bot = await botLogin();
      for (let page = 1; page <= commentPages; page++) {
        const { data } = await retried(() =>
          rest.issues.listComments({ ...at(repo), issue_number: number, per_page: 100, page }),
        );
        const ours = data.find(({ user, body }) => user?.login === bot && body?.includes(marker));
        if (ours) return { id: ours.id, body: ours.body ?? '' };
        if (data.length < 100) return null;
      }
      return null;
    },

    repliesSince: async (repo, number, since) => {
      const comments = await orMissing(octokit, repo, () =>
        octokit.paginate(rest.issues.listComments, {
          ...at(repo),
          issue_number: number,
          since,
          per_page: 100,
        }),
      );
      // GitHub's `since` goes by the last edit.
      return (comments ?? [])
        .filter(({ created_at }) => Date.parse(created_at) > Date.parse(since))
        .map(({ user, body }) => ({ author: toAccount(user), body: body ?? '' }))
        .filter(({ author }) => author.kind === 'person');
    },

    createComment: async (repo, number, body) => {
      const { data } = await once(() =>
        rest.issues.createComment({ ...at(repo), issue_number: number, body }),
      );
      return { id: data.id };
    },

    updateComment: async (repo, commentId, body) => {
      const updated = await orMissing(octokit, repo, () =>
        rest.issues.updateComment({ ...at(repo), comment_id: commentId, body }),
      );
      return updated !== null;
    },

    deleteComment: async (repo, commentId) => {
      await orMissing(octokit, repo, () => rest.issues.deleteComment({ ...at(repo), comment_id: commentId }));
    },
  };
}

/** Octokit hands a raw answer over as text, or as bytes where its type does not say that it is text. */
function toText(raw: unknown): string {
  return typeof raw === 'string' ? raw : Buffer.from(raw as ArrayBuffer).toString('utf8');
}

/** A transferred issue answers from its new repository; a renamed repository is still the same one. */
async function livesElsewhere(
  octokit: Octokit,
  repositoryUrl: string,
  repo: RepositoryRef,
): Promise<boolean> {
  if (repositoryUrl.toLowerCase().endsWith(`/repos/${repo.owner}/${repo.name}`.toLowerCase())) return false;
  const { data } = await retried(() => octokit.request(`GET ${repositoryUrl}`));
  return (data as { id: number }).id !== repo.repositoryId;
}
