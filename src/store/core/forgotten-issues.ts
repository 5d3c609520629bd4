import { and, eq, isNull } from 'drizzle-orm';
import type { Place } from '../../triage/ports/past.ts';
import { forgottenIssues } from '../schema/repository-schema.ts';
import type { Tx } from './transaction.ts';

/** The row that an issue has among the forgotten. */
export const ofForgotten = ({ installationId, repositoryId }: Place, number: number) =>
  and(
    eq(forgottenIssues.installationId, installationId),
    eq(forgottenIssues.repositoryId, repositoryId),
    eq(forgottenIssues.number, number),
  );

/** True once the issue was transferred, deleted or converted; false while it is only missing. */
export async function isForgotten(tx: Tx, place: Place, number: number): Promise<boolean> {
  const [found] = await tx
    .select({ number: forgottenIssues.number })
    .from(forgottenIssues)
    .where(and(ofForgotten(place, number), isNull(forgottenIssues.missingSince)));
  return found !== undefined;
}
