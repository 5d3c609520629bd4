import type { Events, Sent } from '../world/events.ts';
import { issueJson } from '../world/present-issue.ts';
import { repositoryJson } from '../world/present-repository.ts';
import type { IssueRow, RepoRow } from '../world/rows.ts';
import { findLabel, nextNumber, requireIssue, requireRepo, requireUser, type World } from '../world/world.ts';

/** How issues leave a repository. */
export interface Leaving {
  deleteIssue(repo: string, number: number, author: string): Promise<Sent>;
  transferIssue(
    repo: string,
    number: number,
    toRepo: string,
    author: string,
  ): Promise<Sent & { number: number }>;
}

export function createLeaving(world: World, events: Events): Leaving {
  const { tables } = world;
  const issueRow = (fullName: string, number: number): IssueRow =>
    requireIssue(world, requireRepo(world, fullName), number);
  return {
    async deleteIssue(fullName, number, author) {
      const repo = requireRepo(world, fullName);
      const issue = issueRow(fullName, number);
      const shown = issueJson(world, repo, issue);
      bury(world, repo, issue);
      return events.onRepository('issues', 'deleted', repo, requireUser(world, author), { issue: shown });
    },
    async transferIssue(fullName, number, toName, author) {
      const [repo, to] = [requireRepo(world, fullName), requireRepo(world, toName)];
      const issue = issueRow(fullName, number);
      const old = issueJson(world, repo, issue);
      const sender = requireUser(world, author);
      const comments = tables.comments
        .findBy('repo_id', repo.id)
        .filter((row) => row.issue_number === number);
      const newNumber = nextNumber(world, to);
      const labels = issue.label_ids.flatMap(
        (id) => findLabel(world, to, tables.labels.get(id)?.name ?? '')?.id ?? [],
      );
      const { id: _id, ...kept } = issue;
      const moved = tables.issues.insert({ ...kept, repo_id: to.id, number: newNumber, label_ids: labels });
      for (const comment of comments)
        tables.comments.update(comment.id, { repo_id: to.id, issue_number: newNumber });
      bury(world, repo, issue);
      const shown = issueJson(world, to, moved);
      const sent = events.onRepository('issues', 'transferred', repo, sender, {
        changes: { new_issue: shown, new_repository: repositoryJson(world, to) },
        issue: old,
      });
      events.onRepository('issues', 'opened', to, sender, {
        changes: { old_issue: old, old_repository: repositoryJson(world, repo) },
        issue: shown,
      });
      return { ...sent, number: newNumber };
    },
  };
}

/** Takes an issue away for good; its number is never given again. */
function bury({ tables }: World, repo: RepoRow, issue: IssueRow): void {
  tables.issues.delete(issue.id);
  tables.pullRequests.insert({ repo_id: repo.id, number: issue.number });
  for (const row of tables.comments.findBy('repo_id', repo.id))
    if (row.issue_number === issue.number) tables.comments.delete(row.id);
  if (issue.state === 'open')
    tables.repos.update(repo.id, { open_issues_count: Math.max(0, repo.open_issues_count - 1) });
}
