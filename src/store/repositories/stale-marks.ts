import { and, eq, sql } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { StaleMarks } from '../../triage/ports/core.ts';
import type { Tx } from '../core/transaction.ts';
import { repositories } from '../schema/repository-schema.ts';

/** The row of a repository. */
export const ofRepository = ({ installationId, repositoryId }: RepositoryKey) =>
  and(eq(repositories.installationId, installationId), eq(repositories.repositoryId, repositoryId));

/** What marks settings stale. The count is how a read that is under way learns that it may be too old to be kept. */
export const staleSettings = {
  settingsReadAt: null,
  settingsMarks: sql`${repositories.settingsMarks} + 1`,
};

/** The same for labels. */
export const staleLabels = { labelsReadAt: null, labelsMarks: sql`${repositories.labelsMarks} + 1` };

/**
 * How often settings and labels were marked stale. Throws where the repository is not known: whoever kept something of it
 * would bring it back.
 */
export async function readCheckpoints(tx: Tx, repo: RepositoryKey): Promise<StaleMarks> {
  const [marks] = await tx
    .select({ settings: repositories.settingsMarks, labels: repositories.labelsMarks })
    .from(repositories)
    .where(ofRepository(repo));
  if (!marks) throw new Error('the repository is not known: it was forgotten, or never saved');
  return marks;
}
