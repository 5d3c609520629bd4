import type { ChoreEnd } from '../../domain/issue/chore-end.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import { type ChoreDeps, type ChoreQueue, choreId } from '../ports/chores.ts';
import type { DecisionStore, IssueStore } from '../ports/core.ts';
import type { AppReads, Checkpoints, Later } from '../ports/follow-up.ts';
import type { GitHubPast } from '../ports/past.ts';
import { catchUp } from '../upkeep/catch-up.ts';

export interface CatchUpChoreDeps extends ChoreDeps {
  chores: ChoreQueue;
  past: Pick<GitHubPast, 'listIssues'>;
  issues: IssueStore;
  decisions: Pick<DecisionStore, 'latest'>;
  later: Later;
  repositoriesOf(installationId: number): Promise<RepositoryKey[]>;
  /** When the newest change of the repository that is known happened; ISO 8601, UTC. */
  newestChange(key: RepositoryKey): Promise<string | null>;
  openNumbers(key: RepositoryKey): Promise<number[]>;
}

export interface CheckInstallationsDeps extends CatchUpChoreDeps {
  appReads: Pick<AppReads, 'installations' | 'installation'>;
  checkpoints: Checkpoints;
}

const daySeconds = 86_400;

/**
 * Forgets installations that were removed while the App was down, and after an outage too long for redeliveries queues a
 * catch-up of every repository.
 */
export async function checkInstallations(deps: CheckInstallationsDeps): Promise<ChoreEnd> {
  const { appReads, checkpoints, repositories } = deps;
  const now = await appReads.installations();
  const before = await checkpoints.get('installations');
  const gone = ((before?.detail.ids as number[] | undefined) ?? []).filter((id) => !now.includes(id));
  for (const id of gone)
    if ((await appReads.installation(id)) === null) await repositories.forgetInstallation(id);
  const outage = await checkpoints.get('outage');
  if (outage) {
    for (const id of now) await catchUpAll(deps, id, Math.floor(outage.at.getTime() / 1000));
    await checkpoints.clear('outage');
  }
  await checkpoints.set('installations', new Date(), { ids: now });
  return { againAfterSeconds: daySeconds };
}

/**
 * Catches up on changes that no delivery reported.
 *
 * @param key with repository id 0, every repository of the installation
 * @param seconds since when, in seconds since the epoch; 0 for since the newest known change
 */
export async function catchUpRepository(
  deps: CatchUpChoreDeps,
  key: RepositoryKey,
  seconds: number,
): Promise<ChoreEnd> {
  if (key.repositoryId === 0) {
    await catchUpAll(deps, key.installationId, seconds);
    return 'done';
  }
  const repo = await deps.findRepository(key);
  const since = seconds > 0 ? new Date(seconds * 1000).toISOString() : await deps.newestChange(key);
  if (!repo || since === null || (await deps.repositories.isPaused(repo))) return 'done';
  const github = await deps.github(key.installationId);
  const found = await catchUp({ ...deps, github, openNumbers: () => deps.openNumbers(key) }, repo, since);
  deps.log.info({ ...key, since, ...found }, 'caught up on missed changes');
  return 'done';
}

async function catchUpAll(deps: CatchUpChoreDeps, installationId: number, seconds: number): Promise<void> {
  for (const key of await deps.repositoriesOf(installationId))
    await deps.chores.add(`${choreId('catch-up', key)}/${seconds}`);
}
