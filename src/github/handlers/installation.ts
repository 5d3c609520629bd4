import type { Context } from 'probot';
import type { AppDeps } from '../app-deps.ts';
import { type GitHubUser, toRepository } from '../words.ts';

/** The App was installed, suspended, resumed or taken away. Taken away, everything of the installation is forgotten. */
export async function installationChanged(
  deps: AppDeps,
  { payload }: Context<'installation'>,
): Promise<void> {
  const { installation, action } = payload;
  if (action === 'deleted') {
    await deps.repositories.forgetInstallation(installation.id);
    return;
  }
  await saveInstallation(deps, installation);
  if (action === 'suspend' || action === 'unsuspend') {
    await deps.repositories.setSuspended(installation.id, action === 'suspend');
  }
  for (const repository of payload.repositories ?? []) {
    const repo = toRepository(installation.id, repository);
    await deps.repositories.saveRepository(repo);
    if (action === 'created') await deps.readPast(repo);
  }
}

/** Repositories came under the App's care, and their past is read; or they left it, and are forgotten. */
export async function installationRepositoriesChanged(
  deps: AppDeps,
  { payload }: Context<'installation_repositories'>,
): Promise<void> {
  const { installation } = payload;
  await saveInstallation(deps, installation);
  for (const repository of payload.repositories_added) {
    const repo = toRepository(installation.id, repository);
    await deps.repositories.saveRepository(repo);
    await deps.readPast(repo);
  }
  for (const repository of payload.repositories_removed) {
    if (repository.id !== undefined) {
      await deps.repositories.forgetRepository({
        installationId: installation.id,
        repositoryId: repository.id,
      });
    }
  }
}

interface GitHubInstallation {
  id: number;
  account?: (GitHubUser & { name?: string | null; slug?: string }) | null;
}

async function saveInstallation(deps: AppDeps, { id, account }: GitHubInstallation): Promise<void> {
  await deps.repositories.saveInstallation({
    id,
    account: account?.login ?? account?.slug ?? account?.name ?? '',
    accountId: account?.id ?? 0,
    kind: account?.type === 'User' ? 'user' : 'organization',
  });
}
