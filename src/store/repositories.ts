import { and, desc, eq, sql } from 'drizzle-orm';
import type { Label, RepositoryRef } from '../domain/repository.ts';
import type { Settings } from '../domain/settings.ts';
import type { RepositorySettings, RepositoryStore } from '../triage/ports.ts';
import type { Database } from './database.ts';
import { findRepository } from './find-repository.ts';
import { type ForgetJobs, forgetInstallation, forgetRepository } from './forget.ts';
import { dropNearIndexes } from './near-index.ts';
import { createPauseCheck } from './pauses.ts';
import { installations, issues, labels, repositories } from './schema.ts';
import { storableJson } from './storable.ts';
import type { Tx } from './transaction.ts';

/** How many of the newest issues say which of two labels is in use. */
const usedIn = 500;

interface Place {
  installationId: number;
  repositoryId: number;
}

const at = ({ installationId, repositoryId }: Place) =>
  and(eq(repositories.installationId, installationId), eq(repositories.repositoryId, repositoryId));

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
    getRepository: (place) => findRepository(database, place),

    isPaused: createPauseCheck(database),

    getSettings: (repo) =>
      database.withTenant(repo.installationId, async (tx) => {
        const [row] = await tx.select().from(repositories).where(at(repo));
        return row?.settingsReadAt && row.settings ? inForce(row) : null;
      }),
    saveSettings: (repo, read) =>
      database.withTenant(repo.installationId, async (tx) => {
        await saveRepository(tx, repo);
        const { settings, source, problems, forms, codeowners } = storableJson(read);
        const keepsGood = problems.length > 0;
        const [row] = await tx
          .update(repositories)
          .set({
            settings: keepsGood
              ? sql`coalesce(${repositories.settings}, ${JSON.stringify(settings)}::jsonb)`
              : settings,
            settingsSource: keepsGood
              ? sql`case when ${repositories.settings} is null then ${source} else ${repositories.settingsSource} end`
              : source,
            settingsProblems: problems,
            settingsReadAt: sql`now()`,
            issueForms: forms,
            codeowners,
          })
          .where(at(repo))
          .returning();
        if (!row) throw new Error('the repository was forgotten meanwhile');
        return inForce(row);
      }),
    markSettingsStale: (repo) =>
      database.withTenant(repo.installationId, async (tx) => {
        await tx.update(repositories).set({ settingsReadAt: null }).where(at(repo));
      }),
    markAllSettingsStale: (installationId) =>
      database.withTenant(installationId, async (tx) => {
        await tx
          .update(repositories)
          .set({ settingsReadAt: null })
          .where(eq(repositories.installationId, installationId));
      }),

    getLabels: (repo) =>
      database.withTenant(repo.installationId, async (tx) => {
        const [row] = await tx
          .select({ readAt: repositories.labelsReadAt })
          .from(repositories)
          .where(at(repo));
        if (!row?.readAt) return null;
        return tx
          .select({
            id: labels.labelId,
            name: labels.name,
            color: labels.color,
            description: labels.description,
          })
          .from(labels)
          .where(ofRepository(repo))
          .orderBy(labels.labelId);
      }),
    saveLabels: (repo, given, meanings) =>
      database.withTenant(repo.installationId, async (tx) => {
        await saveRepository(tx, repo);
        const former = await formerNames(tx, repo, given);
        // Locks the row, so that two readers of GitHub replace one after the other.
        await tx.update(repositories).set({ labelsReadAt: sql`now()` }).where(at(repo));
        await tx.delete(labels).where(ofRepository(repo));
        const meaningOf = new Map(meanings.map((meaning) => [meaning.label.id, meaning]));
        const { installationId, repositoryId } = repo;
        const rows = [...new Map(given.map((label) => [label.id, label])).values()].map(
          ({ id, ...label }) => {
            const { dimension = 'none', value = '', reason = '' } = meaningOf.get(id) ?? {};
            return storableJson({
              ...label,
              labelId: id,
              installationId,
              repositoryId,
              dimension,
              value,
              reason,
              formerNames: former.get(id) ?? [],
            });
          },
        );
        if (rows.length > 0) await tx.insert(labels).values(rows);
      }),
    markLabelsStale: (repo) =>
      database.withTenant(repo.installationId, async (tx) => {
        await tx.update(repositories).set({ labelsReadAt: null }).where(at(repo));
      }),

    knownLabels: (repo) =>
      database.withTenant(repo.installationId, async (tx) => {
        const rows = await readLabels(tx, repo);
        return rows.length > 0 ? rows : null;
      }),

    labelUse: (repo) =>
      database.withTenant(repo.installationId, async (tx) => {
        const newest = await tx
          .select({ labels: issues.labels })
          .from(issues)
          .where(
            and(eq(issues.installationId, repo.installationId), eq(issues.repositoryId, repo.repositoryId)),
          )
          .orderBy(desc(issues.number))
          .limit(usedIn);
        const use = new Map<string, number>();
        for (const name of newest.flatMap((issue) => issue.labels)) use.set(name, (use.get(name) ?? 0) + 1);
        return use;
      }),
  };
}

function ofRepository({ installationId, repositoryId }: Place) {
  return and(eq(labels.installationId, installationId), eq(labels.repositoryId, repositoryId));
}

function readLabels(tx: Tx, repo: Place) {
  const { labelId: id, name, color, description, formerNames } = labels;
  return tx
    .select({ id, name, color, description, formerNames })
    .from(labels)
    .where(ofRepository(repo))
    .orderBy(labels.labelId);
}

/** At most so many, the newest. */
const mostFormerNames = 10;

/** The names that labels had before, with the one they lose now. */
async function formerNames(tx: Tx, repo: Place, given: readonly Label[]): Promise<Map<number, string[]>> {
  const before = new Map((await readLabels(tx, repo)).map((label) => [label.id, label]));
  return new Map(
    given.map(({ id, name }) => {
      const known = before.get(id);
      const lost = known && known.name.toLowerCase() !== name.toLowerCase() ? [known.name] : [];
      return [id, [...(known?.formerNames ?? []), ...lost].slice(-mostFormerNames)];
    }),
  );
}

/** Names change; the ids stay. What is not said of a repository stays as it is known. */
async function saveRepository(tx: Tx, repo: RepositoryRef): Promise<void> {
  const { installationId, repositoryId, owner, name, private: isPrivate, archived } = storableJson(repo);
  const set = { owner, name, private: isPrivate, ...(archived === undefined ? {} : { archived }) };
  await tx
    .insert(repositories)
    .values({ installationId, repositoryId, ...set })
    .onConflictDoUpdate({ target: [repositories.installationId, repositories.repositoryId], set });
}

function inForce(row: typeof repositories.$inferSelect): RepositorySettings {
  const { settingsProblems: problems, settingsSource: source, issueForms: forms, codeowners } = row;
  return { settings: row.settings as Settings, problems, source, forms, codeowners };
}
