import { and, eq } from 'drizzle-orm';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { RepositoryStore } from '../../triage/ports/core.ts';
import type { RepositoryReads } from '../../triage/ports/unit-of-work.ts';
import type { Database, Tenants } from '../core/database.ts';
import type { Tx } from '../core/transaction.ts';
import { storableJson } from '../core/values/storable.ts';
import { installations, repositories } from '../schema/repository-schema.ts';
import { dropNearIndexes } from '../similar/near-index.ts';
import { findRepository } from './find-repository.ts';
import { type ForgetJobs, forgetInstallation, forgetRepository } from './forget.ts';
import { createKeptLabels } from './kept-labels.ts';
import { createKeptSettings } from './kept-settings.ts';
import { createPauseCheck } from './pauses.ts';
import { ofRepository } from './stale-marks.ts';

/**
 * Installations, their repositories, settings and labels. `forgetJobs` takes the jobs of deliveries out of the queue, in
 * the transaction that forgets the deliveries.
 */
export function createRepositoryStore(database: Database, forgetJobs: ForgetJobs): RepositoryStore {
  return {
    saveInstallation: ({ id, ...installation }) =>
      database.withTenant(id, async (tx) => {
        const row = storableJson(installation);
        await tx
          .insert(installations)
          .values({ ...row, installationId: id })
          .onConflictDoUpdate({ target: installations.installationId, set: row });
      }),
    setSuspended: (installationId, suspended) =>
      database.withTenant(installationId, async (tx) => {
        await tx
          .update(installations)
          .set({ suspended })
          .where(eq(installations.installationId, installationId));
      }),
    isSuspended: (installationId) =>
      database.withTenant(installationId, async (tx) => {
        const [row] = await tx
          .select({ suspended: installations.suspended })
          .from(installations)
          .where(eq(installations.installationId, installationId));
        return row?.suspended ?? false;
      }),
    async forgetInstallation(installationId) {
      await forgetInstallation(database, installationId, forgetJobs);
      await dropNearIndexes(database, { installationId });
    },
    async forgetRepository({ installationId, repositoryId }) {
      await forgetRepository(database, { installationId, repositoryId }, forgetJobs);
      await dropNearIndexes(database, { installationId, repositoryId });
    },
    saveRepository: (repo) => database.withTenant(repo.installationId, (tx) => saveRepository(tx, repo)),
    replaceRepository: (known, now) =>
      database.withTenant(known.installationId, async (tx) => {
        const replaced = await tx
          .update(repositories)
          .set(wordsOf(now))
          .where(
            and(
              ofRepository(known),
              eq(repositories.owner, known.owner),
              eq(repositories.name, known.name),
              eq(repositories.private, known.private),
              eq(repositories.archived, known.archived ?? false),
            ),
          )
          .returning({ id: repositories.repositoryId });
        return replaced.length > 0;
      }),
    getRepository: (place) => findRepository(database, place),

    isPaused: createPauseCheck(database),
    ...createKeptSettings(database),
    ...createKeptLabels(database),
  };
}

/** What is read of a repository in a unit of work. */
export function createRepositoryReads(tenants: Tenants): RepositoryReads {
  const { getSettings } = createKeptSettings(tenants);
  const { getLabels, knownLabels, labelUse } = createKeptLabels(tenants);
  return {
    getRepository: (place) => findRepository(tenants, place),
    isPaused: createPauseCheck(tenants),
    ...{ getSettings, getLabels, knownLabels, labelUse },
  };
}

/** Names change; the ids stay. What is not said of a repository stays as it is known. */
async function saveRepository(tx: Tx, repo: RepositoryRef): Promise<void> {
  const { installationId, repositoryId } = repo;
  const set = wordsOf(repo);
  await tx
    .insert(repositories)
    .values({ installationId, repositoryId, ...set })
    .onConflictDoUpdate({ target: [repositories.installationId, repositories.repositoryId], set });
}

function wordsOf(repo: RepositoryRef) {
  const { owner, name, private: isPrivate, archived } = storableJson(repo);
  return { owner, name, private: isPrivate, ...(archived === undefined ? {} : { archived }) };
}
