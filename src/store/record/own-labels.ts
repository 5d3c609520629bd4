import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Account } from '../../domain/issue/issue.ts';
import type { Provenance } from '../../triage/ports/effects.ts';
import type { Tx } from '../core/transaction.ts';
import { effects, events } from '../schema/record-schema.ts';

interface Repository {
  installationId: number;
  repositoryId: number;
}

interface LabelWrite {
  kind: string;
  label: string;
  id: string;
  cause: string;
  /** True for what a person asked for: a command, an approval, an undo. */
  asked: boolean;
  intendedAt: Date;
}

/**
 * Names of the labels whose last done write put them on unasked, and that no person has put on or taken off since that
 * write was intended (GitHub's event may reach us before our own call has returned).
 */
export async function readOwnLabels(tx: Tx, repo: Repository, number: number): Promise<string[]> {
  const writes = await readLabelWrites(tx, repo, number);
  if (writes.length === 0) return [];
  const touched = await readTouches(tx, repo, number);
  const ours = new Map<string, string>();
  for (const { kind, label, asked, intendedAt } of writes) {
    const key = label.toLowerCase();
    const untouched = (touched.get(key) ?? -1) < intendedAt.getTime();
    if (kind === 'label.add' && !asked && untouched) ours.set(key, label);
    else ours.delete(key);
  }
  return [...ours.values()];
}

/**
 * When people last changed each label, on GitHub or through us, by its name in lower case. A write that was taken back and
 * what took it back cancel out.
 */
export async function readLabelTouches(tx: Tx, repo: Repository, number: number): Promise<Map<string, Date>> {
  const touched = await readTouches(tx, repo, number);
  const writes = await readLabelWrites(tx, repo, number);
  const takenBack = new Set(writes.flatMap(({ cause }) => (isUndo(cause) ? [cause.slice(5)] : [])));
  for (const { id, cause, label, asked, intendedAt } of writes) {
    const key = label.toLowerCase();
    if (asked && !isUndo(cause) && !takenBack.has(id))
      touched.set(key, Math.max(touched.get(key) ?? 0, intendedAt.getTime()));
  }
  return new Map([...touched].map(([label, at]) => [label, new Date(at)]));
}

const isUndo = (cause: string) => cause.startsWith('undo:');

/** Done writes of labels, in the order in which they were done. */
async function readLabelWrites(tx: Tx, repo: Repository, number: number): Promise<LabelWrite[]> {
  const rows = await tx
    .select({
      id: effects.id,
      cause: effects.cause,
      kind: effects.kind,
      action: effects.action,
      by: effects.by,
      intendedAt: effects.createdAt,
    })
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
  return rows.map(({ id, cause, kind, action, by, intendedAt }) => ({
    id,
    cause,
    kind,
    label: (action as { label: string }).label,
    asked: (by as Provenance).actor.kind === 'person',
    intendedAt,
  }));
}

/** Changes by people on GitHub: milliseconds since the epoch, by the label's name in lower case. */
async function readTouches(tx: Tx, repo: Repository, number: number): Promise<Map<string, number>> {
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
  return touched;
}
