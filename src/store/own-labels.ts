import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Action } from '../domain/action.ts';
import type { Account } from '../domain/issue.ts';
import { effects, events } from './schema.ts';
import type { Tx } from './transaction.ts';

/**
 * Names of the labels whose last done write of ours put them on, and that no person has put on or taken off since that
 * write was intended (GitHub's event may reach us before our own call has returned).
 */
export async function readOwnLabels(
  tx: Tx,
  repo: { installationId: number; repositoryId: number },
  number: number,
): Promise<string[]> {
  const writes = await tx
    .select({ action: effects.action, intendedAt: effects.createdAt })
    .from(effects)
    .where(
      and(
        eq(effects.installationId, repo.installationId),
        eq(effects.repositoryId, repo.repositoryId),
        eq(effects.number, number),
        eq(effects.status, 'done'),
        inArray(effects.kind, ['label.add', 'label.remove']),
      ),
    )
    .orderBy(asc(effects.doneAt), asc(effects.position));
  if (writes.length === 0) return [];
  const changes = await tx
    .select({ actor: events.actor, detail: events.detail, at: events.createdAt })
    .from(events)
    .where(
      and(
        eq(events.installationId, repo.installationId),
        eq(events.repositoryId, repo.repositoryId),
        eq(events.number, number),
        inArray(events.kind, ['labeled', 'unlabeled']),
      ),
    );
  const touched = new Map<string, number>();
  for (const { actor, detail, at } of changes) {
    const { label } = detail as { label?: unknown };
    if (typeof label !== 'string' || (actor as Account | null)?.kind !== 'person') continue;
    touched.set(label.toLowerCase(), Math.max(touched.get(label.toLowerCase()) ?? 0, at.getTime()));
  }
  const ours = new Map<string, string>();
  for (const { action, intendedAt } of writes) {
    const { kind, label } = action as Extract<Action, { label: string }>;
    const untouched = (touched.get(label.toLowerCase()) ?? -1) < intendedAt.getTime();
    if (kind === 'label.add' && untouched) ours.set(label.toLowerCase(), label);
    else ours.delete(label.toLowerCase());
  }
  return [...ours.values()];
}
