import { and, desc, eq, sql } from 'drizzle-orm';
import type { Label, RepositoryKey } from '../../domain/issue/repository.ts';
import type { RepositoryStore } from '../../triage/ports/core.ts';
import type { Tenants } from '../core/database.ts';
import type { Tx } from '../core/transaction.ts';
import { storableJson } from '../core/values/storable.ts';
import { issues, labels, repositories } from '../schema/repository-schema.ts';
import { ofRepository, readCheckpoints, staleLabels } from './stale-marks.ts';

/** How many of the newest issues say which of two labels is in use. */
const usedIn = 500;

type KeptLabels = Pick<
  RepositoryStore,
  | 'getLabels'
  | 'saveLabels'
  | 'saveProcessLabels'
  | 'markLabelsStale'
  | 'knownLabels'
  | 'labelUse'
  | 'shareOfLabeled'
>;

/** The labels of repositories as they were last read, and whether that still holds. */
export function createKeptLabels(tenants: Tenants): KeptLabels {
  return {
    getLabels: (repo) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const [row] = await tx
          .select({ readAt: repositories.labelsReadAt })
          .from(repositories)
          .where(ofRepository(repo));
        if (!row?.readAt) return null;
        const rows = await tx
          .select({
            id: labels.labelId,
            name: labels.name,
            color: labels.color,
            description: labels.description,
            process,
          })
          .from(labels)
          .where(labelsOf(repo))
          .orderBy(labels.labelId);
        return rows.map(marked);
      }),
    saveProcessLabels: (repo, names) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const next = JSON.stringify(storableJson([...names]));
        await tx
          .update(repositories)
          // What labels mean is kept with them, so they are read again.
          .set({ processLabels: sql`${next}::jsonb`, ...staleLabels })
          .where(and(ofRepository(repo), sql`${repositories.processLabels} <> ${next}::jsonb`));
      }),
    saveLabels: (repo, given, meanings, began) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        // Locks the row, so that two readers of GitHub replace one after the other.
        const kept = await tx
          .update(repositories)
          .set({ labelsReadAt: sql`now()` })
          .where(and(ofRepository(repo), eq(repositories.labelsMarks, began.labels)))
          .returning({ id: repositories.repositoryId });
        if (kept.length === 0) {
          await readCheckpoints(tx, repo);
          return false;
        }
        const former = await formerNames(tx, repo, given);
        await tx.delete(labels).where(labelsOf(repo));
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
        return true;
      }),
    markLabelsStale: (repo) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        await tx.update(repositories).set(staleLabels).where(ofRepository(repo));
      }),

    knownLabels: (repo) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const rows = await readLabels(tx, repo);
        return rows.length > 0 ? rows.map(marked) : null;
      }),

    shareOfLabeled: (repo, names) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const newest = await readLatestIssues(tx, repo);
        const wanted = new Set(names);
        const labeled = newest.filter((issue) => issue.labels.some((name) => wanted.has(name))).length;
        return newest.length === 0 ? 0 : labeled / newest.length;
      }),
    labelUse: (repo) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const newest = await readLatestIssues(tx, repo);
        const use = new Map<string, number>();
        for (const name of newest.flatMap((issue) => issue.labels)) use.set(name, (use.get(name) ?? 0) + 1);
        return use;
      }),
  };
}

/** The labels of each of the latest issues. */
function readLatestIssues(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
): Promise<{ labels: string[] }[]> {
  return tx
    .select({ labels: issues.labels })
    .from(issues)
    .where(and(eq(issues.installationId, installationId), eq(issues.repositoryId, repositoryId)))
    .orderBy(desc(issues.number))
    .limit(usedIn);
}

/** Whether its use has shown that a label belongs to people's or bots' process. */
const process = sql<boolean>`exists (
  select 1 from ${repositories} r
  where r.installation_id = labels.installation_id and r.repository_id = labels.repository_id
    and jsonb_exists(r.process_labels, lower(labels.name)))`;

function marked<T extends { process: boolean }>({ process: ofProcess, ...label }: T) {
  return { ...label, ...(ofProcess ? { process: true as const } : {}) };
}

function labelsOf({ installationId, repositoryId }: RepositoryKey) {
  return and(eq(labels.installationId, installationId), eq(labels.repositoryId, repositoryId));
}

function readLabels(tx: Tx, repo: RepositoryKey) {
  const { labelId: id, name, color, description, formerNames } = labels;
  return tx
    .select({ id, name, color, description, formerNames, process })
    .from(labels)
    .where(labelsOf(repo))
    .orderBy(labels.labelId);
}

/** At most so many, the newest. */
const maxFormerNames = 10;

/** The names that labels had before, with the one they lose now. */
async function formerNames(
  tx: Tx,
  repo: RepositoryKey,
  given: readonly Label[],
): Promise<Map<number, string[]>> {
  const before = new Map((await readLabels(tx, repo)).map((label) => [label.id, label]));
  return new Map(
    given.map(({ id, name }) => {
      const known = before.get(id);
      const lost = known && known.name.toLowerCase() !== name.toLowerCase() ? [known.name] : [];
      return [id, [...(known?.formerNames ?? []), ...lost].slice(-maxFormerNames)];
    }),
  );
}
