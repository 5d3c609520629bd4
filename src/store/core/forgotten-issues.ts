import { and, eq, isNull } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import { forgottenIssues } from '../schema/repository-schema.ts';
import type { Tx } from './transaction.ts';

/** The row that an issue has among the forgotten. */
export const ofForgotten = ({ installationId, repositoryId }: RepositoryKey, number: number) =>
  and(
    eq(forgottenIssues.installationId, installationId),
    eq(forgottenIssues.repositoryId, repositoryId),
    eq(forgottenIssues.number, number),
  );

/** True once the issue was transferred, deleted or converted; false while it is only missing. */
export async function isForgotten(tx: Tx, repository: RepositoryKey, number: number): Promise<boolean> {
  const [found] = await tx
    .select({ number: forgottenIssues.number })
    .from(forgottenIssues)
    .where(and(ofForgotten(repository, number), isNull(forgottenIssues.missingSince)));
  return found !== undefined;
}
