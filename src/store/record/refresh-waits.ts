import { and, desc, eq, isNull } from 'drizzle-orm';
import { waitsForPerson } from '../../domain/inbox/waiting-values.ts';
import type { DecidedValue } from '../../domain/issue/decision.ts';
import type { Tx } from '../core/transaction.ts';
import { lessons } from '../schema/people-schema.ts';
import { decisions } from '../schema/record-schema.ts';
import { issues } from '../schema/repository-schema.ts';

/** Keeps whether an issue waits for a person, after its decision or what was taught of it has changed. */
export async function refreshWaits(
  tx: Tx,
  { installationId, repositoryId }: { installationId: number; repositoryId: number },
  number: number,
): Promise<void> {
  const ofIssue = (table: typeof issues | typeof decisions | typeof lessons) =>
    and(
      eq(table.installationId, installationId),
      eq(table.repositoryId, repositoryId),
      eq(table.number, number),
    );
  // Sent together: one trip.
  const [[issue], [latest], taught] = await Promise.all([
    tx.select({ labels: issues.labels, waits: issues.waits }).from(issues).where(ofIssue(issues)),
    tx
      .select({ decision: decisions.decision })
      .from(decisions)
      .where(ofIssue(decisions))
      .orderBy(desc(decisions.createdAt), desc(decisions.id))
      .limit(1),
    tx
      .select({ subject: lessons.subject, verdict: lessons.verdict })
      .from(lessons)
      .where(and(ofIssue(lessons), isNull(lessons.revokedAt))),
  ]);
  if (!issue) return;
  const { values } = (latest?.decision ?? {}) as { values?: DecidedValue[] };
  const waits = Array.isArray(values) && waitsForPerson(values, issue.labels, taught);
  if (waits !== issue.waits) await tx.update(issues).set({ waits }).where(ofIssue(issues));
}
