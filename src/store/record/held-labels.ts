import { and, eq, inArray, notExists, sql } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { Tx } from '../core/transaction.ts';
import { effects } from '../schema/record-schema.ts';
import { issues } from '../schema/repository-schema.ts';

/** Names of the labels that GitHub ever held for people to approve on the issue. */
export async function readHeldLabels(tx: Tx, repo: RepositoryKey, number: number): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ label: sql<string>`${effects.action} ->> 'label'` })
    .from(effects)
    .where(
      and(
        ofIssue(effects, repo, number),
        eq(effects.kind, 'label.add'),
        eq(effects.status, 'refused'),
        sql`${effects.reason} ->> 'code' = 'held_by_automation'`,
      ),
    );
  return rows.map(({ label }) => label);
}

/** A label was held: an issue of whose round nothing else went on does not count as applied. */
export async function noteHeldLabel(
  tx: Tx,
  repo: RepositoryKey,
  { number, cause }: { number: number; cause: string },
): Promise<void> {
  const applied = tx
    .select({ id: effects.id })
    .from(effects)
    .where(
      and(
        ofIssue(effects, repo, number),
        eq(effects.cause, cause),
        eq(effects.status, 'done'),
        inArray(effects.kind, ['label.add', 'type.set']),
      ),
    );
  await tx
    .update(issues)
    .set({ outcome: 'suggested' })
    .where(and(ofIssue(issues, repo, number), eq(issues.outcome, 'applied'), notExists(applied)));
}

function ofIssue(
  table: typeof effects | typeof issues,
  { installationId, repositoryId }: RepositoryKey,
  number: number,
) {
  return and(
    eq(table.installationId, installationId),
    eq(table.repositoryId, repositoryId),
    eq(table.number, number),
  );
}
