import { accountJson } from './present-account.ts';
import type { MilestoneRow, RepoRow } from './rows.ts';
import type { World } from './world.ts';

/** A milestone as GitHub's API shows it. */
export function milestoneJson(world: World, repo: RepoRow, milestone: MilestoneRow) {
  const { id, node_id, number, title, description, state, created_at, updated_at } = milestone;
  const url = `${world.url}/repos/${repo.full_name}/milestones/${number}`;
  const issues = world.tables.issues.findBy('repo_id', repo.id).filter((issue) => issue.milestone_id === id);
  const creator = world.tables.users.get(milestone.creator_id);
  return {
    url,
    html_url: `${world.url}/${repo.full_name}/milestone/${number}`,
    labels_url: `${url}/labels`,
    id,
    node_id,
    number,
    state,
    title,
    description,
    creator: creator ? accountJson(world, creator) : null,
    open_issues: issues.filter((issue) => issue.state === 'open').length,
    closed_issues: issues.filter((issue) => issue.state === 'closed').length,
    created_at,
    updated_at,
    closed_at: null,
    due_on: null,
  };
}
