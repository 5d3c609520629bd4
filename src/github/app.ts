import type { Probot } from 'probot';
import type { AppDeps } from './app-deps.ts';
import { installationChanged, installationRepositoriesChanged } from './handlers/installation.ts';
import { issueChanged } from './handlers/issue.ts';
import { issueCommented } from './handlers/issue-comment.ts';
import { labelChanged } from './handlers/label.ts';
import { filesPushed, repositoryChanged } from './handlers/repository.ts';

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
