import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Account } from '../../domain/issue/issue.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { Handling } from '../../domain/routing/handling.ts';
import type { Provenance } from '../../triage/ports/effects.ts';
import type { Tx } from '../core/transaction.ts';
import { issuePasts } from '../schema/history-schema.ts';
import { effects, events } from '../schema/record-schema.ts';
import type { issues } from '../schema/repository-schema.ts';

type IssueRow = Pick<
  typeof issues.$inferSelect,
  'number' | 'authorLogin' | 'createdAt' | 'assignees' | 'state' | 'closedAt'
>;

/** Who had to do with each of these issues, by its number. Three queries. */
export async function readHandling(
  tx: Tx,
  repo: RepositoryKey,
  rows: readonly IssueRow[],
): Promise<Map<number, Handling>> {
  const numbers = rows.map(({ number }) => number);
  const closers = await readClosers(tx, repo, numbers);
  const ours = await readOwnAssignees(tx, repo, numbers);
  return new Map(
    rows.map(({ number, authorLogin, createdAt, assignees, state, closedAt }) => {
      const closer = closers.get(number);
      const isClosed = state === 'closed' && closedAt !== null && closer?.kind === 'person';
      const handling: Handling = {
        author: authorLogin,
        createdAt: createdAt.toISOString(),
        assigned: assignees,
        assignedByUs: ours.get(number) ?? [],
        closed: isClosed ? { by: closer.login, at: closedAt.toISOString() } : null,
      };
      return [number, handling];
    }),
  );
}

/** Who closed these issues last, by GitHub's events from before our time and those that came since. Two queries. */
export async function readClosers(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
  numbers: readonly number[],
): Promise<Map<number, Account>> {
  if (numbers.length === 0) return new Map();
  const closers = new Map<number, Account>();
  const past = await tx
    .select({ number: issuePasts.number, by: issuePasts.closedBy })
    .from(issuePasts)
    .where(
      and(
        eq(issuePasts.installationId, installationId),
        eq(issuePasts.repositoryId, repositoryId),
        inArray(issuePasts.number, [...numbers]),
      ),
    );
  for (const { number, by } of past) if (by) closers.set(number, by);
  const live = await tx
    .select({ number: events.number, by: events.actor })
    .from(events)
    .where(
      and(
        eq(events.installationId, installationId),
        eq(events.repositoryId, repositoryId),
        inArray(events.number, [...numbers]),
        eq(events.kind, 'closed'),
      ),
    )
    .orderBy(asc(events.id));
  for (const { number, by } of live) if (by) closers.set(number, by as Account);
  return closers;
}

/** Who the App assigned, by its ledger. */
async function readOwnAssignees(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
  numbers: readonly number[],
): Promise<Map<number, string[]>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .select({ number: effects.number, action: effects.action, by: effects.by })
    .from(effects)
    .where(
      and(
        eq(effects.installationId, installationId),
        eq(effects.repositoryId, repositoryId),
        inArray(effects.number, [...numbers]),
        eq(effects.kind, 'assignee.add'),
        eq(effects.status, 'done'),
      ),
    );
  const found = new Map<number, string[]>();
  for (const { number, action, by } of rows) {
    // What a person's command made us write is the person's word.
    const { login } = action as { login?: unknown };
    if (typeof login !== 'string' || (by as Provenance).actor.kind === 'person') continue;
    found.set(number, [...(found.get(number) ?? []), login]);
  }
  return found;
}
