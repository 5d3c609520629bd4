import type { Probot } from 'probot';
import type { AppDeps } from './app-deps.ts';
import { installationChanged, installationRepositoriesChanged } from './installation.ts';
import { issueChanged } from './issue.ts';
import { issueCommented } from './issue-comment.ts';
import { labelChanged } from './label.ts';
import { filesPushed, repositoryChanged } from './repository.ts';

/**
 * The App as an ordinary Probot application function: its table of contents. One handler an event, because a retry of a
 * delivery runs every handler of its event again.
 */
export function createApp(deps: AppDeps): (probot: Probot) => void {
  return (probot) => {
    probot.on('issues', (context) => issueChanged(deps, context));
    probot.on('issue_comment', (context) => issueCommented(deps, context));
    probot.on('label', (context) => labelChanged(deps, context));
    probot.on('repository', (context) => repositoryChanged(deps, context));
    probot.on('push', (context) => filesPushed(deps, context));
    probot.on('installation', (context) => installationChanged(deps, context));
    probot.on('installation_repositories', (context) => installationRepositoriesChanged(deps, context));
  };
}
