import type { Context } from 'probot';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { type GitHubUser, toRepository } from '../calls/from-payload.ts';
import type { AppDeps } from './app-deps.ts';
import { isShared, settingsMayDiffer } from './settings-may-differ.ts';

/**
 * The App was installed, suspended, resumed or taken away. Taken away, everything of the installation is forgotten. Two
 * deliveries may come in any order: whether it is suspended is what GitHub says now. Nothing is delivered meanwhile, so what
 * happened is looked up once it is resumed.
 */
export async function installationChanged(
  deps: AppDeps,
  { payload }: Context<'installation'>,
): Promise<void> {
  const { installation, action } = payload;
  if (action === 'deleted') {
    await deps.repositories.forgetInstallation(installation.id);
    return;
  }
  const now = await deps.appReads.installation(installation.id);
  // Taken away meanwhile: the delivery that says so forgets it.
  if (now === null) return;
  await saveInstallation(deps, installation);
  await deps.repositories.setSuspended(installation.id, now === 'suspended');
  for (const repository of payload.repositories ?? []) {
    const repo = toRepository(installation.id, repository);
    // One that is known may have another name by now than when this delivery was sent.
    if (!(await deps.repositories.getRepository(repo))) await deps.repositories.saveRepository(repo);
    if (action === 'created') await deps.readPast(repo);
  }
  if (action === 'unsuspend' && now === 'active') await deps.catchUp(installation.id);
}

/**
 * Repositories came under the App's care, and their past is read; or they left it, and are forgotten, if that is also what
 * GitHub says now.
 */
export async function installationRepositoriesChanged(
  deps: AppDeps,
  { payload }: Context<'installation_repositories'>,
): Promise<void> {
  const { installation } = payload;
  if ((await deps.appReads.installation(installation.id)) === null) return;
  await saveInstallation(deps, installation);
  for (const repository of [...payload.repositories_added, ...payload.repositories_removed]) {
    const { id, full_name, name, private: isPrivate } = repository;
    if (id === undefined || full_name === undefined) continue;
    const repo = toRepository(installation.id, {
      id,
      full_name,
      name: name ?? '',
      private: isPrivate ?? true,
    });
    // One that was added and is not found is left as it is: its own removal says so where it is gone.
    const removed = payload.repositories_removed.some((each) => each.id === id);
    if ((await deps.appReads.installationOf(repo)) === installation.id) await takeUp(deps, repo);
    else if (removed) await deps.repositories.forgetRepository(repo);
    // What it holds for the others came with it, or went.
    if (isShared(repo)) await settingsMayDiffer(deps, repo);
  }
}

async function takeUp(deps: AppDeps, repo: RepositoryRef): Promise<void> {
  if (await deps.repositories.getRepository(repo)) return;
  await deps.repositories.saveRepository(repo);
  await deps.readPast(repo);
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
